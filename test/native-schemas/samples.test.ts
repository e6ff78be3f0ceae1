/** The native records that mappings are tried with are of the shape that the read schemas state, field by field. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { MOST_ALIASES } from '../../src/load/source-file.ts';
import { compileExpression } from '../../src/map/expression.ts';
import type { MappingCase } from '../../src/map/mapping-cases.ts';
import { NativeShapes, ROOT, readSchemas } from './read-schemas.ts';

const shapes = new NativeShapes();

for (const { system, document, file } of readSchemas())
  test(`${system} says what a native ${document} looks like`, () => assert.ok(file !== undefined));

type WrittenCase = MappingCase & { readonly given_file?: string };

/** What a case gives to its mapping. */
async function givenOf({ given, given_file, change }: WrittenCase, folder: string): Promise<unknown> {
  const written = given_file === undefined ? given : JSON.parse(readFileSync(join(folder, given_file), 'utf8'));
  return change === undefined ? written : compileExpression(change).evaluate(written);
}

for (const path of globSync(join(ROOT, 'mappings/*/*.from.cases.yaml')).sort()) {
  const system = basename(dirname(path));
  const document = basename(path, '.from.cases.yaml');
  for (const each of parse(readFileSync(path, 'utf8'), { maxAliasCount: MOST_ALIASES }) as readonly WrittenCase[]) {
    // A record that is to be held may be damaged on purpose. One that is written or changed in the case shows only what
    // the case is about.
    if (each.refuse !== undefined) continue;
    const isPart = each.given_file === undefined || each.change !== undefined;
    test(`${system} ${document}: ${each.name}`, async () => {
      assert.deepEqual(shapes.wrong(system, document, await givenOf(each, dirname(path)), isPart), []);
    });
  }
}
