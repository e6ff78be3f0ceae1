import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CassetteExchange } from '../../model/config.generated.ts';
import type { Delivery } from '../../model/delivery.ts';
import { recordFromTwins, replayTapes } from './trial-pair.support.ts';

const strict = (exchanges: readonly CassetteExchange[]) => ({ exchanges, tolerance: 'strict' }) as const;
const outcomes = (deliveries: readonly Delivery[]) =>
  deliveries.map(({ label, state, reason }) => `${label} ${state} ${reason?.text}`).sort();

for (const shop of ['woocommerce', 'shopify'])
  test(`${shop} to business-central: what twins answered is replayed with nothing started, and nothing is left over`, async () => {
    const recorded = await recordFromTwins(shop, 'business-central');
    assert.ok(recorded.erp.some(({ request }) => request.method === 'POST' && request.path === '/salesOrders'));
    const { deliveries, problems, error } = await replayTapes(shop, 'business-central', {
      shop: strict(recorded.shop),
      erp: strict(recorded.erp),
    });
    assert.equal(error, undefined);
    assert.deepEqual(problems, []);
    assert.deepEqual(outcomes(deliveries), outcomes(recorded.deliveries));
  });
