import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUILT_IN, sampleProject } from '../../../test/sample-project.ts';
import { compileConnector } from '../../connector/compile-connector.ts';
import { loadProject } from '../../load/load-project.ts';
import { loadCassette } from './load-cassette.ts';

const WHOLE = `format: 1
system: woocommerce
api_version: v3
recorded_at: 2026-03-02T09:00:00.000Z
from: hand
redaction: none
expires: 2026-06-30
clock: 2026-03-02T09:00:00.000Z
given_hash: ${'a'.repeat(64)}
partners: [ business-central ]
exchanges:
  - request: { method: GET, path: /customers/2 }
    response: { status: 404, json: { code: woocommerce_rest_invalid_id } }
...
`;
const USE = {
  system: 'woocommerce',
  apiVersion: 'v3',
  partner: 'business-central',
  givenHash: 'a'.repeat(64),
  now: Date.parse('2026-06-30T23:00:00Z'),
};

async function load(text: string | undefined, use: Partial<typeof USE> = {}) {
  using sample = sampleProject(text === undefined ? {} : { 'features/cassettes/woocommerce/x.yaml': text });
  const project = loadProject({ root: sample.root, builtIn: BUILT_IN });
  const connector = project.connectors.get('woocommerce')?.value;
  assert.ok(connector !== undefined);
  return loadCassette(project, 'x', { connector, compiled: compileConnector(connector).connector }, { ...USE, ...use });
}

test('a cassette that fits is taken, on its last day as well', async () => {
  assert.equal((await load(WHOLE)).exchanges.length, 1);
});

const notFitting: readonly (readonly [string, string | undefined, Partial<typeof USE>, RegExp])[] = [
  ['missing', undefined, {}, /there is no features\/cassettes\/woocommerce\/x\.yaml/],
  ['another system', WHOLE.replace('system: woocommerce', 'system: shopify'), {}, /recorded from shopify/],
  ['another version of the API', WHOLE, { apiVersion: 'v4' }, /line 3: .*version v3.*speaks v4/],
  ['expired', WHOLE, { now: Date.parse('2026-07-01T00:00:00Z') }, /line 7: it expired on 2026-06-30/],
  ['other Given steps', WHOLE, { givenHash: 'b'.repeat(64) }, /Given or When steps of the scenario were changed/],
  ['another partner', WHOLE, { partner: 'netsuite' }, /not recorded with netsuite/],
  ['cut off', WHOLE.replace('...\n', ''), {}, /cut off/],
  ['over 4 MiB', `${WHOLE}# ${'x'.repeat(5 * 1024 * 1024)}`, {}, /4194304 are the most/],
  [
    'a body that the system would never send',
    WHOLE.replace('status: 404, json: { code: woocommerce_rest_invalid_id }', 'status: 200, json: { id: two }'),
    {},
    /line 13: customer\.read: the record: "date_created" is missing/,
  ],
];
for (const [what, text, use, says] of notFitting)
  test(`refused: ${what}`, async () => {
    await assert.rejects(load(text, use), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'CASSETTE_REFUSED');
      assert.match(error.message, says);
      return true;
    });
  });
