import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import { stringify } from 'yaml';
import { loadProject } from '../../load/load-project.ts';
import { ManualClock } from '../../model/clock.ts';
import { ERP_DESKS, SHOP_DESKS } from '../desks/desk-catalogue.ts';
import type { TapeSetting } from '../scenario/trial-tape.ts';
import { playScenarios } from '../verification/play-scenarios.ts';
import { keepRecordings } from './keep-recordings.ts';
import { playablePairs, shippedPairs } from './known-pairs.ts';
import { pairsToRecord, replayOf } from './replay-of.ts';
import { runFeatures } from './run-features.ts';

const BUILT_IN = resolve(import.meta.dirname, '../../..');
const NOW = Date.parse('2026-03-10T00:00:00.000Z');
const PAIRS = shippedPairs(BUILT_IN).filter(({ shop, erp }) => shop === 'woocommerce' && erp === 'business-central');
const ERP_CASSETTE = 'features/cassettes/business-central/it-arrives-two-mugs-row-1.yaml';
const SHOP_CASSETTE = 'features/cassettes/woocommerce/it-arrives-two-mugs-row-1.yaml';
const MAPPING = 'mappings/business-central/order.to.jsonata';

const FEATURE = `Feature: one
  @ORD-04 @recorded
  Scenario Outline: It arrives: <what>
    Given the shop and the ERP sell:
      | SKU    | name | price |
      | MUG-01 | Mug  | 12.50 |
    When Ana orders:
      | MUG-01 | <pieces> |
    And the orders are carried over
    Then the order in the ERP shows:
      | quantities | <pieces> |
    And the shop shows the ERP's number on the order
    Examples:
      | what       | pieces |
      | two mugs   | 2      |
      | three mugs | 3      |

  Scenario: it is not recorded
    Given the shop and the ERP sell:
      | SKU    | name | price |
      | MUG-01 | Mug  | 12.50 |
`;

const root = mkdtempSync(join(tmpdir(), 'pipewright-replay-'));
const recorded = join(root, 'recorded');
after(() => rmSync(root, { recursive: true, force: true }));

/** A project of its own between the two systems, with one feature. */
async function newProject(folder: string): Promise<void> {
  const [shop, erp] = await Promise.all([
    SHOP_DESKS.woocommerce?.open()(new ManualClock()),
    ERP_DESKS['business-central']?.open()(new ManualClock()),
  ]);
  mkdirSync(join(folder, 'features'), { recursive: true });
  mkdirSync(join(folder, 'lookups'));
  writeFileSync(join(folder, 'features/one.feature'), FEATURE);
  for (const table of ['shipping-methods', 'payment-methods'])
    writeFileSync(join(folder, `lookups/${table}.csv`), 'shop,erp\n');
  const connections = { shop: shop?.connection, erp: erp?.connection };
  writeFileSync(
    join(folder, 'pipewright.yaml'),
    stringify({ format: 1, project: 'replayed', pipes: ['customers', 'orders'], connections }),
  );
  await Promise.all([shop?.twin.close(), erp?.twin.close()]);
}

async function play(folder: string, tape: TapeSetting | undefined) {
  const scratch = mkdtempSync(join(root, 'scratch-'));
  let said = '';
  const out = new Writable({
    write: (chunk, _, done) => {
      said += String(chunk);
      done();
    },
  });
  const result = await runFeatures({
    root: folder,
    place: { root: folder, builtIn: BUILT_IN, scratch, shop: 'shop', erp: 'erp', tape },
    pairs: PAIRS,
    features: ['features'],
    tags: '',
    names: [],
    parallel: 0,
    formats: ['summary'],
    stdout: out,
    stderr: out,
    env: {},
  });
  const failures = result.played.flatMap(({ name, failure, passed }) => (passed ? [] : [`${name}: ${failure}`]));
  return { result, said, failures };
}

const record = async (folder: string): Promise<string[]> => {
  const recordings = mkdtempSync(join(root, 'recordings-'));
  const { failures } = await play(folder, { kind: 'record', recordings });
  assert.deepEqual(failures, []);
  return keepRecordings(loadProject({ root: folder, builtIn: BUILT_IN }), recordings, PAIRS, NOW);
};

/** Replays a copy of what was recorded, in which something was changed. */
async function replayWith(change: (folder: string) => void, now = NOW) {
  const folder = mkdtempSync(join(root, 'changed-'));
  cpSync(recorded, folder, { recursive: true });
  change(folder);
  return play(folder, replayOf(loadProject({ root: folder, builtIn: BUILT_IN }), PAIRS).tape(now));
}

