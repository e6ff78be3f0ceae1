import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './open-shop.support.ts';
import { parseSearchQuery } from './search-query.ts';

const line = { title: 'Part', unitPrice: '1.00', quantity: 1 };

async function orderSearch(t: Parameters<typeof openShop>[0], options = {}) {
  const shop = await openShop(t, options);
  const find = async (query: string) =>
    (
      await shop.graphql(
        'query($query: String) { orders(first: 50, sortKey: CREATED_AT, query: $query) { nodes { name } } }',
        { query },
      )
    ).data.orders.nodes
      .map(({ name }: { name: string }) => name)
      .join(' ');
  return { ...shop, find };
}

test('instants compare to the second, both ends', async (t) => {
  const { twin, clock, find } = await orderSearch(t);
  twin.placeOrder({ lines: [line] }); // 14:02:11
  clock.advance(1000);
  twin.placeOrder({ lines: [line] }); // 14:02:12
  assert.equal(await find("updated_at:>='2026-05-04T14:02:11Z'"), '#1001 #1002');
  assert.equal(await find("updated_at:>'2026-05-04T14:02:11Z'"), '#1002');
  assert.equal(await find("updated_at:<'2026-05-04T14:02:12Z'"), '#1001');
  assert.equal(await find('updated_at:<="2026-05-04T16:02:11+02:00"'), '#1001');
  assert.equal(await find('updated_at:>2026-05-04T14:02:11Z'), '#1002');
  assert.equal(await find("updated_at:>'2026-05-05'"), '');
});

test('customers are found by whole days only', async (t) => {
  const { twin, clock, graphql } = await openShop(t);
  twin.addCustomer({ firstName: 'Ana' }); // on the 4th, 14:02
  clock.advance(86_400_000);
  twin.addCustomer({ firstName: 'Bo' });
  const find = async (query: string) =>
    (
      await graphql('query($query: String) { customers(first: 9, query: $query) { nodes { firstName } } }', { query })
    ).data.customers.nodes
      .map(({ firstName }: { firstName: string }) => firstName)
      .join(' ');
  assert.equal(await find("updated_at:>='2026-05-04T20:00:00Z'"), 'Ana Bo');
  assert.equal(await find("updated_at:>'2026-05-04T00:00:00Z'"), 'Bo');
  assert.equal(await find("updated_at:>='2026-05-06'"), '');
});

test('an e-mail is cut into words unless it is quoted, and even then found inside a longer one', async (t) => {
  const { twin, graphql } = await openShop(t);
  for (const email of ['dana@example.com', 'sam@example.com', 'old.dana@example.com', 'dana@example.org'])
    twin.addCustomer({ email });
  const find = async (query: string) =>
    (
      await graphql(
        'query($query: String) { customers(first: 9, query: $query) { nodes { defaultEmailAddress { emailAddress } } } }',
        { query },
      )
    ).data.customers.nodes.length;
  assert.equal(await find('email:dana@example.com'), 4);
  assert.equal(await find('email:"dana@example.com"'), 2);
  assert.equal(await find('email:"sam@example.com"'), 1);
  assert.equal(await find('email:sa*'), 1);
});

test('every order filter of the sheet', async (t) => {
  const { twin, find } = await orderSearch(t);
  twin.addProduct({ title: 'Bolt', variants: [{ sku: 'HX-BOLT-M8', price: '4.50', stock: 9 }] });
  const customer = twin.addCustomer({ email: 'dana@example.com' });
  const one = twin.placeOrder({
    lines: [{ variant: 'HX-BOLT-M8', quantity: 1 }],
    customer: customer.id,
    poNumber: 'PO-7781',
    tags: ['vip'],
    discounts: [{ label: 'SPRING10', percentage: 10 }],
    sourceIdentifier: 'web-77',
    metafields: [{ namespace: 'erp', key: 'order_id', value: 'SO-1', type: 'id' }],
  });
  twin.placeOrder({ lines: [line], test: true, payment: 'pending', sourceName: 'pos' });
  const matching = [
    "name:'#1001'",
    'name:1001',
    `id:${one.legacyResourceId}`,
    'financial_status:paid',
    'tag:vip',
    'tag_not:other tag:vip',
    'po_number:PO-7781',
    "sku:'HX-BOLT-M8'",
    'sku:HX-*',
    'discount_code:spring10',
    'source_name:web',
    'source_identifier:web-77',
    'gateway:shopify_payments',
    'test:false',
    `customer_id:${customer.legacyResourceId}`,
    'email:"dana@example.com"',
    'metafields.erp.order_id:SO-1',
    'NOT test:true',
    '-tag_not:vip',
  ];
  for (const query of matching) assert.equal(await find(query), '#1001', query);
  for (const query of ['financial_status:pending', 'test:true', 'source_name:pos', 'tag_not:vip', '-sku:HX-BOLT-M8'])
    assert.equal(await find(query), '#1002', query);
  for (const query of ['sku:HX-BOLT', 'status:cancelled', 'name:100', "po_number:'PO'", 'fulfillment_status:shipped'])
    assert.equal(await find(query), '', query);
  assert.equal(await find('status:open fulfillment_status:unshipped'), '#1001 #1002');
});

