import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../model/clock.ts';
import type { TwinReply } from '../kit/twin-server.ts';
import { BusinessCentralTwin } from './business-central-twin.ts';
import { item, orderOf, stockUp } from './open-company.ts';
import { TWIN_CLIENT, TWIN_COMPANY, TWIN_TENANT } from './settings.ts';

/** Asks the system without HTTP, whose cost is the kit's. */
async function asked(twin: BusinessCentralTwin) {
  const base = `/v2.0/${TWIN_TENANT}/Sandbox/api/v2.0/companies(${TWIN_COMPANY})`;
  const handle = (method: string, path: string, body: string, headers: Record<string, string>): Promise<TwinReply> => {
    const url = new URL(`http://127.0.0.1${path}`);
    const { pathname, searchParams: query } = url;
    return twin.handle({ method, path: pathname, query, headers, url: `${url.origin}${pathname}`, body }, false);
  };
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: TWIN_CLIENT.id,
    client_secret: TWIN_CLIENT.secret,
    scope: 'https://api.businesscentral.dynamics.com/.default',
  });
  const token = await handle('POST', `/${TWIN_TENANT}/oauth2/v2.0/token`, form.toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  });
  const { access_token } = token.body as { access_token: string };
  const headers = { authorization: `Bearer ${access_token}` };
  return {
    get: (path: string) => handle('GET', `${base}/${path}`, '', headers),
    post: (path: string, body: unknown) => handle('POST', `${base}/${path}`, JSON.stringify(body), headers),
  };
}

/** CPU milliseconds of one round, by the process's own account: a busy machine does not count. */
async function cpuOf(rounds: number, work: (round: number) => Promise<TwinReply>, expected: number): Promise<number> {
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) assert.equal((await work(round)).status, expected);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / rounds;
}

/** A twin with so many orders of ten lines, `WEB-0`, `WEB-1`, … */
async function busy() {
  const twin = new BusinessCentralTwin({ clock: new ManualClock(), requestsPerWindow: 100_000 });
  stockUp(twin);
  const client = await asked(twin);
  const lines = Array.from({ length: 10 }, (_, index) => item(index % 2 === 0 ? 'MUG-01' : 'PEN-01', index + 1));
  const create = (number: number) => client.post('salesOrders', orderOf(`WEB-${number}`, ...lines));
  return { twin, create, ...client };
}

test('an order of ten lines takes less than a millisecond of CPU', async () => {
  const { create } = await busy();
  await cpuOf(500, create, 201);
  // Measured: 0.24 to 0.30 ms.
  const creating = await cpuOf(1500, (round) => create(500 + round), 201);
  assert.ok(creating < 1, `${creating.toFixed(3)} ms of CPU an order`);
});

test('an order is found by its shop number without a scan, alone and within `and`', async () => {
  const { twin, create, get } = await busy();
  for (let number = 0; number < 3; number += 1) await create(number);
  const { id } = twin.documentFor('WEB-1') ?? assert.fail('no order');
  Object.assign(twin.company.salesOrders, { all: () => assert.fail('all orders were looked through') });
  const found = async (filter: string) => {
    const { status, body } = await get(`salesOrders?$filter=${encodeURIComponent(filter)}&$select=id`);
    assert.equal(status, 200, JSON.stringify(body));
    return (body as { value: { id: string }[] }).value.map((row) => row.id);
  };
  for (const filter of [
    "externalDocumentNumber eq 'WEB-1'",
    "discountAmount ge 0 and (externalDocumentNumber eq 'WEB-1') and orderDate gt 2020-01-01",
    `id eq ${id}`,
  ])
    assert.deepEqual(await found(filter), [id], filter);
  await assert.rejects(found("startswith(externalDocumentNumber,'WEB-1')"), /looked through/);
});

test('pages over 5,000 orders by time of change take milliseconds each', async () => {
  const { create, get } = await busy();
  for (let number = 0; number < 5000; number += 1) await create(number);
  const path =
    'salesOrders?$filter=lastModifiedDateTime gt 2020-01-01T00:00:00Z&$orderby=lastModifiedDateTime&$top=500';
  await cpuOf(3, () => get(path), 200);
  // Measured: 5 ms; 20 ms with 20,000 orders.
  const listing = await cpuOf(10, () => get(path), 200);
  assert.ok(listing < 60, `${listing.toFixed(1)} ms of CPU a page`);
});
