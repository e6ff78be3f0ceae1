import assert from 'node:assert/strict';
import test from 'node:test';
import { customerNeed, paperRun, referenceBack } from '../../test/paper-run.ts';
import { compileMapping } from '../map/mapping.ts';
import { ManualClock } from '../model/clock.ts';

/**
 * The promises of docs/architecture.md that the engine keeps, on paper systems. Ids such as D02 are those of the failures
 * that happened to others.
 */

const order = (id: string, at: string, rest: Record<string, unknown> = {}) => ({ id, number: id, at, ...rest });
const T0 = '2026-01-05T08:00:00.000Z';
const T1 = '2026-01-05T08:05:00.000Z';
const T2 = '2026-01-05T08:10:00.000Z';

test('each order is written once, however often it is read', async () => {
  const { shop, erp, run, states } = await paperRun();
  shop.pages.push([order('1001', T0), order('1002', T1)], [order('1002', T1)]);
  await run();
  await run();
  assert.deepEqual(
    erp.written.map(({ payload }) => (payload as { number: string }).number),
    ['1001', '1002'],
  );
  assert.deepEqual(await states(), { '1001': 'delivered', '1002': 'delivered' });
});

test('the cursor stands where the newest record in the ledger does', async () => {
  const { shop, ledger, run } = await paperRun();
  shop.pages.push([order('1001', T0)], [order('1002', T1)]);
  await run();
  const [delivery] = await ledger.deliveries({});
  assert.equal((await ledger.cursor(delivery?.pipe ?? assert.fail()))?.watermark, T1);
});

test('D02: created, reply lost: looked up by its number and adopted, not sent again', async () => {
  const { shop, erp, clock, run, states, deliveries } = await paperRun();
  shop.pages.push([order('1001', T0)]);
  erp.answers.push((_request, commit) => {
    commit();
    return { kind: 'unknown', reason: { code: 'cut', text: 'the connection was cut' } };
  });
  await run();
  assert.deepEqual(await states(), { '1001': 'unknown' });
  clock.advance(5000);
  await run();
  assert.equal(erp.written.length, 1);
  const [delivery] = await deliveries();
  assert.equal(delivery?.state, 'delivered');
  assert.equal(delivery?.reason?.code, 'adopted');
  assert.equal(delivery?.target?.number, 'SO-1');
});

test('D02: created in several calls, the answer of the first one lost: adopted, and only the others are made', async () => {
  const { shop, erp, clock, run, deliveries } = await paperRun();
  erp.can('order.write', { createSteps: ['order', 'lines'] });
  shop.pages.push([order('1001', T0)]);
  erp.answers.push(
    (_request, commit) => {
      commit();
      return { kind: 'unknown', reason: { code: 'cut', text: 'the connection was cut' } };
    },
    ({ done }) => ({ kind: 'done', target: { id: String((done.order as { id: string }).id), number: 'SO-1' } }),
  );
  await run();
  clock.advance(5000);
  await run();
  assert.equal(erp.written.length, 1);
  const [delivery] = await deliveries();
  assert.deepEqual([delivery?.state, delivery?.reason?.code, delivery?.target?.id], ['delivered', 'adopted', 'T1']);
});

test('D02: ended after the first of several calls: what was still to be done is done, and known to be in doubt', async () => {
  const { shop, erp, clock, ledger, run, deliveries } = await paperRun();
  erp.can('order.write', { createSteps: ['order', 'lines'] });
  shop.pages.push([order('1001', T0)]);
  const asked: (boolean | undefined)[] = [];
  erp.answers.push(
    async ({ unsure }, commit) => {
      asked.push(unsure);
      const [delivery] = await ledger.deliveries({});
      await ledger.keepStep(delivery?.id ?? assert.fail(), 'order', { id: commit().id });
      return { kind: 'unknown', reason: { code: 'cut', text: 'the connection was cut' } };
    },
    ({ unsure, done }) => {
      asked.push(unsure);
      return { kind: 'done', target: { id: String((done.order as { id: string }).id), number: 'SO-1' } };
    },
  );
  await run();
  clock.advance(5000);
  await run();
  assert.deepEqual(asked, [false, true]);
  const [delivery] = await deliveries();
  assert.deepEqual([delivery?.state, delivery?.reason?.code, delivery?.target?.id], ['delivered', 'adopted', 'T1']);
});

