import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, openCompany, ROOT } from './open-company.ts';
import { TWIN_COMPANY } from './settings.ts';

test('the API answers with the tenant in the path and without it', async (t) => {
  const { get } = await openCompany(t);
  for (const root of [ROOT, '/v2.0/Sandbox/api']) {
    const { body } = await get(`${root}/v2.0/companies`);
    assert.deepEqual(
      body.value.map(({ id, name }: { id: string; name: string }) => [id, name]),
      [[TWIN_COMPANY, 'Northwind Garden Supply']],
    );
  }
  assertRefused(await get('/v2.0/Production/api/v2.0/companies'), 404, 'BadRequest_NotFound');
  assertRefused(await get(`${ROOT}/v1.0/companies`), 404, 'BadRequest_ResourceNotFound');
});

test('a company is named in the path, the query or a header', async (t) => {
  const { get } = await openCompany(t);
  const none = `${ROOT}/v2.0/items`;
  const other = '11111111-1111-4111-8111-111111111111';
  assertRefused(await get(none), 400, 'BadRequest_RequiredParamNotProvided');
  assert.equal((await get(`${none}?company=${TWIN_COMPANY}`)).status, 200);
  assert.equal((await get(none, { company: TWIN_COMPANY })).status, 200);
  assertRefused(await get(`${ROOT}/v2.0/companies(${other})/items`), 404, 'Internal_CompanyNotFound');
  assertRefused(await get(`${none}?company=${other}`), 404, 'Internal_CompanyNotFound');
  assert.equal((await get(`${ROOT}/v2.0/companies(${TWIN_COMPANY.toUpperCase()})/items`)).status, 200);
});

test('an unknown entity set, key, navigation or action is a 404 with its own code', async (t) => {
  const { get, post, twin } = await openCompany(t);
  const { id } = twin.addItem({ number: 'MUG-01' });
  const missing = '22222222-2222-4222-8222-222222222222';
  assertRefused(await get('gadgets'), 404, 'BadRequest_ResourceNotFound');
  assertRefused(await get(`items(${missing})`), 404, 'Internal_RecordNotFound');
  assertRefused(await get("items('MUG-01')"), 404, 'BadRequest_NotFound');
  assertRefused(await get(`items(${id})/gadgets`), 404, 'BadRequest_ResourceNotFound');
  assertRefused(await post(`items(${id})/Microsoft.NAV.post`, ''), 404, 'BadRequest_ResourceNotFound');
});

test('a method that an entity does not have is a 405: code lists, shipments and ledger are read-only', async (t) => {
  const { post, patch, remove, send, base, list, twin } = await openCompany(t);
  twin.addItem({ number: 'MUG-01', inventory: 1 });
  for (const name of ['locations', 'paymentTerms', 'taxAreas', 'currencies', 'itemLedgerEntries']) {
    const [{ id }] = await list(name);
    assertRefused(await post(name, { code: 'X' }), 405, 'BadRequest_MethodNotAllowed');
    assertRefused(await patch(`${name}(${id})`, {}), 405, 'BadRequest_MethodNotAllowed');
    assertRefused(await remove(`${name}(${id})`), 405, 'BadRequest_MethodNotAllowed');
  }
  assertRefused(await post('salesShipments', {}), 405, 'BadRequest_MethodNotAllowed');
  assertRefused(await send('PUT', `${base}/items`, {}), 405, 'BadRequest_MethodNotAllowed');
});

test('$metadata names every entity set with the lengths of its text', async (t) => {
  const { get } = await openCompany(t);
  const { status, body, headers } = await get(`${ROOT}/v2.0/$metadata`);
  assert.equal(status, 200);
  assert.match(headers.get('content-type') ?? '', /xml/);
  assert.match(body, /<EntitySet Name="salesOrders" EntityType="Microsoft.NAV.salesOrder"\/>/);
  assert.match(body, /<Property Name="externalDocumentNumber" Type="Edm.String" MaxLength="35"\/>/);
});

test('what a client accepts makes no difference to the JSON', async (t) => {
  const { get } = await openCompany(t);
  for (const accept of ['application/json', 'text/html', '*/*']) {
    const { status, headers, body } = await get('items', { accept });
    assert.deepEqual([status, body.value], [200, []]);
    assert.match(headers.get('content-type') ?? '', /^application\/json/);
  }
});

test('a path that is not percent-encoded correctly is refused', async (t) => {
  const { get } = await openCompany(t);
  assertRefused(await get(`${ROOT}/v2.0/%E0%A4%A`), 400, 'BadRequest_InvalidRequestUrl');
});
