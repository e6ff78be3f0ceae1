import { instantOf } from '../../model/clock.ts';
import { NEEDS_A_PERSON } from '../../model/delivery.ts';
import { pipeName } from '../../model/names.ts';
import { expectThat, NotAsExpected } from '../scenario/not-as-expected.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import { needsOfFlow, pipeOf } from './carrying-steps.ts';
import type { Flow, Which } from './parameter-types.ts';
import { type StepDefinition, type Table, Then, When } from './step-definition.ts';
import { known, pairsOf } from './tables.ts';

async function ship(world: ScenarioWorld, which: Which, pieces?: Readonly<Record<string, number>>): Promise<void> {
  const { erp } = await world.trial();
  world.posted.push(erp.ship(world.order(which).number, pieces));
}

const INVOICE_WORDS = ['number', 'date', 'amount', 'status'] as const;

export const WAREHOUSE_STEPS: readonly StepDefinition[] = [
  When(
    'the ERP ships {order}',
    {
      describes: 'The warehouse ships all that is left, and the invoice is posted.',
      example: 'When the ERP ships the order',
    },
    (world, which: Which) => ship(world, which),
  ),
  When(
    'the ERP ships {quantity} {sku} of {order}',
    { describes: 'A part of one line is shipped and invoiced.', example: 'When the ERP ships 2 MUG-01 of the order' },
    (world, pieces: number, sku: string, which: Which) => ship(world, which, { [sku]: pieces }),
  ),
  When(
    'the ERP ships of {order}:',
    {
      describes: 'Parts of several lines are shipped together.',
      example: 'When the ERP ships of the order:\n  | MUG-01  | 1 |\n  | LAMP-01 | 1 |',
    },
    (world, which: Which, table: Table) =>
      ship(world, which, Object.fromEntries(pairsOf(table).map(([sku, pieces]) => [sku, Number(pieces)]))),
  ),
  When(
    'a clerk gives {order} the number {string}',
    {
      describes: 'The order in the ERP carries another number than the shop’s, as one taken by telephone.',
      example: 'When a clerk gives the order the number "PHONE-1"',
    },
    async (world, which: Which, number: string) => {
      const { erp } = await world.trial();
      const order = world.order(which);
      await erp.renumberOrder(order.number, number);
      world.orders[world.orders.indexOf(order)] = { ...order, number };
    },
  ),
  When(
    '{person} asks to be told when {sku} is back',
    {
      describes: 'Somebody leaves an address with an app of the shop that mails when an article is in stock again.',
      example: 'When Giulia asks to be told when MUG-01 is back',
      needs: () => [{ ability: 'tells-back-in-stock' }],
    },
    async (world, name: string, sku: string) => {
      const { shop } = await world.trial();
      if (shop.waiting === undefined) throw new NotAsExpected(`${shop.system} has no app for it`);
      await shop.waiting.join(world.buyer(name).email, sku);
    },
  ),
  Then(
    '{person} has got {quantity} mail(s) about {sku}',
    {
      describes: 'How often the app was made to tell that the article is back. It keeps no account of it by itself.',
      example: 'Then Giulia has got 1 mail about MUG-01',
      needs: () => [{ ability: 'tells-back-in-stock' }],
    },
    async (world, name: string, count: number, sku: string) => {
      const { shop } = await world.trial();
      const mails = shop.waiting?.mails(world.buyer(name).email, sku);
      expectThat(
        mails === count,
        `expected ${count} mails, but ${name} has got ${mails ?? 'none, for want of an app'}`,
      );
    },
  ),
  When(
    'the ERP receives {quantity} {sku}',
    { describes: 'Goods come in.', example: 'When the ERP receives 12 PEN-01' },
    async (world, pieces: number, sku: string) => (await world.trial()).erp.adjust(sku, pieces),
  ),
  When(
    'the ERP loses {quantity} {sku}',
    { describes: 'Goods are gone: broken, stolen, counted again.', example: 'When the ERP loses 25 MUG-01' },
    async (world, pieces: number, sku: string) => (await world.trial()).erp.adjust(sku, -pieces),
  ),
  When(
    'the ERP deletes the item {sku}',
    {
      describes: 'A clerk deletes an item: it is in no list any more.',
      example: 'When the ERP deletes the item PEN-01',
      needs: () => [{ side: 'erp', listed: 'stock' }],
    },
    async (world, sku: string) => (await world.trial()).erp.deleteItem(sku),
  ),
  When(
    'the ERP says that it has nothing of anything',
    {
      describes: 'Every item of its list has the quantity 0, until it works again: a mistake of the ERP.',
      example: 'When the ERP says that it has nothing of anything',
      needs: () => [{ side: 'erp', listed: 'stock' }],
    },
    async (world) => {
      const { erp } = await world.trial();
      erp.twin.faults.arm({ kind: 'other-value', ...erp.figures, times: Number.POSITIVE_INFINITY });
    },
  ),
  When(
    'the ERP shows an empty list of its stock',
    {
      describes: 'The list of its stock has no item in it, until it works again: a mistake of the ERP.',
      example: 'When the ERP shows an empty list of its stock',
      needs: () => [{ side: 'erp', listed: 'stock' }],
    },
    async (world) => {
      const { erp } = await world.trial();
      erp.twin.faults.arm({ kind: 'empty-lists', ...erp.requests.stockList, times: Number.POSITIVE_INFINITY });
    },
  ),
  When(
    'a person releases what was held of the {flow}',
    {
      describes: 'Somebody has looked at the records that wait for a person, and lets them go on.',
      example: 'When a person releases what was held of the stock',
    },
    async (world, flow: Flow) => {
      const trial = await world.trial();
      await trial.withPorts([], async ({ ledger, clock }) => {
        for (const { id } of await ledger.deliveries({ pipe: pipeName(pipeOf(trial, flow)), states: ['held'] }))
          await ledger.settle(id, { to: 'received' }, instantOf(clock.now()));
      });
    },
  ),
  When(
    'a person skips what needs a person of the {flow}',
    {
      describes: 'Somebody has seen to what was held or refused, and nothing is to be delivered of it any more.',
      example: 'When a person skips what needs a person of the cancellations',
    },
    async (world, flow: Flow) => {
      const trial = await world.trial();
      await trial.withPorts([], async ({ ledger, clock }) => {
        const pipe = pipeName(pipeOf(trial, flow));
        for (const { id } of await ledger.deliveries({ pipe, states: NEEDS_A_PERSON }))
          await ledger.settle(id, { to: 'skipped' }, instantOf(clock.now()));
      });
    },
  ),
  Then(
    'the shop offers {quantity} {sku}',
    { describes: 'So many pieces can be bought in the shop.', example: 'Then the shop offers 375 MUG-01' },
    async (world, pieces: number, sku: string) => {
      const { quantity } = (await world.trial()).shop.offer(sku);
      expectThat(quantity === pieces, `expected ${pieces} ${sku} on offer in the shop, but there are ${quantity}`);
    },
  ),
  Then(
    '{sku} is in stock in the shop',
    { describes: 'Buyers see it as available.', example: 'Then PEN-01 is in stock in the shop' },
    async (world, sku: string) =>
      expectThat((await world.trial()).shop.offer(sku).inStock, `${sku} is out of stock in the shop`),
  ),
  Then(
    '{sku} is out of stock in the shop',
    { describes: 'Buyers see it as not available.', example: 'Then PEN-01 is out of stock in the shop' },
    async (world, sku: string) =>
      expectThat(!(await world.trial()).shop.offer(sku).inStock, `${sku} is in stock in the shop`),
  ),
  Then(
    'the shop shows {quantity} shipment(s) on {order}',
    {
      describes:
        'Each posted shipment of the ERP stands on the order, by its number or that of its parcel, in turn, and none of them twice.',
      example: 'Then the shop shows 1 shipment on the order',
      needs: () => needsOfFlow('shipments'),
    },
    async (world, count: number, which: Which) => {
      const shown = (await world.trial()).shop.shipmentsOn(world.order(which).id);
      const { posted } = world;
      const places = shown.map((number) =>
        posted.findIndex(({ shipment, tracking }) => number === shipment || number === tracking),
      );
      expectThat(
        shown.length === count && !places.includes(-1) && new Set(places).size === count,
        `expected ${count} of the shipments ${posted.map(({ shipment }) => shipment).join(', ')}, but the order shows ${shown.join(', ') || 'none'}`,
      );
    },
  ),
  Then(
    'the shop shows as shipped on {order}:',
    {
      describes: 'Pieces by article, where the shop counts them.',
      example: 'Then the shop shows as shipped on the order:\n  | MUG-01 | 2 |',
      needs: () => [...needsOfFlow('shipments'), { ability: 'counts-shipped' }],
    },
    async (world, which: Which, table: Table) => {
      const shipped = (await world.trial()).shop.shippedOn(world.order(which).id) ?? {};
      for (const [sku, pieces] of pairsOf(table))
        expectThat(
          String(shipped[sku] ?? 0) === pieces,
          `expected ${pieces} ${sku} shipped, but the shop shows ${shipped[sku] ?? 0}`,
        );
    },
  ),
  Then(
    'the shop shows the invoice on {order}:',
    {
      describes:
        "The ERP’s invoice as the order in the shop shows it; `the ERP's` stands for the number that the ERP gave.",
      example: "Then the shop shows the invoice on the order:\n  | number | the ERP's |\n  | amount | 106.51    |",
      needs: () => needsOfFlow('invoices'),
    },
    async (world, which: Which, table: Table) => {
      const shown = (await world.trial()).shop.invoiceOn(world.order(which).id);
      expectThat(shown !== undefined, 'the order in the shop shows no invoice');
      for (const [word, cell] of pairsOf(table)) {
        const expected = cell === "the ERP's" ? (world.posted.at(-1)?.invoice ?? '') : cell;
        const actual = shown[known(word, INVOICE_WORDS, 'part of an invoice called')];
        expectThat(actual === expected, `expected the invoice's ${word} ${expected}, but the shop shows ${actual}`);
      }
    },
  ),
];