test('D03: a look-up that fails creates nothing', async () => {
  const { shop, erp, run, states } = await paperRun();
  shop.pages.push([order('1001', T0)]);
  erp.findAnswers.push({ kind: 'retry', outage: true, reason: { code: '503', text: 'maintenance' } });
  await run();
  assert.equal(erp.written.length, 0);
  assert.deepEqual(await states(), { '1001': 'waiting' });
});

test('an answer that never came and cannot be looked up is parked, never repeated', async () => {
  const { shop, erp, clock, run, states } = await paperRun();
  erp.can('order.write', { strategy: 'none', canFind: false });
  shop.pages.push([order('1001', T0)]);
  erp.answers.push((_request, commit) => {
    commit();
    return { kind: 'unknown', reason: { code: 'cut', text: 'cut' } };
  });
  await run();
  clock.advance(3_600_000);
  await run();
  assert.equal(erp.written.length, 1);
  assert.deepEqual(await states(), { '1001': 'parked' });
});

test('several matches on the target are a person’s decision', async () => {
  const { shop, erp, run, deliveries } = await paperRun();
  shop.pages.push([order('1001', T0)]);
  erp.findAnswers.push({
    kind: 'several',
    targets: [
      { id: 'a', number: 'SO-7' },
      { id: 'b', number: 'SO-8' },
    ],
  });
  await run();
  const [delivery] = await deliveries();
  assert.equal(delivery?.state, 'held');
  assert.match(delivery?.reason?.text ?? '', /SO-7, SO-8/);
  assert.equal(erp.written.length, 0);
});

test('D17: one bad order is held, the others go on', async () => {
  const { shop, erp, run, states } = await paperRun({ to: 'sku = "gone" ? $hold("item-unknown", "no item gone") : $' });
  shop.pages.push(
    Array.from({ length: 10 }, (_, index) => order(String(1001 + index), T0, { sku: index === 3 ? 'gone' : 'A' })),
  );
  await run();
  assert.equal(erp.written.length, 9);
  assert.equal((await states())['1004'], 'held');
});

test('D07: an older version after a newer one is superseded', async () => {
  const { shop, erp, run, deliveries } = await paperRun();
  erp.can('order.write', { canUpdate: true });
  shop.pages.push([order('1001', T1, { quantity: 1 })]);
  await run();
  shop.pages.push([order('1001', T0, { quantity: 2 })]);
  await run();
  assert.deepEqual(
    erp.written.map(({ payload }) => (payload as { quantity: number }).quantity),
    [1],
  );
  assert.equal((await deliveries())[0]?.state, 'superseded');
});

test('I04: a newer version takes the place of one that waits for its retry', async () => {
  const { shop, erp, clock, run, deliveries } = await paperRun();
  erp.can('order.write', { canUpdate: true });
  shop.pages.push([order('1001', T0, { quantity: 10 })]);
  erp.answers.push(() => ({ kind: 'retry', outage: false, reason: { code: '500', text: 'down' } }));
  await run();
  shop.pages.splice(0, 1, [order('1001', T1, { quantity: 3 })]);
  await run();
  clock.advance(3_600_000);
  await run();
  assert.deepEqual(
    erp.written.map(({ payload }) => (payload as { quantity: number }).quantity),
    [3],
  );
  assert.deepEqual(
    (await deliveries()).map(({ state }) => state),
    ['delivered', 'superseded'],
  );
});

