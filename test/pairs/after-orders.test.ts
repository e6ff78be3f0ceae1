import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openPair, PAIRED_SHOPS, type Pair } from './pair.ts';
import { stock } from './store-of-goods.ts';

/** What comes after an order: it is cancelled, shipped and invoiced, and both sides know of it, once. */
for (const system of PAIRED_SHOPS) {
  describe(`after orders: ${system} and business-central`, () => {
    let pair: Pair;
    let who: ReturnType<typeof stock>;
    before(async () => {
      pair = await openPair(system);
      who = stock(pair);
    });
    beforeEach(() => {
      pair.shop.twin.faults.clear();
      pair.erp.twin.faults.clear();
    });
    after(() => pair.close());

    const ordered = async (lines: readonly { readonly sku: string; readonly quantity: number }[]) => {
      const placed = pair.shop.place({ account: who.giulia, lines, shipping: 'standard' });
      await pair.run('orders');
      assert.ok((await pair.erp.orderFor(placed.number)) !== undefined);
      return placed;
    };
    const shopWrites = () => pair.shop.twin.exchanges.filter((exchange) => pair.shop.requests.isWrite(exchange)).length;
    const deletions = () => pair.erp.twin.exchanges.filter(({ method }) => method === 'DELETE').length;

    test('ORD-10: a cancelled order is gone from the ERP, and what it held back is on offer again', async () => {
      await pair.run('inventory');
      assert.equal(pair.shop.offer('CHAIR-01').quantity, 40);
      const { id, number } = await ordered([{ sku: 'CHAIR-01', quantity: 4 }]);
      await pair.run('inventory');
      assert.equal(pair.shop.offer('CHAIR-01').quantity, 36);
      await pair.shop.cancel(id);
      await pair.run('order-cancellations', 'inventory');
      assert.equal(await pair.erp.orderFor(number), undefined);
      assert.equal((await pair.delivery('order-cancellations', id)).state, 'delivered');
      assert.equal(pair.shop.offer('CHAIR-01').quantity, 40);
    });

    test('I09: a cancellation that is read again does nothing more', async () => {
      const { id } = await ordered([{ sku: 'CHAIR-01', quantity: 2 }]);
      await pair.shop.cancel(id);
      await pair.run('order-cancellations');
      const before = deletions();
      pair.clock.advance(60_000);
      await pair.shop.annotate(id);
      await pair.run('orders', 'order-cancellations', 'inventory');
      assert.equal(deletions(), before);
      assert.notEqual((await pair.delivery('order-cancellations', id)).state, 'held');
      assert.equal(pair.shop.offer('CHAIR-01').quantity, 40);
    });

    test('the deletion’s answer is lost: looked for, found gone, done', async () => {
      const { id, number } = await ordered([{ sku: 'MUG-01', quantity: 1 }]);
      await pair.shop.cancel(id);
      pair.erp.twin.faults.arm({ kind: 'cut-after-commit', method: 'DELETE' });
      await pair.run('order-cancellations');
      await pair.run('order-cancellations');
      assert.equal(await pair.erp.orderFor(number), undefined);
      const { state } = await pair.delivery('order-cancellations', id);
      assert.ok(['delivered', 'unchanged'].includes(state), state);
    });

    test('O03: what was shipped in part is not cancelled: a person is told', async () => {
      const { id, number } = await ordered([{ sku: 'PEN-01', quantity: 10 }]);
      pair.erp.ship(number, { 'PEN-01': 4 });
      await pair.shop.cancel(id);
      await pair.run('order-cancellations');
      const { state, reason } = await pair.delivery('order-cancellations', id);
      assert.ok(['held', 'rejected'].includes(state), `${state} ${reason?.text}`);
      assert.match(reason?.text ?? '', /invoice|shipped/);
      assert.ok((await pair.erp.orderFor(number)) !== undefined);
    });

    test('O03: nor what was shipped and invoiced as a whole, and has left the sales orders', async () => {
      const { id, number } = await ordered([{ sku: 'PEN-01', quantity: 3 }]);
      pair.erp.ship(number);
      await pair.shop.cancel(id);
      await pair.run('order-cancellations');
      const { state, reason } = await pair.delivery('order-cancellations', id);
      assert.ok(['held', 'rejected'].includes(state), `${state} ${reason?.text}`);
    });

    test('OPS-05: a shipment shows on the shop’s order, once', async () => {
      const { id, number } = await ordered([
        { sku: 'MUG-01', quantity: 2 },
        { sku: 'TEE-M', quantity: 1 },
      ]);
      const { shipment } = pair.erp.ship(number);
      await pair.run('shipments');
      assert.deepEqual(pair.shop.shipmentsOn(id), [shipment]);
      const pieces = pair.shop.shippedOn(id);
      if (pieces !== undefined) assert.deepEqual(pieces, { 'MUG-01': 2, 'TEE-M': 1 });
      const before = shopWrites();
      await pair.run('shipments');
      await pair.run('shipments');
      assert.equal(shopWrites(), before);
      assert.deepEqual(pair.shop.shipmentsOn(id), [shipment]);
    });

    test('O07: an order shipped in two parts shows both, each with what it held', async () => {
      const { id, number } = await ordered([
        { sku: 'MUG-01', quantity: 3 },
        { sku: 'LAMP-01', quantity: 1 },
      ]);
      const first = pair.erp.ship(number, { 'MUG-01': 2 });
      await pair.run('shipments');
      assert.deepEqual(pair.shop.shipmentsOn(id), [first.shipment]);
      if (pair.shop.shippedOn(id) !== undefined) assert.deepEqual(pair.shop.shippedOn(id), { 'MUG-01': 2 });
      const second = pair.erp.ship(number, { 'MUG-01': 1, 'LAMP-01': 1 });
      await pair.run('shipments');
      assert.deepEqual(pair.shop.shipmentsOn(id), [first.shipment, second.shipment]);
      if (pair.shop.shippedOn(id) !== undefined)
        assert.deepEqual(pair.shop.shippedOn(id), { 'MUG-01': 3, 'LAMP-01': 1 });
    });

    test('D02: the shop books a shipment and its answer is lost: the parcel leaves once', async () => {
      const { id, number } = await ordered([{ sku: 'MUG-01', quantity: 5 }]);
      const { shipment } = pair.erp.ship(number);
      pair.shop.twin.faults.arm({ kind: 'cut-after-commit', ...pair.shop.requests.shipment });
      await pair.run('shipments');
      await pair.run('shipments');
      await pair.run('shipments');
      assert.deepEqual(pair.shop.shipmentsOn(id), [shipment]);
      if (pair.shop.shippedOn(id) !== undefined) assert.deepEqual(pair.shop.shippedOn(id), { 'MUG-01': 5 });
    });

    test('ORD-08: number, date, amount and status of the invoice come back to the order', async () => {
      const { id, number } = await ordered([{ sku: 'LAMP-01', quantity: 2 }]);
      const { invoice } = pair.erp.ship(number);
      await pair.run('invoices');
      // (2 × 39.90 + 7.50) × 1.22 = 106.506
      assert.deepEqual(pair.shop.invoiceOn(id), {
        number: invoice,
        date: '2026-03-02',
        amount: '106.51',
        status: 'open',
      });
      assert.equal(pair.shop.totalOf(id), '106.51');
      const before = shopWrites();
      await pair.run('invoices');
      assert.equal(shopWrites(), before);
    });

    test('the order that is read again with its invoice and shipment on it stays delivered as it was', async () => {
      const { id, number } = await ordered([{ sku: 'MUG-01', quantity: 1 }]);
      pair.erp.ship(number);
      await pair.run('shipments', 'invoices');
      const posts = pair.erp.orderPosts();
      pair.clock.advance(60_000);
      await pair.shop.annotate(id);
      await pair.run('orders');
      const { state, reason } = await pair.delivery('orders', id);
      assert.equal(state, 'unchanged', reason?.text ?? state);
      assert.equal(pair.erp.orderPosts(), posts);
    });

    test('a document of the ERP whose order the shop does not have is held', async () => {
      const { number } = await ordered([{ sku: 'MUG-01', quantity: 1 }]);
      await pair.erp.renumberOrder(number, 'PHONE-1');
      pair.erp.ship('PHONE-1');
      const events = await pair.run('shipments', 'invoices');
      const states = events.flatMap((event) => (event.kind === 'settled' ? [event.state] : []));
      assert.deepEqual(states, ['held', 'held']);
    });
  });
}
