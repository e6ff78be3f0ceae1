import type { PipePlan } from '../compile/pipe-plan.ts';
import type { Connection } from '../model/connection.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { Ports } from '../model/ports.ts';
import { type SyncReport, syncSubscriptions } from '../receive/sync-subscriptions.ts';
import type { SubscriptionHealth } from './health.ts';

export interface KeeperHooks {
  /** Subscriptions stand again after they did not: the source is to be asked over the gap. */
  readonly gap: (connection: Connection) => void;
  /** They stand, as far as we know. */
  readonly stands: (connection: Connection) => void;
}

/** Topics that pipes wait for on a connection. */
export function topicsFor({ name, events }: Connection, pipes: readonly PipePlan[]): readonly string[] {
  const waited = pipes.flatMap(({ source }) =>
    source.connection === name && source.event !== undefined ? (events?.topics.get(source.event) ?? []) : [],
  );
  return [...new Set(waited)];
}

/** Where a system is to send: below the project's public URL, each connection at a path of its own. */
export const eventsUrl = (publicUrl: string, { name }: Connection): string => `${publicUrl}/events/${name}`;

/**
 * Keeps the subscriptions of one connection: makes those that pipes need, renews them before they lapse, and switches on
 * again what the system has switched off.
 */
export class SubscriptionKeeper {
  readonly #connection: Connection;
  readonly #topics: readonly string[];
  readonly #url: string;
  readonly #ports: Pick<Ports, 'clock' | 'report' | 'signal'>;
  readonly #hooks: KeeperHooks;
  #ours: ReadonlySet<string> | undefined;
  health: SubscriptionHealth = 'not looked at yet';

  constructor(
    connection: Connection,
    topics: readonly string[],
    publicUrl: string,
    ports: Pick<Ports, 'clock' | 'report' | 'signal'>,
    hooks: KeeperHooks,
  ) {
    this.#connection = connection;
    this.#topics = topics;
    this.#url = eventsUrl(publicUrl, connection);
    this.#ports = ports;
    this.#hooks = hooks;
  }

  /** Ids of ours; undefined until they were looked at once: until then every event counts. */
  get ours(): ReadonlySet<string> | undefined {
    return this.#ours;
  }

  /** One look at the system's list. Tells what was done and what went wrong; yields whether all went well. */
  async look(): Promise<boolean> {
    const desk = this.#connection.events?.subscriptions;
    if (desk === undefined) return true;
    // While they are being changed, an event may come for one whose id is not known yet.
    const before = this.#ours;
    this.#ours = undefined;
    try {
      const wish = { topics: this.#topics, url: this.#url, nowMs: this.#ports.clock.now() };
      const report = await syncSubscriptions(desk, wish, this.#ports.signal);
      this.#ours = report.ours;
      this.health = 'kept';
      this.#tell(report);
      this.#hooks.stands(this.#connection);
      if (report.made.length + report.revived.length > 0) this.#hooks.gap(this.#connection);
      return true;
    } catch (error) {
      if (!(error instanceof IntegrationError)) throw error;
      this.#ours = before;
      this.health = 'failed';
      if (error.code !== 'STOPPED')
        this.#notice(
          'subscriptions-failed',
          `subscriptions could not be kept, only the poll is sure: ${error.message}`,
        );
      return false;
    }
  }

  #tell({ made, revived, renewed, removed }: SyncReport): void {
    if (made.length > 0) this.#notice('subscriptions-made', `subscribed to ${made.join(', ')}`);
    if (revived.length > 0)
      this.#notice(
        'subscriptions-revived',
        `the system had switched off ${revived.join(', ')}: switched on again, and the source is asked for what was missed`,
      );
    if (renewed.length > 0) this.#notice('subscriptions-renewed', `renewed ${renewed.join(', ')}`);
    if (removed.length > 0) this.#notice('subscriptions-removed', `removed ${removed.join(', ')}, which nothing needs`);
  }

  #notice(code: string, text: string): void {
    this.#ports.report({ kind: 'notice', connection: this.#connection.name, code, text });
  }
}