test('O02: a change after delivery is written where that is safe, and held where it is not', async () => {
  const { shop, erp, run, deliveries } = await paperRun();
  shop.pages.push([order('1001', T0, { quantity: 1 })]);
  await run();
  shop.pages.splice(0, 1, [order('1001', T1, { quantity: 3 })]);
  await run();
  assert.equal((await deliveries())[0]?.reason?.code, 'changed-after-delivery');
  assert.equal(erp.written.length, 1);

  erp.can('order.write', { canUpdate: true });
  shop.pages.splice(0, 1, [order('1001', T2, { quantity: 4 })]);
  await run();
  assert.equal(erp.written[1]?.target?.number, 'SO-1');
});

test('D13: our own write-back seen again changes nothing', async () => {
  const { shop, erp, run, states } = await paperRun({
    to: '{ "number": number }',
    plan: (plan) => ({ ...plan, writeBacks: [referenceBack()] }),
  });
  shop.pages.push([order('1001', T0)]);
  await run();
  assert.deepEqual(
    shop.written.map(({ payload }) => payload),
    [{ id: '1001', erp_number: 'SO-1' }],
  );
  shop.pages.splice(0, 1, [order('1001', T1, { erp_number: 'SO-1' })]);
  await run();
  assert.equal(erp.written.length, 1);
  assert.equal(shop.written.length, 1);
  assert.deepEqual(await states(), { '1001': 'unchanged' });
});

test('O11: no number is written back for an order that was not made', async () => {
  const { shop, erp, run } = await paperRun({ plan: (plan) => ({ ...plan, writeBacks: [referenceBack()] }) });
  shop.pages.push([order('1001', T0)]);
  erp.answers.push(() => ({ kind: 'rejected', reason: { code: '400', text: 'no such item' } }));
  await run();
  assert.deepEqual(shop.written, []);
});

test('a write-back that fails is tried again by itself, without a second order', async () => {
  const { shop, erp, clock, run } = await paperRun({ plan: (plan) => ({ ...plan, writeBacks: [referenceBack()] }) });
  shop.pages.push([order('1001', T0)]);
  shop.answers.push(() => ({ kind: 'retry', outage: false, reason: { code: '500', text: 'down' } }));
  await run();
  clock.advance(60_000);
  await run();
  assert.equal(erp.written.length, 1);
  assert.equal(shop.written.length, 1);
});

test('U03: three orders of one guest make one customer', async () => {
  const { shop, erp, run } = await paperRun({ plan: (plan) => ({ ...plan, needs: [customerNeed()] }) });
  const customer = { guest: true, name: 'Jo', email: 'Jo@X.example' };
  shop.pages.push(
    ['1001', '1002', '1003'].map((id, index) =>
      order(id, T0, { customer: { ...customer, email: index === 1 ? 'jo@x.example ' : customer.email } }),
    ),
  );
  await run();
  assert.equal(erp.written.filter(({ capability }) => capability === 'customer.write').length, 1);
  assert.equal(erp.written.filter(({ capability }) => capability === 'order.write').length, 3);
});

test('U07: an order does not change the customer that it needs', async () => {
  const { shop, erp, run } = await paperRun({ plan: (plan) => ({ ...plan, needs: [customerNeed()] }) });
  erp.can('customer.write', { canUpdate: true });
  erp.existing.set('jo@x.example', { id: 'C1', number: 'C10010' });
  shop.pages.push([order('1001', T0, { customer: { email: 'jo@x.example', name: 'one-off gift address' } })]);
  await run();
  assert.deepEqual(
    erp.written.map(({ capability }) => capability),
    ['order.write'],
  );
});

test('the payload sees the customer’s number', async () => {
  const { shop, erp, run } = await paperRun({
    to: '{ "number": number, "customer": $needs.customer.number }',
    plan: (plan) => ({ ...plan, needs: [customerNeed()] }),
  });
  erp.existing.set('jo@x.example', { id: 'C1', number: 'C10010' });
  shop.pages.push([order('1001', T0, { customer: { email: 'jo@x.example' } })]);
  await run();
  assert.deepEqual(erp.written[0]?.payload, { number: '1001', customer: 'C10010' });
});

