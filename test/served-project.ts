import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { RunningTwin } from '../src/twin/kit/twin-server.ts';
import type { WooCommerceTwin } from '../src/twin/woocommerce/woocommerce-twin.ts';
import { type PipewrightProcess, startPipewright } from './pipewright-process.ts';
import { type TrialProject, trialProject } from './trial-project.ts';
import type { TrialSystems } from './trial-systems.ts';

export const WEBHOOK_SECRET = 'hook-secret-of-a-test';

/** A trial project whose orders come by events; it polls so seldom that a test sees which way one came. */
export interface ServedProject extends TrialProject {
  readonly port: number;
  /** Where the shop sends to. */
  readonly eventsUrl: string;
}

export async function servedProject({ shop, erp }: TrialSystems, every = '12h'): Promise<ServedProject> {
  const project = trialProject({
    shopUrl: shop.url,
    erpUrl: erp.url,
    pipe: { when: `{ every: ${every}, event: order.changed }` },
  });
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const text = readFileSync(join(project.root, 'pipewright.yaml'), 'utf8');
  project.write(
    'pipewright.yaml',
    text
      .replace('project: trial\n', 'project: trial\npublic_url: ${env:PUBLIC_URL}\n')
      .replace('"${env:SHOP_SECRET}" }', '"${env:SHOP_SECRET}", webhook_secret: "${env:WEBHOOK_SECRET}" }'),
  );
  const env = { ...project.env, PUBLIC_URL: publicUrl, WEBHOOK_SECRET };
  return { ...project, env, port, eventsUrl: `${publicUrl}/events/shop` };
}

/** Starts \`serve\` and resolves once it takes events. */
export async function startServing(project: ServedProject, ...args: string[]): Promise<PipewrightProcess> {
  const running = startPipewright(project, ['serve', '--port', String(project.port), '--json', ...args]);
  let over = false;
  const mark = () => {
    over = true;
  };
  running.ended.then(mark, mark);
  while (!running.stdout().includes('"listening"')) {
    if (over) throw new Error(`serve ended: ${running.stdout()}${running.stderr()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return running;
}

/** A message about an order as WooCommerce signs it. */
export function orderMessage(id: number, changed = '2026-03-02T09:00:00', secret = WEBHOOK_SECRET) {
  const body = JSON.stringify({ id, date_modified_gmt: changed });
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-wc-webhook-topic': 'order.updated',
      'x-wc-webhook-signature': createHmac('sha256', secret).update(body).digest('base64'),
    },
  };
}

/** Sends what the shop has to tell, and tells the shop what became of it. Yields the statuses. */
export async function deliverEvents({ system }: RunningTwin<WooCommerceTwin>): Promise<number[]> {
  const statuses: number[] = [];
  for (const { uri, headers, body, webhookId } of system.takeWebhooks()) {
    const { status } = await fetch(uri, { method: 'POST', headers, body });
    system.answeredWebhook(webhookId, status);
    statuses.push(status);
  }
  return statuses;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
