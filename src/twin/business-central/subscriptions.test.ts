import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { type Answer, assertRefused, item, openCompany, orderOf, ROOT, stockUp } from './open-company.ts';
import { TWIN_COMPANY } from './settings.ts';

const SUBSCRIPTIONS = `${ROOT}/v2.0/subscriptions`;
const RESOURCE = `/api/v2.0/companies(${TWIN_COMPANY})`;

/** A receiver on this machine that sends back the validation token, unless told to send something else. */
async function withReceiver(t: Parameters<typeof openCompany>[0]) {
  const receiver = { answer: undefined as string | undefined, asked: 0 };
  const server = createServer((request, response) => {
    receiver.asked += 1;
    response.end(receiver.answer ?? new URL(request.url ?? '', 'http://x').searchParams.get('validationToken') ?? '');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  t.after(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bc`;
  const client = await openCompany(t);
  const subscribe = (resource: string, notificationUrl = url) =>
    client.post(SUBSCRIPTIONS, { notificationUrl, resource: `${RESOURCE}/${resource}`, clientState: 'shared-secret' });
  const taken = () =>
    client.twin.takeWebhooks().flatMap(({ body }) => JSON.parse(body).value.map((each: Answer) => each));
  return { ...client, receiver, url, subscribe, taken };
}

test('a subscription is made after a handshake, and lives three days', async (t) => {
  const { subscribe, receiver, url, get } = await withReceiver(t);
  const { status, body } = await subscribe('salesInvoices');
  assert.equal(status, 201, JSON.stringify(body));
  assert.equal(receiver.asked, 1);
  assert.deepEqual(
    [body.notificationUrl, body.clientState, body.expirationDateTime],
    [url, 'shared-secret', '2026-03-05T15:04:05.123Z'],
  );
  assert.equal((await get(`${SUBSCRIPTIONS}('${body.subscriptionId}')`)).body.resource, `${RESOURCE}/salesInvoices`);
  receiver.answer = 'something else';
  assertRefused(await subscribe('salesOrders'), 400, 'Application_DialogException');
  assertRefused(await subscribe('salesOrders', 'https://hook.example.com/bc'), 400, 'Application_DialogException');
  assert.equal((await get(SUBSCRIPTIONS)).body.value.length, 1);
});

test('shipments, stock, variants and unknown resources have no webhooks', async (t) => {
  const { subscribe, post, url } = await withReceiver(t);
  for (const resource of ['salesShipments', 'itemLedgerEntries', 'itemVariants', 'locations', 'gadgets'])
    assertRefused(await subscribe(resource), 400, 'Application_DialogException');
  assertRefused(await post(SUBSCRIPTIONS, { notificationUrl: url }), 400, 'BadRequest_RequiredParamNotProvided');
  const long = { notificationUrl: url, resource: `${RESOURCE}/items`, clientState: 'x'.repeat(2049) };
  assertRefused(await post(SUBSCRIPTIONS, long), 400, 'Application_StringExceededLength');
});

test('notifications name the record and what became of it; line changes name the header; a refused write is none', async (t) => {
  const { subscribe, taken, post, patch, remove, twin } = await withReceiver(t);
  stockUp(twin);
  const { subscriptionId, expirationDateTime } = (await subscribe('salesOrders')).body;
  const { id, salesOrderLines } = (
    await post('salesOrders?$expand=salesOrderLines', orderOf('WEB-1', item('MUG-01', 2)))
  ).body;
  const resource = `api/v2.0/companies(${TWIN_COMPANY})/salesOrders(${id})`;
  assert.deepEqual(taken(), [
    {
      subscriptionId,
      clientState: 'shared-secret',
      expirationDateTime,
      changeType: 'created',
      resource,
      lastModifiedDateTime: '2026-03-02T15:04:05.123Z',
    },
  ]);
  assert.deepEqual(taken(), []);
  await patch(`salesOrderLines(${salesOrderLines[0].id})`, { quantity: 1 });
  await patch(`salesOrders(${id})`, { shipToCountry: 'XX' });
  assert.deepEqual(
    taken().map(({ changeType }: Answer) => changeType),
    ['updated'],
  );
  await post('salesOrders', orderOf('WEB-2', item('NO-SUCH', 1)));
  assert.deepEqual(taken(), []);
  const part = (key: string, body: object) => {
    const url = `companies(${TWIN_COMPANY})/salesOrders`;
    return { method: 'POST', id: key, url, body };
  };
  const parts = [part('1', orderOf('WEB-3')), part('2', orderOf('WEB-4', item('NO-SUCH', 1)))];
  await post(`${ROOT}/v2.0/$batch`, { requests: parts }, { isolation: 'snapshot' });
  assert.deepEqual(taken(), [], 'what was taken back never happened');
  await remove(`salesOrders(${id})`);
  assert.deepEqual(
    taken().map(({ changeType, resource: at }: Answer) => [changeType, at]),
    [['deleted', resource]],
  );
});

test('posting tells of an order that is gone and an invoice that is new', async (t) => {
  const { subscribe, taken, post, twin } = await withReceiver(t);
  stockUp(twin);
  const { id } = (await post('salesOrders', orderOf('WEB-1', item('MUG-01', 2)))).body;
  await subscribe('salesOrders');
  await subscribe('salesInvoices');
  await post(`salesOrders(${id})/Microsoft.NAV.shipAndInvoice`, '');
  const told = taken().map(({ changeType, resource }: Answer) => `${changeType} ${resource.split('/').at(-1)}`);
  const [invoice] = twin.company.salesInvoices.all();
  assert.deepEqual(told, [`deleted salesOrders(${id})`, `created salesInvoices(${invoice?.id})`]);
});

test('more than a thousand changed records come as one collection', async (t) => {
  const { subscribe, taken, twin } = await withReceiver(t);
  await subscribe('items');
  for (let index = 0; index < 1001; index += 1) twin.addItem({ number: `I${index}` });
  assert.deepEqual(
    taken().map(({ changeType, resource }: Answer) => [changeType, resource]),
    [
      [
        'collection',
        `api/v2.0/companies(${TWIN_COMPANY})/items?$filter=lastModifiedDateTime ge 2026-03-02T15:04:05.123Z`,
      ],
    ],
  );
});

test('renewal is a PATCH with If-Match and another handshake; an expired or deleted one is told nothing', async (t) => {
  const { subscribe, taken, patch, remove, twin, clock, receiver, token } = await withReceiver(t);
  const { subscriptionId } = (await subscribe('items')).body;
  const path = `${SUBSCRIPTIONS}('${subscriptionId}')`;
  assertRefused(await patch(path, {}, {}), 400, 'BadRequest_InvalidToken');
  clock.advance(60_000);
  assert.equal((await patch(path, {})).body.expirationDateTime, '2026-03-05T15:05:05.123Z');
  assert.equal(receiver.asked, 2);
  twin.addItem({ number: 'I1' });
  clock.advance(3 * 24 * 3_600_000);
  assert.deepEqual(taken(), []);
  const { access_token } = (await token()).body;
  const headers = { authorization: `Bearer ${String(access_token)}`, 'if-match': '*' };
  assert.equal((await patch(path, {}, headers)).status, 200);
  twin.addItem({ number: 'I2' });
  assert.equal(taken().length, 1);
  assert.equal((await remove(path, headers)).status, 204);
  twin.addItem({ number: 'I3' });
  assert.deepEqual(taken(), []);
});
