import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BUILT_IN, sampleProject } from '../../../test/sample-project.ts';
import { loadProject } from '../../load/load-project.ts';
import { readCassette } from './read-cassette.ts';
import { schemaHashOf } from './schema-hash.ts';
import { storeCassette } from './store-cassette.ts';

const SCHEMA = 'connectors/woocommerce/order.read.schema.json';
const NOW = Date.parse('2026-03-02T09:00:00.000Z');

function store(root: string, ...partners: readonly string[]) {
  const project = loadProject({ root, builtIn: BUILT_IN });
  const connector = project.connectors.get('woocommerce')?.value;
  assert.ok(connector !== undefined);
  const exchanges = [{ request: { method: 'GET', path: '/orders' }, response: { status: 404, json: {} } }];
  const recording = {
    connection: { connector },
    takes: new Map(partners.map((partner) => [partner, exchanges])),
    from: 'hand',
    redaction: 'none',
    clock: '2026-03-02T09:00:00.000Z',
  } as const;
  const path = storeCassette(project, 'x', recording, NOW);
  const { cassette } = readCassette(path, readFileSync(join(root, path), 'utf8'), project.schemas);
  assert.ok(cassette !== undefined);
  return { partners: cassette.partners, hash: cassette.schema_hash, current: schemaHashOf(project, 'woocommerce') };
}

/** The same schema with another text. */
const changedSchema = () => ({ [SCHEMA]: `${readFileSync(join(BUILT_IN, SCHEMA), 'utf8')}\n` });

test('a schema hash holds for all partners of a file, or is not there', () => {
  using sample = sampleProject();
  store(sample.root, 'business-central');
  const same = store(sample.root, 'netsuite');
  assert.deepEqual([same.partners, same.hash], [['business-central', 'netsuite'], same.current]);

  sample.write(changedSchema());
  const mixed = store(sample.root, 'netsuite');
  assert.notEqual(mixed.current, same.current);
  assert.deepEqual([mixed.partners, mixed.hash], [['business-central', 'netsuite'], undefined]);
  const all = store(sample.root, 'business-central', 'netsuite');
  assert.deepEqual([all.partners, all.hash], [['business-central', 'netsuite'], mixed.current]);
});

test('a file of one partner takes the hash of what it was recorded against last', () => {
  using sample = sampleProject();
  const before = store(sample.root, 'netsuite');
  sample.write(changedSchema());
  const after = store(sample.root, 'netsuite');
  assert.notEqual(after.hash, before.hash);
  assert.equal(after.hash, after.current);
});
