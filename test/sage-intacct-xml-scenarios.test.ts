/**
 * Scenarios over Sage Intacct's XML gateway. The suite plays a system of several APIs in every pair by one of them only
 * (`variantOf` in the desk catalogue), so the other one is played here: with one shop, what each pipe is for and what must not
 * happen twice.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { after, test } from 'node:test';
import { playablePairs, shippedPairs } from '../src/qa/test-run/known-pairs.ts';
import { runFeatures } from '../src/qa/test-run/run-features.ts';

const BUILT_IN = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'pipewright-gateway-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const TAGS = [
  ...[
    '@ORD-01',
    '@ORD-06',
    '@ORD-07',
    '@ORD-08',
    '@ORD-10',
    '@OPS-05',
    '@CUS-01',
    '@CUS-07',
    '@INV-01',
    '@PRD-01',
    '@PRD-04',
  ],
  ...['@D02', '@D03', '@X03'],
];
const isOurs = ({ shop, erp }: { readonly shop: string; readonly erp: string }) =>
  shop === 'woocommerce' && erp === 'sage-intacct-xml';

test('scenarios hold over the gateway as they do over the REST API', async () => {
  let said = '';
  const out = new Writable({
    write: (chunk, _encoding, done) => {
      said += String(chunk);
      done();
    },
  });
  const { played, success } = await runFeatures({
    root: BUILT_IN,
    place: { builtIn: BUILT_IN, scratch, shop: 'shop', erp: 'erp' },
    pairs: playablePairs(BUILT_IN).filter(isOurs),
    features: ['features'],
    tags: TAGS.join(' or '),
    names: [],
    parallel: 0,
    formats: ['summary'],
    stdout: out,
    stderr: out,
    env: {},
  });
  assert.equal(success, true, said);
  assert.ok(played.length > 60, `only ${played.length} scenarios were played`);
});

test('a variant is played where it is asked for, and in no other pair', () => {
  assert.ok(!shippedPairs(BUILT_IN).some(isOurs));
  assert.equal(playablePairs(BUILT_IN).filter(isOurs).length, 1);
});
