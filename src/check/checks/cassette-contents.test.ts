import assert from 'node:assert/strict';
import test from 'node:test';
import { BUILT_IN, sampleProject } from '../../../test/sample-project.ts';
import { loadProject } from '../../load/load-project.ts';
import { cassetteContents } from './cassette-contents.ts';

const found = (value: string): string[] => {
  using project = sampleProject({ 'features/cassettes/woocommerce/x.yaml': `    note: ${value}\n` });
  return [...cassetteContents.look(loadProject({ root: project.root, builtIn: BUILT_IN }))].map(
    ({ message }) => message,
  );
};

for (const real of [
  'jo@acme.de',
  'Jo <jo.doe@mail.example-shop.com>',
  '+39 347 123 4567',
  'card 4111 1111 1111 1111',
  '5500005555555559',
  'IBAN DE89 3704 0044 0532 0130 00',
  `shpat_${'0123456789abcdef'.repeat(2)}`,
  `Authorization: Bearer ${'abcdefgh'.repeat(3)}`,
  `access_token: ${'a1b2c3d4'.repeat(3)}`,
  `eyJ${'hbGciOiJIUzI1NiJ9'}.eyJ${'zdWIiOiIxMjM0NTY3ODkwIn0'}.${'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P'}`,
])
  test(`found: ${real.slice(0, 40)}`, () => assert.ok(found(real).length > 0));

for (const madeUp of [
  'jo@example.com',
  'jo@shop.example.org',
  'jo@x.test',
  '+39 347 555 0123',
  '+49 30 5550102',
  'gid://shopify/Order/4111111111111111',
  '7f2c1a10-5b1e-4f6a-9d53-000000000034',
  '4111 1111 1111 1112',
  'DE89 3704 0044 0532 0130 01',
  '2026-03-02T09:00:00',
])
  test(`left alone: ${madeUp}`, () => assert.deepEqual(found(madeUp), []));
