import type { ChalkInstance } from 'chalk';
import type { PipePlan } from '../compile/pipe-plan.ts';
import type { Connection } from '../model/connection.ts';
import type { Subscription } from '../model/events.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { type SyncReport, syncSubscriptions } from '../receive/sync-subscriptions.ts';
import { eventsUrl, topicsFor } from '../serve/subscription-keeper.ts';
import { renderTable } from './render/table.ts';

export interface SubscriptionTask {
  readonly action: 'list' | 'sync' | 'remove';
  readonly publicUrl: string | undefined;
  readonly nowMs: number;
  readonly renewAll: boolean;
  readonly signal: AbortSignal;
}

/** How the subscriptions of one connection stand afterwards, and what was done. */
export interface SubscriptionRow {
  readonly connection: string;
  readonly subscriptions: readonly (Pick<Subscription, 'id' | 'topic' | 'url' | 'active' | 'expiresAt'> & {
    readonly ours: boolean;
  })[];
  readonly done?: Omit<SyncReport, 'ours'>;
  /** Topics that pipes wait for and nobody is asked to send. */
  readonly missing: readonly string[];
  readonly problem?: string;
}

/** Lists, syncs or removes, connection by connection; one that fails keeps none of the others from it. */
export async function subscriptionWork(
  connections: readonly Connection[],
  pipes: readonly PipePlan[],
  task: SubscriptionTask,
): Promise<readonly SubscriptionRow[]> {
  const rows: SubscriptionRow[] = [];
  for (const connection of connections) {
    const desk = connection.events?.subscriptions;
    if (desk === undefined) continue;
    const url = task.publicUrl === undefined ? undefined : eventsUrl(task.publicUrl, connection);
    const wanted = topicsFor(connection, pipes);
    try {
      let done: SyncReport | undefined;
      if (task.action !== 'list' && url !== undefined) {
        const topics = task.action === 'sync' ? wanted : [];
        done = await syncSubscriptions(desk, { topics, url, nowMs: task.nowMs, renewAll: task.renewAll }, task.signal);
      }
      const all = await desk.list(task.signal);
      const subscriptions = all.map(({ native: _, ...each }) => ({ ...each, ours: each.url === url }));
      const sent = subscriptions.filter(({ ours, active }) => ours && active).map(({ topic }) => topic);
      rows.push({
        connection: connection.name,
        subscriptions,
        ...(done === undefined ? {} : { done: withoutIds(done) }),
        missing: wanted.filter((topic) => !sent.includes(topic)),
      });
    } catch (error) {
      if (!(error instanceof IntegrationError)) throw error;
      rows.push({ connection: connection.name, subscriptions: [], missing: wanted, problem: error.message });
    }
  }
  return rows;
}

const withoutIds = ({ ours: _, ...done }: SyncReport): Omit<SyncReport, 'ours'> => done;

export function renderSubscriptions(rows: readonly SubscriptionRow[], paint: ChalkInstance): string {
  if (rows.length === 0) return 'no connection has a system that tells of changes\n';
  return rows
    .map(({ connection, subscriptions, done, missing, problem }) =>
      [
        `${paint.bold(connection)}\n`,
        problem === undefined ? '' : `  ${paint.red(problem)}\n`,
        ...Object.entries(done ?? {}).map(([what, topics]) =>
          topics.length === 0 ? '' : `  ${what} ${topics.join(', ')}\n`,
        ),
        renderTable(
          subscriptions.map(({ topic, url, active, expiresAt, ours }) => [
            `  ${topic}`,
            active ? paint.green('active') : paint.yellow('switched off'),
            ours ? 'ours' : paint.dim('another address'),
            `${url}${expiresAt === undefined ? '' : paint.dim(` until ${expiresAt}`)}`,
          ]),
        ),
        missing.length === 0 ? '' : `  ${paint.yellow('missing')} ${missing.join(', ')}\n`,
      ].join(''),
    )
    .join('');
}