test('an order whose customer is refused is held with that reason; one whose customer must wait waits', async () => {
  const { shop, erp, run, deliveries } = await paperRun({
    plan: (plan) => ({ ...plan, needs: [customerNeed()], concurrency: 1 }),
  });
  shop.pages.push([
    order('1001', T0, { customer: { email: 'a@x.example' } }),
    order('1002', T0, { customer: { email: 'b@x.example' } }),
  ]);
  erp.answers.push(
    () => ({ kind: 'rejected', reason: { code: '400', text: 'blocked' } }),
    () => ({ kind: 'retry', outage: true, afterMs: 5000, reason: { code: '503', text: 'down' } }),
  );
  await run();
  const states = Object.fromEntries(
    (await deliveries())
      .filter(({ part }) => part === 'to')
      .map(({ key, state, reason }) => [key, `${state} ${reason?.code}`]),
  );
  assert.deepEqual(states, { '1001': 'held need-unmet', '1002': 'waiting need-pending' });
});

test('failed attempts are used up; an outage uses none', async () => {
  const { shop, erp, clock, run, states, deliveries } = await paperRun();
  shop.pages.push([order('1001', T0)]);
  const down = () => ({ kind: 'retry', outage: true, reason: { code: 'refused', text: 'down' } }) as const;
  for (let hour = 0; hour < 24; hour += 1) {
    erp.answers = [down];
    await run();
    clock.advance(3_600_000);
  }
  assert.equal((await deliveries())[0]?.attempts, 0);
  assert.deepEqual(await states(), { '1001': 'waiting' });
  const broken = () => ({ kind: 'retry', outage: false, reason: { code: '500', text: 'broken' } }) as const;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    erp.answers = [broken];
    await run();
    clock.advance(3_600_000);
  }
  assert.deepEqual(await states(), { '1001': 'parked' });
});

test('X04: a halted connection stops the run; the rest stays received and is told once', async () => {
  const { shop, erp, events, run, states } = await paperRun({ plan: (plan) => ({ ...plan, concurrency: 1 }) });
  shop.pages.push([order('1001', T0), order('1002', T0), order('1003', T0)]);
  erp.answers.push(() => ({ kind: 'halted', reason: { code: 'invalid_grant', text: 'credentials refused' } }));
  await run();
  assert.deepEqual(await states(), { '1001': 'waiting', '1002': 'received', '1003': 'received' });
  assert.equal(events.filter(({ kind }) => kind === 'halted').length, 1);
  await run();
  assert.equal(erp.written.length, 3);
});

test('a run that is told to stop finishes what is under way and hands back the rest', async () => {
  const stopping = new AbortController();
  const { shop, erp, run, states } = await paperRun({ plan: (plan) => ({ ...plan, concurrency: 1 }) });
  shop.pages.push([order('1001', T0), order('1002', T0)]);
  erp.answers.push((_request, commit) => {
    stopping.abort();
    return { kind: 'done', target: commit() };
  });
  await run({ stopping: stopping.signal });
  assert.deepEqual(await states(), { '1001': 'delivered', '1002': 'received' });
  await run();
  assert.deepEqual(await states(), { '1001': 'delivered', '1002': 'delivered' });
});

test('retries that become due within the patience are served in the same run', async () => {
  const clock = new ManualClock();
  const { shop, erp, run, states } = await paperRun({ clock });
  shop.pages.push([order('1001', T0)]);
  erp.answers.push(() => ({ kind: 'retry', outage: false, reason: { code: '429', text: 'slow down' } }));
  const running = run({ patienceMs: 10_000 });
  while (clock.nextWake() === undefined) await new Promise(setImmediate);
  clock.advance(2000);
  await running;
  assert.deepEqual(await states(), { '1001': 'delivered' });
});

