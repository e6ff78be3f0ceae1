import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { Signatures } from '../src/check/mapping-signature.ts';
import { loadProject } from '../src/load/load-project.ts';
import { MOST_ALIASES } from '../src/load/source-file.ts';
import { compileMapping } from '../src/map/mapping.ts';
import { type MappingCase, runMappingCase } from '../src/map/mapping-cases.ts';
import { Hold } from '../src/model/hold.ts';
import { typesOf } from '../src/types/mapping-types.ts';
import { notMember, valuesOf } from '../src/types/members.support.ts';
import { BUILT_IN, sampleProject } from './sample-project.ts';

/** Random inputs tried for each mapping: `TYPE_RUNS=2000 node --test …` for more. */
const RUNS = Number(process.env.TYPE_RUNS ?? 40);

/** One connection to each system that mappings are shipped for. */
const connections = readdirSync(join(BUILT_IN, 'mappings')).map(
  (system) => `  ${system}: { connector: ${system}, url: https://${system}.example.com }`,
);
using sample = sampleProject({ 'pipewright.yaml': `project: all\nconnections:\n${connections.join('\n')}\n` });
const project = loadProject({ root: sample.root, builtIn: BUILT_IN });
const signatures = new Signatures(project);
const files = project.layers.list('mappings/**/*.jsonata');

test('shipped mappings have signatures: input and output are known', () => {
  const known = files
    .map(({ path }) => signatures.ofFile(path))
    .filter(({ input, output }) => !input.any && output !== undefined);
  assert.equal(known.length, files.length);
});

for (const { path, absolute } of files) {
  test(`${path} is clean`, () => {
    const { problems } = typesOf(readFileSync(absolute, 'utf8'), signatures.ofFile(path));
    assert.deepEqual(problems, []);
  });
}

for (const { path, absolute } of files) {
  const source = readFileSync(absolute, 'utf8');
  const signature = signatures.ofFile(path);
  const { result } = typesOf(source, signature);
  const mapping = compileMapping(path, source);

  test(`${path}: what its cases yield is of the inferred type`, async () => {
    const cases = parse(readFileSync(absolute.replace(/\.jsonata$/, '.cases.yaml'), 'utf8'), {
      maxAliasCount: MOST_ALIASES,
    }) as (MappingCase & { given_file?: string })[];
    for (const each of cases) {
      const given =
        each.given_file === undefined
          ? each.given
          : (JSON.parse(readFileSync(join(dirname(absolute), each.given_file), 'utf8')) as unknown);
      // What no schema lets through says nothing of the types.
      if (each.change !== undefined || notMember(given, signature.input) !== undefined) continue;
      const { output } = await runMappingCase(mapping, { ...each, given }, () => []);
      if (output !== undefined) assert.equal(notMember(output, result), undefined, each.name);
    }
  });

  test(`${path}: what it yields for random inputs is of the inferred type`, async () => {
    const { options, needs, target } = signature.variables;
    assert.ok(options !== undefined && needs !== undefined && target !== undefined);
    const property = fc.asyncProperty(
      valuesOf(signature.input),
      valuesOf(options),
      valuesOf(target),
      async (input, chosen, linked) => {
        let output: unknown;
        try {
          output = await mapping.run(input, {
            options: (chosen ?? {}) as Record<string, unknown>,
            needs: { customer: { id: 'C1', number: 'C10' } },
            ...(linked === undefined ? {} : { target: linked as { id: string } }),
            translate: (_, code) => `T-${code}`,
            reference: (_, key) => `id-${String(key)}`,
          });
        } catch (error) {
          if (error instanceof Hold) return;
          throw error;
        }
        assert.equal(notMember(output, result), undefined);
      },
    );
    await fc.assert(property, { numRuns: RUNS });
  });
}
