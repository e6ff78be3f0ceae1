import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUILT_IN, sampleProject } from '../../../test/sample-project.ts';
import { loadProject } from '../../load/load-project.ts';
import { eachSystemOnce } from './mutate-by-scenarios.ts';
import { mutateInThreads } from './mutate-in-threads.ts';
import { mutateMapping } from './mutate-mapping.ts';

const MAPPINGS = ['mappings/acme/kind.jsonata', 'mappings/acme/name.jsonata', 'mappings/acme/bare.jsonata'];

test('threads find what one alone finds, in the order of the files', async () => {
  using folder = sampleProject({
    'mappings/acme/kind.jsonata': '{ "kind": guest ? "guest" : "account" }',
    'mappings/acme/kind.cases.yaml': '- name: a guest\n  given: { guest: true }\n  expect: { kind: guest }\n',
    'mappings/acme/name.jsonata': '{ "name": $lowercase(name) }',
    'mappings/acme/name.cases.yaml': '- name: a name\n  given: { name: A }\n  expect: { name: a }\n',
    'mappings/acme/bare.jsonata': '{ "sku": sku }',
  });
  const project = loadProject({ root: folder.root, builtIn: BUILT_IN });
  const alone = [];
  for (const path of MAPPINGS) alone.push(await mutateMapping(project, path));
  assert.deepEqual(
    alone.map(({ survivors }) => survivors.length),
    [2, 0, 1],
  );
  assert.deepEqual(await mutateInThreads(project, undefined, MAPPINGS, 2), alone);
});

test('of many pairs, each shop and each ERP is among the few that are asked, also where not every shop goes with every ERP', () => {
  const pairs = ['a', 'b'].flatMap((shop) => ['x', 'y', 'z'].map((erp) => ({ shop, erp })));
  const asked = (among: typeof pairs) => eachSystemOnce(among).map(({ shop, erp }) => shop + erp);
  assert.deepEqual(asked(pairs), ['ax', 'az', 'by']);
  assert.deepEqual(asked(pairs.slice(1)), ['ay', 'az', 'bx']);
  assert.deepEqual(asked(pairs.slice(0, 1)), ['ax']);
});
