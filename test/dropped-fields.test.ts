/**
 * No field of what is written to a system can get lost unseen: each mapping to a system is run without each of its
 * fields, one at a time, and its cases must tell.
 */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadProject } from '../src/load/load-project.ts';
import { mutateMapping } from '../src/qa/mutation/mutate-mapping.ts';

const ROOT = join(import.meta.dirname, '..');
const project = loadProject({ root: ROOT, builtIn: ROOT });

/** Fields that name something to a person when an order is held, and are not written. */
const SAID_ONLY: Readonly<Record<string, readonly string[]>> = {
  'mappings/sap-business-one/order.to.jsonata': ['without title'],
};

for (const path of globSync('mappings/*/*.to.jsonata', { cwd: ROOT }).sort()) {
  test(`${path}: without any one of its fields a case fails`, async () => {
    const { mutants, survivors } = await mutateMapping(project, path, ['field-dropped']);
    assert.ok(mutants > 0);
    const unseen = survivors.filter(({ says }) => !SAID_ONLY[path]?.includes(says));
    assert.deepEqual(
      unseen.map(({ line, column, says }) => `${line}:${column} ${says}`),
      [],
    );
  });
}
