/** \`pipewright serve\` as a process of its own, between two twins over HTTP. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { systemClock } from '../src/model/clock.ts';
import { connectionName, recordKey } from '../src/model/names.ts';
import { startPipewright } from './pipewright-process.ts';
import { deliverEvents, orderMessage, servedProject, startServing } from './served-project.ts';
import { ordersByNumber, placeTrialOrder, type TrialSystems, trialSystems } from './trial-systems.ts';

const until = async (what: () => boolean | Promise<boolean>, says: () => string): Promise<void> => {
  const end = Date.now() + 20_000;
  while (!(await what())) {
    assert.ok(Date.now() < end, says());
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};
/** What is answered to a body that is only announced: one that is too large is refused before it is sent. */
const statusOfAnnounced = (url: string, bytes: number): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': bytes };
    const asked = request(url, { method: 'POST', headers }, (answer) => {
      resolve(answer.statusCode);
      asked.destroy();
    });
    asked.once('error', reject);
    asked.flushHeaders();
  });
const hasOrder = ({ erp }: TrialSystems, id: number) => ordersByNumber(erp).get(String(id)) === 1;
const topics = ({ shop }: TrialSystems) =>
  [...shop.system.store.webhooks.values()].filter(({ status }) => status === 'active').map(({ topic }) => topic);

test('an order reaches the ERP by its event, the ERP’s number comes back, and a stop is clean', async () => {
  await using systems = await trialSystems(systemClock);
  using project = await servedProject(systems);
  const serving = await startServing(project);
  const said = () => `${serving.stdout()}${serving.stderr()}`;
  await until(() => topics(systems).length === 3, said);
  assert.deepEqual(await deliverEvents(systems.shop), [200, 200, 200]); // pings

  const order = placeTrialOrder(systems.shop.system, 1);
  assert.deepEqual(await deliverEvents(systems.shop), [200]);
  await until(() => hasOrder(systems, order.id), said);
  await until(() => order.meta.some(({ key }) => key === 'erp_order_number'), said);
  // Our own write comes back as an event, and is nobody's news.
  assert.deepEqual(await deliverEvents(systems.shop), [200]);
  await until(() => serving.stdout().includes('"unchanged"'), said);

  assert.deepEqual(await (await fetch(`http://127.0.0.1:${project.port}/health`)).json(), { live: true });
  const ready = await fetch(`http://127.0.0.1:${project.port}/health/ready`);
  assert.deepEqual(
    [ready.status, await ready.json()],
    [200, { ready: true, state: 'serving', connections: { shop: { subscriptions: 'kept' } } }],
  );
  serving.kill('SIGTERM');
  assert.deepEqual(await serving.ended, { code: 0, signal: null }, said());
  assert.equal(ordersByNumber(systems.erp).get(String(order.id)), 1);
});

test('started again and again there is one subscription a topic; what was switched off is switched on, and the gap is read', async () => {
  await using systems = await trialSystems(systemClock);
  using project = await servedProject(systems);
  for (let start = 0; start < 3; start += 1) {
    const serving = await startServing(project);
    await until(
      () => topics(systems).length === 3,
      () => serving.stdout(),
    );
    await until(
      () => serving.stdout().includes('"page"'),
      () => serving.stdout(),
    );
    serving.kill('SIGTERM');
    await serving.ended;
  }
  const ids = [...systems.shop.system.store.webhooks.keys()];
  assert.equal(ids.length, 3);
  for (const id of ids) for (let failure = 0; failure < 7; failure += 1) systems.shop.system.answeredWebhook(id, 500);
  assert.deepEqual(topics(systems), []);
  const missed = placeTrialOrder(systems.shop.system, 2);
  const serving = await startServing(project);
  await until(
    () => topics(systems).length === 3 && hasOrder(systems, missed.id),
    () => serving.stdout(),
  );
  assert.deepEqual([...systems.shop.system.store.webhooks.keys()], ids);
  assert.match(serving.stdout(), /subscriptions-revived/);
  serving.kill('SIGTERM');
  await serving.ended;

  const list = startPipewright(project, ['subscriptions', 'list', '--json']);
  assert.equal((await list.ended).code, 0, list.stderr());
  const [row] = JSON.parse(list.stdout());
  assert.deepEqual([row.connection, row.subscriptions.length, row.missing], ['shop', 3, []]);
  const remove = startPipewright(project, ['subscriptions', 'remove']);
  assert.equal((await remove.ended).code, 0, remove.stderr());
  assert.equal(systems.shop.system.store.webhooks.size, 0);
});

test('what is not signed, too large, no JSON or a form with files is refused, and nothing of it is kept', async () => {
  await using systems = await trialSystems(systemClock);
  using project = await servedProject(systems);
  const serving = await startServing(project);
  const status = async (init: RequestInit, url = project.eventsUrl) => (await fetch(url, init)).status;
  const good = orderMessage(4711);
  const form = JSON.stringify({ id: 4711, files: { x: { filepath: '/etc/passwd', originalFilename: 'x' } } });
  const withType = (type: string) => ({ ...good, headers: { ...good.headers, 'content-type': type } });
  assert.deepEqual(
    [
      await status(orderMessage(4711, undefined, 'another secret')),
      await status({ ...good, body: `${good.body} ` }),
      await status({ ...good, headers: { 'content-type': 'application/json' } }),
      await status({ ...withType('multipart/form-data; boundary=x'), body: form }),
      await status(withType('text/plain')),
      await statusOfAnnounced(project.eventsUrl, 5_000_000),
      await status(good, project.eventsUrl.replace('shop', 'nobody')),
      await status(good, project.eventsUrl.replace('shop', 'erp')),
      await status({ method: 'PUT', body: '{}' }),
      await status({ method: 'GET' }, project.eventsUrl.replace('/events/shop', '/../../etc/passwd')),
    ],
    [401, 401, 401, 415, 415, 413, 404, 404, 404, 404],
    serving.stdout(),
  );
  const known = () =>
    project.look((ledger) =>
      ledger.hasEventSince(connectionName('shop'), 'order.changed', recordKey('4711'), '2020-01-01T00:00:00.000Z'),
    );
  assert.equal(await known(), false);
  assert.equal(await status(good), 200);
  assert.equal(await known(), true);
  assert.ok(!serving.stdout().includes('hook-secret'));
  serving.kill('SIGTERM');
  await serving.ended;
});

test('serve --verified refuses what was not verified, before it listens', async () => {
  await using systems = await trialSystems(systemClock);
  using project = await servedProject(systems);
  const serving = startPipewright(project, ['serve', '--port', String(project.port), '--verified']);
  assert.notEqual((await serving.ended).code, 0);
  assert.match(serving.stderr(), /not verified/);
  assert.ok(!serving.stdout().includes('listening'));
});
