import assert from 'node:assert/strict';
import test from 'node:test';
import { systemClock } from '../src/model/clock.ts';
import { serveTwins } from '../src/twin/serve-twins.ts';
import { startOrchard } from './orchard-erp.ts';
import { playPage } from './played-page.ts';
import { sampleFolder } from './sample-project.ts';

test('docs/adding-a-system.md leads from an API document to a pipe that runs', async () => {
  using folder = sampleFolder();
  await using orchard = await startOrchard();
  const [shop] = await serveTwins(['woocommerce'], { port: 0, orders: 5, faults: [], clock: systemClock });
  assert.ok(shop !== undefined);
  try {
    const { consumer_key: key = '', consumer_secret: secret = '' } = shop.twin.credentials;
    await playPage('docs/adding-a-system.md', folder.root, {
      ORCHARD_URL: orchard.url,
      ORCHARD_KEY: orchard.key,
      SHOP_URL: shop.running.url,
      SHOP_KEY: key,
      SHOP_SECRET: secret,
    });
    const addresses = orchard.customers.map(({ email }) => email);
    assert.deepEqual(addresses, [...new Set(addresses)], 'nobody is there twice');
    assert.ok(addresses.includes('test.person@example.com'), 'the laws wrote one');
    assert.ok(addresses.length > 5, `the shop's customers have arrived: ${addresses.join(', ')}`);
    assert.equal(orchard.creates(), addresses.length - 3, 'each was asked for once');
  } finally {
    await shop.running.close();
  }
});