test('`where` leaves out, and one that decides nothing holds', async () => {
  const { shop, erp, run, states } = await paperRun({
    where: "status = 'open' ? true : status = 'cancelled' ? false : 'perhaps'",
  });
  shop.pages.push([
    order('1', T0, { status: 'open' }),
    order('2', T0, { status: 'cancelled' }),
    order('3', T0, { status: 'odd' }),
  ]);
  await run();
  assert.deepEqual(await states(), { '1': 'delivered', '2': 'excluded', '3': 'held' });
  assert.equal(erp.written.length, 1);
});

test('a version that `where` leaves out after one was delivered is for a person where the pipe says so', async () => {
  for (const withdrawn of ['leave', 'hold'] as const) {
    const { shop, erp, run, deliveries } = await paperRun({
      where: "status = 'open'",
      plan: (plan) => ({ ...plan, source: { ...plan.source, withdrawn } }),
    });
    shop.pages.push([order('1', T0, { status: 'open' }), order('2', T0, { status: 'void' })]);
    await run();
    shop.pages.splice(0, 1, [order('1', T1, { status: 'void' }), order('2', T1, { status: 'gone' })]);
    await run();
    assert.deepEqual(
      (await deliveries()).filter(({ key }) => key === '1').map(({ state, reason }) => [state, reason?.code]),
      [withdrawn === 'hold' ? ['held', 'withdrawn'] : ['excluded', 'excluded'], ['delivered', 'created']],
    );
    const others = (await deliveries()).filter(({ key }) => key === '2');
    assert.ok(others.length > 0 && others.every(({ state }) => state === 'excluded'), withdrawn);
    assert.equal(erp.written.length, 1);
  }
});

test('a rule that is broken holds with every reason', async () => {
  const { shop, run, deliveries } = await paperRun({
    plan: (plan) => ({
      ...plan,
      rules: [{ name: 'money-adds-up', judge: () => ['1.00 EUR too much was charged', 'and tax is off'] }],
    }),
  });
  shop.pages.push([order('1001', T0)]);
  await run();
  const [delivery] = await deliveries();
  assert.deepEqual(
    [delivery?.state, delivery?.reason],
    ['held', { code: 'money-adds-up', text: '1.00 EUR too much was charged; and tax is off' }],
  );
});

test('a modifier changes what is written', async () => {
  const { shop, erp, run } = await paperRun({
    plan: (plan) => ({
      ...plan,
      modify: [compileMapping('m.jsonata', '$ ~> |$|{ "warehouse": region = "north" ? "N1" : "S1" }|')],
    }),
  });
  shop.pages.push([order('1001', T0, { region: 'north' })]);
  await run();
  assert.equal((erp.written[0]?.payload as { warehouse?: string } | undefined)?.warehouse, 'N1');
});

test('a process that died in the middle of a send is looked up, not repeated', async () => {
  const { shop, erp, ledger, run, states } = await paperRun();
  shop.pages.push([order('1001', T0)]);
  erp.answers.push(async (_request, commit) => {
    commit();
    throw new Error('the process is gone');
  });
  await assert.rejects(run());
  const [delivery] = await ledger.deliveries({});
  assert.equal(delivery?.state, 'sending');
  await run();
  assert.equal(erp.written.length, 1);
  assert.deepEqual(await states(), { '1001': 'delivered' });
});

