import { ManualClock } from '../../model/clock.ts';
import { type RunningTwin, startTwin } from '../kit/twin-server.ts';
import type { ShopifyTwinOptions } from './shop-settings.ts';
import { createShopifyTwin, type ShopifyTwin } from './shopify-twin.ts';

/** What a test reads out of an answer: every field may be there, and a wrong path is the test's own failure. */
// biome-ignore lint/suspicious/noExplicitAny: answers are picked apart by path, and each path is asserted on
export type Answer = any;

export interface OpenShop {
  readonly twin: ShopifyTwin;
  readonly clock: ManualClock;
  readonly running: RunningTwin<ShopifyTwin>;
  /** POSTs a GraphQL request with the static token; gives the whole body back. */
  graphql(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  post(
    path: string,
    body: string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; headers: Headers; body: Answer }>;
}

interface TestContext {
  after(close: () => Promise<void>): void;
}

/** Opens a twin over HTTP for one test, at 2026-05-04T14:02:11Z, and closes it with the test. */
export async function openShop(t: TestContext, options: Partial<ShopifyTwinOptions> = {}): Promise<OpenShop> {
  const clock = new ManualClock('2026-05-04T14:02:11.500Z');
  const twin = createShopifyTwin({ clock, ...options });
  const running = await startTwin(twin, { clock });
  t.after(() => running.close());
  const post: OpenShop['post'] = async (path, body, headers = {}) => {
    const response = await fetch(`${running.url}${path}`, { method: 'POST', body, headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) : text };
  };
  return {
    twin,
    clock,
    running,
    post,
    graphql: async (query, variables = {}, headers = {}) => {
      const answer = await post('/admin/api/2026-04/graphql.json', JSON.stringify({ query, variables }), {
        'content-type': 'application/json',
        'x-shopify-access-token': 'shpat_twin_static',
        ...headers,
      });
      return answer.body;
    },
  };
}