const edit = (path: string, from: string | RegExp, to: string) => (folder: string) => {
  const text = readFileSync(join(folder, path), 'utf8');
  const changed = text.replace(from, to);
  assert.notEqual(changed, text, `${path} has no ${from}`);
  writeFileSync(join(folder, path), changed);
};

/** One exchange of a cassette, from its blank line to the next. */
const exchangeWith = (what: string) =>
  new RegExp(`\\n\\n {2}- request:(?:(?!\\n\\n)[\\s\\S])*?${what}(?:(?!\\n\\n)[\\s\\S])*(?=\\n\\n|\\n\\.\\.\\.)`);

describe('scenarios that are recorded', () => {
  before(async () => {
    await newProject(recorded);
    const paths = await record(recorded);
    assert.deepEqual(
      paths,
      [
        ERP_CASSETTE,
        ERP_CASSETTE.replace('two-mugs-row-1', 'three-mugs-row-2'),
        SHOP_CASSETTE,
        SHOP_CASSETTE.replace('two-mugs-row-1', 'three-mugs-row-2'),
      ].sort(),
    );
  });

  test('are replayed with nothing left over, and name their cassettes; the others are left alone', async () => {
    const { result, said } = await replayWith(() => undefined);
    assert.equal(result.success, true, said);
    assert.deepEqual(
      result.played.map(({ fixtures }) => fixtures.map(({ path }) => path)),
      ['two-mugs-row-1', 'three-mugs-row-2'].map((name) => [
        SHOP_CASSETTE.replace('two-mugs-row-1', name),
        ERP_CASSETTE.replace('two-mugs-row-1', name),
      ]),
    );
  });

  test('are recorded again to the byte', async () => {
    const folder = mkdtempSync(join(root, 'again-'));
    cpSync(recorded, folder, { recursive: true });
    const textsIn = (project: string) =>
      readdirSync(join(project, 'features/cassettes'), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.yaml'))
        .map((path) => readFileSync(join(project, 'features/cassettes', path), 'utf8'));
    rmSync(join(folder, 'features/cassettes'), { recursive: true });
    await record(folder);
    assert.deepEqual(textsIn(folder), textsIn(recorded));
  });

  for (const [what, change, says] of [
    [
      'a mapping that sends something else',
      (folder: string) => {
        mkdirSync(join(folder, 'mappings/business-central'), { recursive: true });
        cpSync(join(BUILT_IN, MAPPING), join(folder, MAPPING));
        edit(MAPPING, '$shorten($line.name, 100)', "$shorten($line.name & '!', 100)")(folder);
      },
      /otherwise than in the cassette:\n.*\/description: expected "Mug", got "Mug!"/,
    ],
    [
      'an exchange that is gone',
      edit(ERP_CASSETTE, exchangeWith('method: POST\\n {6}path: /salesOrders'), ''),
      /POST \/salesOrders.*was not recorded/,
    ],
    [
      'an exchange that nobody asks for',
      edit(
        ERP_CASSETTE,
        '\n...',
        '\n\n  - request: { method: DELETE, path: /salesOrders(1) }\n    response: { status: 204 }\n...',
      ),
      /business-central was not asked DELETE \/salesOrders\(1\), which the cassette has/,
    ],
    [
      'a missing cassette',
      (folder: string) => rmSync(join(folder, ERP_CASSETTE)),
      /there is no features\/cassettes\/business-central\/it-arrives-two-mugs/,
    ],
    ['one that is cut off', edit(ERP_CASSETTE, /[\s\S]{400}$/, ''), /cannot be replayed:\n.*line \d+/],
    [
      'another version of the API',
      edit(ERP_CASSETTE, /api_version: .*/, 'api_version: v1.0'),
      /recorded from version v1.0 of the API/,
    ],
    ['one that has expired', edit(SHOP_CASSETTE, 'clock:', 'expires: 2026-03-08\nclock:'), /it expired on 2026-03-08/],
    ['another partner', edit(SHOP_CASSETTE, '- business-central', '- netsuite'), /not recorded with business-central/],
    [
      'a Given step that was changed',
      edit('features/one.feature', /12\.50/, '12.60'),
      /the Given or When steps of the scenario were changed/,
    ],
    [
      'a step that expects something else',
      edit('features/one.feature', '| quantities | <pieces> |', '| quantities | 9 |'),
      /quantities[\s\S]*expected {2}9/,
    ],
  ] as const)
    test(`${what} fails the replay in words`, async () => {
      const { result, failures } = await replayWith(change);
      assert.equal(result.success, false);
      assert.match(failures.join('\n'), says);
    });

  test('a recording of a live system is refused when it is older than the project allows', async () => {
    const live = (folder: string) => {
      const from = 'from: live\nexpires: 2099-01-01';
      edit(SHOP_CASSETTE, 'from: twin\nredaction: none', `${from}\nredaction: stand-ins`)(folder);
      edit('pipewright.yaml', 'project: replayed', 'project: replayed\nverify: { cassette_days: 30 }')(folder);
    };
    assert.equal((await replayWith(live, NOW + 29 * 86_400_000)).result.success, true);
    const { failures } = await replayWith(live, NOW + 31 * 86_400_000);
    assert.match(failures.join('\n'), /recorded on 2026-03-10, more than 30 days ago/);
  });

  test('a connector that was changed since is told, and is no failure by itself', async () => {
    const { result, said } = await replayWith(edit(SHOP_CASSETTE, /schema_hash: .*/, `schema_hash: ${'a'.repeat(64)}`));
    assert.equal(result.success, true, said);
    assert.match(JSON.stringify(result.played[0]?.fixtures), /connectors\/woocommerce has been changed since/);
  });

  test('nothing that was recorded is no replay that passes', async () => {
    await assert.rejects(
      replayWith((folder) => rmSync(join(folder, 'features/cassettes'), { recursive: true })),
      /there are no cassettes of scenarios/,
    );
  });

  test('are verified both ways, and the cassettes are what the verification names', async () => {
    const verified = (folder: string) =>
      playScenarios(loadProject({ root: folder, builtIn: BUILT_IN }), {
        place: { root: folder, shop: 'shop', erp: 'erp' },
        pairs: PAIRS,
        parallel: 0,
        env: {},
        now: NOW,
      });
    const shown = async (folder: string) =>
      (await verified(folder)).runs.map(({ name, verdict, fixtures }) => `${name} ${verdict} ${fixtures.length}`);
    assert.deepEqual(await shown(recorded), [
      'It arrives: two mugs passed 2',
      'It arrives: three mugs passed 2',
      'it is not recorded passed 0',
    ]);
    const folder = mkdtempSync(join(root, 'missing-'));
    cpSync(recorded, folder, { recursive: true });
    rmSync(join(folder, ERP_CASSETTE));
    const [run] = (await verified(folder)).runs;
    assert.equal(run?.verdict, 'failed');
    assert.match(run?.failure ?? '', /^replayed from cassettes: .*there is no features\/cassettes/);
    const untagged = mkdtempSync(join(root, 'untagged-'));
    cpSync(recorded, untagged, { recursive: true });
    edit('features/one.feature', ' @recorded', '')(untagged);
    const failed = (await verified(untagged)).runs.filter(({ verdict }) => verdict === 'failed');
    assert.equal(failed.length, 4);
    assert.match(failed[0]?.failure ?? '', /no scenario tagged @recorded has it/);
  });

  test('two scenarios of one name do not share a cassette', async () => {
    const folder = mkdtempSync(join(root, 'twice-'));
    cpSync(recorded, folder, { recursive: true });
    writeFileSync(join(folder, 'features/two.feature'), FEATURE);
    await assert.rejects(record(folder), /two scenarios would have the cassette/);
  });
});

test('a pair with a system that is reached by files is not recorded, and the refusal says why', () => {
  const project = loadProject({ root: BUILT_IN, builtIn: BUILT_IN });
  const pairs = shippedPairs(BUILT_IN).filter(({ shop }) => shop === 'bigcommerce');
  const files = pairs.filter(({ erp }) => erp === 'distribution-one');
  assert.throws(() => pairsToRecord(project, files, false), /distribution-one is reached by files.*without --record/);
  const erps = (again: boolean) => pairsToRecord(project, pairs, again).map(({ erp }) => erp);
  assert.ok(!erps(false).includes('distribution-one') && erps(false).includes('netsuite'));
  assert.deepEqual(erps(true), ['business-central']);
  const gateway = playablePairs(BUILT_IN).filter(({ erp }) => erp === 'sage-intacct-xml');
  assert.throws(() => pairsToRecord(project, gateway, false), /sage-intacct-xml has its session inside the body/);
});