test('records that change the same record of the target do so one after the other', async () => {
  const { shop, erp, run, states } = await paperRun();
  erp.can('order.write', { canUpdate: true });
  const target = { id: 'T1', number: 'SO-1' };
  let said: readonly string[] = [];
  // What a target without lists of its own asks for: read what is there, and write it with one more.
  for (const parcel of ['A', 'B', 'C']) {
    erp.findAnswers.push({ kind: 'found', target });
    erp.answers.push(async () => {
      const before = said;
      await new Promise((resolve) => setImmediate(resolve));
      said = [...before, parcel];
      return { kind: 'done', target };
    });
  }
  shop.pages.splice(
    0,
    1,
    ['1001', '1002', '1003'].map((id) => ({ id, number: id })),
  );
  await run();
  assert.deepEqual(
    [said, await states()],
    [['A', 'B', 'C'], { 1001: 'delivered', 1002: 'delivered', 1003: 'delivered' }],
  );
});

test('reading waits for delivering: memory is flat however long the source is', async () => {
  const { shop, erp, run } = await paperRun({ plan: (plan) => ({ ...plan, concurrency: 2 }) });
  let read = 0;
  let most = 0;
  shop.read = async function* () {
    for (let page = 0; page < 50; page += 1) {
      read += 10;
      most = Math.max(most, read - erp.written.length);
      yield* await Promise.resolve([
        {
          records: Array.from({ length: 10 }, (_, index) => ({
            key: `${page}-${index}` as never,
            label: 'x',
            native: { id: `${page}-${index}`, number: `${page}-${index}` },
          })),
        },
      ]);
    }
  };
  await run();
  assert.equal(erp.written.length, 500);
  assert.ok(most <= 14, `${most} records were read ahead`);
});

test('I07: a linked record that is gone on the target is a person’s decision, and --unlink makes it anew', async () => {
  const { shop, erp, ledger, run, deliveries } = await paperRun();
  erp.can('order.write', { canUpdate: true });
  shop.pages.push([order('1001', T0, { quantity: 1 })]);
  await run();
  shop.pages.splice(0, 1, [order('1001', T1, { quantity: 2 })]);
  erp.existing.clear();
  erp.answers.push(() => ({ kind: 'gone', reason: { code: 'HTTP_404', text: 'not found' } }));
  await run();
  const [held] = await deliveries();
  assert.deepEqual([held?.state, held?.reason?.code], ['held', 'target-gone']);
  await ledger.dropLink({ document: 'order', from: shop.name, fromId: '1001', to: erp.name });
  await ledger.settle(held?.id ?? 0, { to: 'received' }, T2);
  await run();
  assert.deepEqual(
    erp.written.map(({ target }) => target === undefined),
    [true, true],
  );
});

test('a write that only changes what it finds looks for it again after a step was done', async () => {
  const { shop, erp, clock, ledger, run, states, deliveries } = await paperRun();
  erp.can('order.write', { strategy: 'upsert', canCreate: false, canUpdate: true, createSteps: [] });
  erp.existing.set('1001', { id: 'P1', number: 'MUG' });
  shop.pages.push([order('1001', T0)]);
  erp.answers.push(async () => {
    const [delivery] = await deliveries();
    await ledger.keepStep(delivery?.id ?? 0, 'item', { id: 'I1' });
    return { kind: 'retry', outage: false, reason: { code: '500', text: 'down' } };
  });
  await run();
  clock.advance(60_000);
  await run();
  assert.deepEqual(await states(), { '1001': 'delivered' });
  assert.equal(erp.finds.length, 2);
});

test('the write-back of an order that was delivered late is made in the same run', async () => {
  const clock = new ManualClock();
  const { shop, erp, run, deliveries } = await paperRun({
    clock,
    plan: (plan) => ({ ...plan, writeBacks: [referenceBack()] }),
  });
  shop.pages.push([order('1001', T0)]);
  erp.answers.push(() => ({ kind: 'retry', outage: false, reason: { code: '500', text: 'down' } }));
  const running = run({ patienceMs: 10_000 });
  while (clock.nextWake() === undefined) await new Promise(setImmediate);
  clock.advance(2000);
  await running;
  assert.deepEqual(
    (await deliveries()).map(({ part, state }) => `${part} ${state}`),
    ['then/0 delivered', 'to delivered'],
  );
});
