import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { BUILT_IN, SAMPLE_PROJECT, sampleProject } from '../../../test/sample-project.ts';
import { loadProject } from '../../load/load-project.ts';
import { requireVerified } from './require-verified.ts';
import type { ScenarioRun } from './scenario-run.ts';
import { writeVerification } from './verification-file.ts';
import { notPlayedOf, runsOf } from './verified-scenarios.ts';
import { type ScenarioOutcome, type VerifyPorts, verifyProject } from './verify-project.ts';

const PIPE = 'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\n';
const NAME = 'mappings/acme/name.jsonata';
const FILES = {
  'pipes/mine.yaml': `${PIPE}modify: [${NAME}]\n`,
  [NAME]: '$ ~> |$|{ "name": guest ? "guest" : name }|',
  'mappings/acme/name.cases.yaml':
    '- name: a guest\n  given: { guest: true, name: x }\n  expect: { guest: true, name: guest }\n- name: an account\n  given: { guest: false, name: x }\n  expect: { guest: false, name: x }\n',
};

const REQUIRED = ['CUS-01', 'CUS-02', 'CUS-03', 'CUS-04', 'CUS-05', 'CUS-06', 'CUS-07'];
const OPERATIONS = ['OPS-01', 'OPS-02', 'OPS-03', 'OPS-04', 'OPS-05'];

const run = (id: string, change: Partial<ScenarioRun> = {}): ScenarioRun => ({
  name: `what ${id} asks for`,
  file: 'features/customers.feature',
  line: 3,
  pair: 'woocommerce → business-central',
  tags: [`@${id}`],
  verdict: 'passed',
  pipes: [],
  fixtures: [],
  ...change,
});

const ALL_PASS = [...REQUIRED, ...OPERATIONS].map((id) => run(id));
const outcome = (runs: readonly ScenarioRun[], more: Partial<ScenarioOutcome> = {}): ScenarioOutcome => ({
  runs,
  notPlayed: [],
  coverage: [],
  pending: [],
  ...more,
});

const ports = (scenarios: ScenarioOutcome, refused: readonly string[] = []): VerifyPorts => ({
  now: () => '2026-03-02T09:00:00.000Z',
  scenarios: async () => scenarios,
  failurePacks: async () => ({ summary: 'variants', details: [], refused }),
  mutants: async () => [],
  begins: () => undefined,
});

async function verify(
  given: VerifyPorts,
  { files = {}, mutate = false }: { files?: Record<string, string>; mutate?: boolean } = {},
) {
  using project = sampleProject({ ...FILES, ...files });
  const { file } = await verifyProject(loadProject({ root: project.root, builtIn: BUILT_IN }), { mutate }, given);
  writeVerification(project.root, file);
  const loaded = loadProject({ root: project.root, builtIn: BUILT_IN });
  const mayRun = () => requireVerified(loaded);
  if (file.verdict === 'passed') mayRun();
  else assert.throws(mayRun, { code: 'NOT_VERIFIED' });
  return file;
}

const blocking = (file: Awaited<ReturnType<typeof verify>>) =>
  file.stages.flatMap(({ stage, blocking: lines }) => lines.map((line) => `${stage}: ${line}`));

test('when everything passes, exactly this configuration may run', async () => {
  const file = await verify(ports(outcome(ALL_PASS)), { mutate: true });
  assert.deepEqual(blocking(file), []);
  assert.equal(file.verdict, 'passed');
  assert.deepEqual(
    file.items.map(({ id, verdict }) => `${id} ${verdict}`),
    [...REQUIRED, ...OPERATIONS].map((id) => `${id} passed`),
  );
});

test('an item without a scenario blocks, by its name', async () => {
  const file = await verify(ports(outcome(ALL_PASS.filter(({ tags }) => !tags.includes('@CUS-04')))));
  assert.deepEqual(blocking(file), ['features: CUS-04 has no scenario that ran: custom field: apply for credit']);
});

test('an item that is known to be open blocks with its reason', async () => {
  const runs = ALL_PASS.filter(({ tags }) => !tags.includes('@CUS-05'));
  const file = await verify(ports(outcome(runs, { pending: [{ id: 'CUS-05', reason: 'no field for it' }] })));
  assert.deepEqual(blocking(file), ['features: CUS-05 is open: no field for it']);
});

test('one pair that fails blocks, though the others pass', async () => {
  const failed = run('CUS-02', { pair: 'shopify → business-central', verdict: 'failed', failure: 'expected a' });
  const file = await verify(ports(outcome([...ALL_PASS, failed])));
  assert.deepEqual(blocking(file), [
    'features: CUS-02 fails: what CUS-02 asks for (shopify → business-central) at features/customers.feature:3',
  ]);
});

test('a scenario without a tag that fails blocks as well', async () => {
  const file = await verify(
    ports(outcome([...ALL_PASS, run('CUS-01', { tags: ['@mine'], verdict: 'failed', name: 'mine' })])),
  );
  assert.deepEqual(blocking(file), ['features: fails: mine at features/customers.feature:3']);
});

test('a failure pack that an oracle refuses blocks', async () => {
  const file = await verify(ports(outcome(ALL_PASS), ['reply lost at call 2: two documents']));
  assert.deepEqual(blocking(file), ['failure-packs: reply lost at call 2: two documents']);
});