test('lists, OR, parentheses and negation combine', async (t) => {
  const { twin, find } = await orderSearch(t);
  for (const tags of [['a'], ['b'], ['a', 'b'], ['c']]) twin.placeOrder({ lines: [line], tags });
  assert.equal(await find('tag:a OR tag:c'), '#1001 #1003 #1004');
  assert.equal(await find('tag:a tag:b'), '#1003');
  assert.equal(await find('tag:a AND -tag:b'), '#1001');
  assert.equal(await find('(tag:a OR tag:b) NOT (tag:a tag:b)'), '#1001 #1002');
  assert.equal(await find('tag:b,c'), '#1002 #1003 #1004');
});

test('a field that is not known is ignored: the list is wider than asked for, with a warning beside it', async (t) => {
  const { twin, graphql } = await openShop(t);
  twin.placeOrder({ lines: [line] });
  const answer = await graphql('{ orders(first: 5, query: "modified_at:>2030-01-01") { nodes { name } } }');
  assert.equal(answer.data.orders.nodes.length, 1);
  assert.equal(answer.errors, undefined);
  assert.equal(answer.extensions.search[0].warnings[0].field, 'modified_at');
});

test('search lags behind: what has just changed is missing, reading by id is immediate', async (t) => {
  const { twin, clock, find, graphql } = await orderSearch(t, { searchLagMs: 5000 });
  const order = twin.placeOrder({ lines: [line] });
  assert.equal(await find("name:'#1001'"), '');
  assert.equal((await graphql(`{ order(id: "${order.id}") { name } }`)).data.order.name, '#1001');
  assert.equal((await graphql('{ orders(first: 1) { nodes { name } } }')).data.orders.nodes.length, 1);
  clock.advance(4999);
  assert.equal(await find("name:'#1001'"), '');
  clock.advance(1);
  assert.equal(await find("name:'#1001'"), '#1001');
  await graphql(`mutation { tagsAdd(id: "${order.id}", tags: ["seen"]) { userErrors { message } } }`);
  assert.equal(await find('tag:seen'), '');
  clock.advance(5000);
  assert.equal(await find('tag:seen'), '#1001');
});

test('only active products are listed unless a status is asked for', async (t) => {
  const { twin, graphql } = await openShop(t);
  for (const status of ['ACTIVE', 'DRAFT', 'ARCHIVED'] as const) twin.addProduct({ title: status, status });
  const count = async (query: string) =>
    (await graphql('query($query: String) { products(first: 9, query: $query) { nodes { id } } }', { query })).data
      .products.nodes.length;
  assert.equal(await count(''), 1);
  assert.equal(await count("updated_at:>'2026-01-01'"), 1);
  assert.equal(await count("updated_at:>'2026-01-01' status:active,draft,archived"), 3);
});

test('the parser makes the best of broken text', () => {
  assert.deepEqual(parseSearchQuery("name:'#10"), {
    kind: 'filter',
    field: 'name',
    operator: '=',
    values: [{ text: '#10', quoted: true }],
  });
  assert.deepEqual(parseSearchQuery('a:b) c:d'), {
    kind: 'and',
    parts: [
      { kind: 'filter', field: 'a', operator: '=', values: [{ text: 'b', quoted: false }] },
      { kind: 'filter', field: 'c', operator: '=', values: [{ text: 'd', quoted: false }] },
    ],
  });
  assert.deepEqual(parseSearchQuery(''), { kind: 'and', parts: [] });
  assert.deepEqual(parseSearchQuery(String.raw`note:'it\'s'`), {
    kind: 'filter',
    field: 'note',
    operator: '=',
    values: [{ text: "it's", quoted: true }],
  });
});
