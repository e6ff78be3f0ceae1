/** What the connectors really hand to the mappings, read from the twins over HTTP, is what the read schemas say, field by field. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { connectionName } from '../../src/model/names.ts';
import { BusinessCentralTwin } from '../../src/twin/business-central/business-central-twin.ts';
import { openPair, PAIRED_SHOPS, type Pair } from '../pairs/pair.ts';
import { GUEST, stock } from '../pairs/store-of-goods.ts';
import { NativeShapes, readSchemas } from './read-schemas.ts';
import { type JsonSchema, unlistedFields } from './unlisted-fields.ts';

const shapes = new NativeShapes();
const { signal } = new AbortController();

/** A week of a shop: everything that leaves another kind of record, or another field filled. */
async function trade(pair: Pair): Promise<void> {
  const { shop, erp, clock } = pair;
  const who = stock(pair);
  erp.addItem({ sku: 'VASE-01', name: 'Vase', price: '24.00', category: 'HOME', stock: 3 });
  await pair.run('categories', 'products', 'inventory');
  await shop.putInto('Gifts', 'MUG-01');
  const lines = [
    { sku: 'LAMP-01', quantity: 3 },
    { sku: 'TEE-S', quantity: 2 },
  ];
  const first = shop.place({ account: who.giulia, lines, shipping: 'standard', coupons: ['SAVE10'], note: 'Dock 3' });
  const second = shop.place({
    account: who.officina,
    lines: [{ sku: 'CHAIR-01', quantity: 2 }],
    shipping: 'express',
    po: '4500-77',
    pays: 'later',
  });
  const third = shop.place({
    guest: GUEST,
    lines: [{ sku: 'PEN-01', quantity: 5 }],
    fees: [{ name: 'Gift wrap', amount: '2.00' }],
    coupons: ['MINUS5'],
  });
  shop.place({ account: who.hans, lines: [{ sku: 'MUG-01', quantity: 1 }], pays: 'not yet' });
  const fifth = shop.place({ account: who.giulia, lines: [{ sku: 'MUG-01', quantity: 4 }], shipping: 'standard' });
  await pair.run('customers', 'orders');
  erp.ship(first.number, { 'LAMP-01': 1 });
  const { invoice } = erp.ship(fifth.number);
  assert.ok(erp.twin.system instanceof BusinessCentralTwin);
  const posted = erp.twin.system.documentFor(fifth.number);
  assert.equal(posted?.number, invoice);
  erp.twin.system.postCreditMemo(posted, { 'MUG-01': 1 });
  await pair.run('shipments', 'invoices');
  await shop.refund(fifth.id, 'MUG-01', 1, true);
  await shop.reduce(third.id, 'PEN-01', 3);
  await shop.cancel(second.id);
  clock.advance(60_000);
}

/** The schema without the field that stands at a place such as `#/$defs/line/properties/sku`. */
function without(schema: JsonSchema, place: string): JsonSchema {
  const copy = structuredClone(schema) as Record<string, unknown>;
  const parts = place.split('/').slice(1);
  const name = parts.pop() ?? '';
  const holder = parts.reduce((at, part) => at[part] as Record<string, unknown>, copy);
  delete holder[name];
  return copy;
}

for (const shop of PAIRED_SHOPS) {
  describe(`native records of ${shop} and business-central`, () => {
    const read = new Map<string, readonly unknown[]>();
    let pair: Pair;
    before(async () => {
      pair = await openPair(shop);
      await trade(pair);
      await pair.withPorts([], async ({ connections }) => {
        for (const side of ['shop', 'erp'] as const) {
          const connection = connections.get(connectionName(side)) ?? assert.fail(side);
          for (const { system, document, one } of readSchemas()) {
            if (system !== connection.system) continue;
            const natives: unknown[] = [];
            for await (const page of connection.read(document, { signal }))
              for (const { key, native } of page.records) {
                natives.push(native);
                if (one) natives.push((await connection.readOne(document, key, signal))?.native);
              }
            read.set(`${system} ${document}`, natives);
          }
        }
      });
    });
    after(() => pair.close());

    for (const { system, document } of readSchemas()) {
      if (system !== shop && system !== 'business-central') continue;
      const natives = (): readonly unknown[] => read.get(`${system} ${document}`) ?? [];

      test(`${system} ${document}: every record is as the schema says`, () => {
        assert.ok(natives().length > 0, 'nothing was read');
        for (const native of natives()) assert.deepEqual(shapes.wrong(system, document, native), []);
      });

      test(`${system} ${document}: no field of it can be left out of the schema unnoticed`, () => {
        const schema = shapes.schema(system, document);
        const met = new Set<string>();
        for (const native of natives()) unlistedFields(schema, native, (place) => met.add(place));
        assert.ok(met.size > 3);
        for (const place of met) {
          const poorer = without(schema, place);
          assert.ok(
            natives().some((native) => unlistedFields(poorer, native).length > 0),
            `nobody misses ${place}`,
          );
        }
      });
    }
  });
}