test('a case that fails, an error of check and a mapping that hardly ran block, all in one run', async () => {
  const file = await verify(ports(outcome(ALL_PASS)), {
    files: {
      'mappings/acme/name.cases.yaml':
        '- name: a guest\n  given: { guest: true }\n  expect: { guest: true, name: Guest }\n',
      'pipes/other.yaml': PIPE,
    },
  });
  const lines = blocking(file);
  assert.match(lines.find((line) => line.startsWith('check:')) ?? '', /pipes\/other\.yaml:1:7/);
  assert.match(lines.find((line) => line.startsWith('cases:')) ?? '', /name\.cases\.yaml:1:9 the case fails/);
  assert.match(lines.find((line) => line.startsWith('coverage:')) ?? '', /98 % are asked for/);
});

test('mistakes that nothing notices block, when they are looked for', async () => {
  const cases =
    '- name: a guest\n  given: { guest: true }\n  includes: { guest: true }\n- name: another\n  given: { guest: false, name: x }\n  includes: { guest: false }\n';
  const files = { 'mappings/acme/name.cases.yaml': cases };
  assert.equal((await verify(ports(outcome(ALL_PASS)), { files })).verdict, 'passed');
  const file = await verify(ports(outcome(ALL_PASS)), { files, mutate: true });
  assert.ok(
    blocking(file).some((line) =>
      /mutation: mappings\/acme\/name\.jsonata:1:\d+ without name: nothing notices/.test(line),
    ),
    blocking(file).join('\n'),
  );
});

test('a file that changes while it is verified is not verified', async () => {
  using project = sampleProject(FILES);
  const loaded = loadProject({ root: project.root, builtIn: BUILT_IN });
  const { file } = await verifyProject(
    loaded,
    { mutate: false },
    {
      ...ports(outcome(ALL_PASS)),
      failurePacks: async () => {
        appendFileSync(join(project.root, 'pipes/mine.yaml'), '\n');
        return { summary: '', details: [], refused: [] };
      },
    },
  );
  assert.equal(file.verdict, 'blocked');
});

test('a scenario that fails now keeps the time when it last passed', async () => {
  using project = sampleProject(FILES);
  const load = () => loadProject({ root: project.root, builtIn: BUILT_IN });
  const first = await verifyProject(load(), { mutate: false }, ports(outcome(ALL_PASS)));
  writeVerification(project.root, first.file);
  const failing = ALL_PASS.map((each) =>
    each.tags.includes('@CUS-01') ? { ...each, verdict: 'failed' as const } : each,
  );
  const later = { ...ports(outcome(failing)), now: () => '2026-03-05T09:00:00.000Z' };
  const { file } = await verifyProject(load(), { mutate: false }, later);
  const passOf = (id: string) => runsOf(file).find(({ tags }) => tags.includes(`@${id}`))?.lastPass;
  assert.equal(passOf('CUS-01'), '2026-03-02T09:00:00.000Z');
  assert.equal(passOf('CUS-02'), '2026-03-05T09:00:00.000Z');
});

const NOT_PLAYED = {
  name: 'a certificate',
  file: 'features/customers.feature',
  pair: 'woocommerce → business-central',
  reason: 'woocommerce has no field for it',
  stoodFor: false,
};

test('an item that no system can show does not block, and says why', async () => {
  const runs = ALL_PASS.filter(({ tags }) => !tags.includes('@CUS-05'));
  const file = await verify(ports(outcome(runs, { notPlayed: [{ ...NOT_PLAYED, tags: ['@CUS-05'] }] })));
  assert.deepEqual(blocking(file), []);
  const item = file.items.find(({ id }) => id === 'CUS-05');
  assert.equal(item?.verdict, 'not-applicable');
  assert.deepEqual(notPlayedOf(file), [{ ...NOT_PLAYED, tags: ['@CUS-05'] }]);
});

const waiving = (item: string) => ({
  'pipewright.yaml': `${SAMPLE_PROJECT}verify: { waive: [{ item: ${item}, reason: "nobody asks for it", by: Jo Doe }] }\n`,
});

test('an item that the project waives does not block, with the reason and the name', async () => {
  const runs = ALL_PASS.filter(({ tags }) => !tags.includes('@CUS-05'));
  const pending = [{ id: 'CUS-05', reason: 'no field for it' }];
  const file = await verify(ports(outcome(runs, { pending })), { files: waiving('CUS-05') });
  assert.deepEqual(blocking(file), []);
  const { verdict, reason } = file.items.find(({ id }) => id === 'CUS-05') ?? {};
  assert.deepEqual([verdict, reason], ['waived', 'nobody asks for it (Jo Doe)']);
});

test('a waiver hides no scenario that fails, and none is for an item that there is not', async () => {
  const failed = run('CUS-05', { pair: 'shopify → business-central', verdict: 'failed', failure: 'expected a' });
  const failing = await verify(ports(outcome([...ALL_PASS, failed])), { files: waiving('CUS-05') });
  assert.match(blocking(failing)[0] ?? '', /CUS-05 fails/);
  const unknown = await verify(ports(outcome(ALL_PASS)), { files: waiving('CUS-99') });
  assert.deepEqual(blocking(unknown), ['features: pipewright.yaml waives CUS-99, which is no item of the checklist']);
});
