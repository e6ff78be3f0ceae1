import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oauthSignature, type SignatureMethod } from '../kit/oauth-signature.ts';
import { basic, openShop, type ShopSession } from './shop-session.support.ts';
import { TWIN_KEYS } from './site-settings.ts';

const KEY = TWIN_KEYS.readWrite;

test('keys in the query count as much as Basic when the shop sees TLS', async () => {
  await using shop = await openShop();
  const query = `consumer_key=${KEY.consumerKey}&consumer_secret=${KEY.consumerSecret}`;
  assert.equal((await shop.ask('GET', `orders?${query}`, undefined, {})).status, 200);
});

test('Basic over plain HTTP is an anonymous visit', async () => {
  await using shop = await openShop({ tls: 'plain' });
  const { status, body } = await shop.get('orders');
  assert.deepEqual(
    [status, body.code, body.message],
    [401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.'],
  );
});

test('an unknown key is anonymous, a wrong secret is named', async () => {
  await using shop = await openShop();
  const unknown = await shop.ask('GET', 'orders', undefined, basic({ ...KEY, consumerKey: 'ck_gone' }));
  assert.equal(unknown.body.code, 'woocommerce_rest_cannot_view');
  const wrong = await shop.ask('GET', 'orders', undefined, basic({ ...KEY, consumerSecret: 'cs_wrong' }));
  assert.deepEqual([wrong.status, wrong.body.message], [401, 'Consumer secret is invalid.']);
});

test('credentials that count as expired are answered like a deleted key, once', async () => {
  await using shop = await openShop();
  shop.running.faults.arm({ kind: 'expired-token' });
  const { status, body } = await shop.get('orders');
  assert.deepEqual([status, body.code], [401, 'woocommerce_rest_cannot_view']);
  assert.equal((await shop.get('orders')).status, 200);
});

test('a read-only key reads and cannot write', async () => {
  await using shop = await openShop();
  assert.equal((await shop.ask('GET', 'orders', undefined, basic(TWIN_KEYS.readOnly))).status, 200);
  const { status, body } = await shop.ask('PUT', 'products/10', { stock_quantity: 5 }, basic(TWIN_KEYS.readOnly));
  assert.deepEqual([status, body.message], [401, 'The API key provided does not have write permissions.']);
  assert.equal(shop.twin.productBySku('MUG')?.stock, 100);
});

for (const method of ['HMAC-SHA1', 'HMAC-SHA256'] as const)
  test(`OAuth 1.0a with ${method} is accepted over plain HTTP, also with array parameters`, async () => {
    await using shop = await openShop({ tls: 'plain' });
    const { status } = await signed(shop, { method, query: 'include[0]=10&include[1]=11&search=a b' });
    assert.equal(status, 200);
  });

test('a signature covers method, address and query', async () => {
  await using shop = await openShop({ tls: 'plain' });
  const forged = await signed(shop, { query: 'per_page=5', sentQuery: 'per_page=50' });
  assert.deepEqual(
    [forged.status, forged.body.message],
    [401, 'Invalid signature - provided signature does not match.'],
  );
  const elsewhere = await signed(shop, { url: 'http://shop.example.com/wp-json/wc/v3/orders' });
  assert.equal(elsewhere.status, 401);
});

test('a timestamp counts for fifteen minutes of the clock', async () => {
  await using shop = await openShop({ tls: 'plain' });
  const now = Math.floor(shop.clock.now() / 1000);
  assert.equal((await signed(shop, { timestamp: now - 900, nonce: 'a' })).status, 200);
  const late = await signed(shop, { timestamp: now - 901, nonce: 'b' });
  assert.deepEqual([late.status, late.body.message], [401, 'Invalid timestamp.']);
});

test('a nonce counts once', async () => {
  await using shop = await openShop({ tls: 'plain' });
  assert.equal((await signed(shop, { nonce: 'once' })).status, 200);
  const again = await signed(shop, { nonce: 'once' });
  assert.deepEqual([again.status, again.body.message], [401, 'Invalid nonce - nonce has already been used.']);
});

test('half of the OAuth parameters are an error, none of them a visit', async () => {
  await using shop = await openShop({ tls: 'plain' });
  const { body } = await shop.ask('GET', 'orders?oauth_consumer_key=ck', undefined, {});
  assert.match(String(body.message), /^Missing OAuth parameters oauth_timestamp, /);
});

test('parameters are judged before the visitor is', async () => {
  await using shop = await openShop();
  assert.equal((await shop.ask('GET', 'orders?per_page=101', undefined, {})).status, 400);
});

function signed(
  shop: ShopSession,
  given: {
    readonly method?: SignatureMethod;
    readonly query?: string;
    readonly sentQuery?: string;
    readonly url?: string;
    readonly timestamp?: number;
    readonly nonce?: string;
  },
) {
  const oauth = new URLSearchParams({
    oauth_consumer_key: KEY.consumerKey,
    oauth_nonce: given.nonce ?? 'n-1',
    oauth_signature_method: given.method ?? 'HMAC-SHA256',
    oauth_timestamp: String(given.timestamp ?? Math.floor(shop.clock.now() / 1000)),
  });
  const signature = oauthSignature({
    method: 'GET',
    url: given.url ?? `${shop.running.url}/wp-json/wc/v3/orders`,
    parameters: [...new URLSearchParams(given.query ?? ''), ...oauth],
    consumerSecret: KEY.consumerSecret,
    signatureMethod: given.method ?? 'HMAC-SHA256',
  });
  oauth.set('oauth_signature', signature);
  return shop.ask('GET', `orders?${given.sentQuery ?? given.query ?? ''}&${oauth}`, undefined, {});
}
