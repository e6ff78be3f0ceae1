import type { PipePlan } from '../../compile/pipe-plan.ts';
import { deliverDue, runPipe } from '../../engine/run-pipe.ts';
import { runOnce } from '../../engine/run-pipes.ts';
import { WorkPool } from '../../engine/work-pool.ts';
import type { Connection } from '../../model/connection.ts';
import { type ConnectionName, connectionName } from '../../model/names.ts';
import type { EngineEvent, Ports } from '../../model/ports.ts';
import { MissedEvents } from '../../receive/missed-events.ts';
import { receiveMessage } from '../../receive/receive-message.ts';
import { Refusals } from '../../receive/refusals.ts';
import { takeEvents } from '../../receive/take-events.ts';
import { SubscriptionKeeper, topicsFor } from '../../serve/subscription-keeper.ts';
import type { ShopMessage } from '../desks/shop-desk.ts';
import { NotAsExpected } from './not-as-expected.ts';
import type { Trial } from './trial.ts';

const PUBLIC_URL = 'https://pipes.example.com';
const NEVER = new AbortController().signal;
const PATIENCE = { stopping: NEVER, patienceMs: 0 };

/**
 * What `pipewright serve` does between a shop and an ERP, step by step instead of by itself: a scenario says when it starts
 * and when a message comes. All parts are those of the service; only sockets and waiting are left out.
 */
export class Service {
  readonly #trial: Trial;
  readonly #shop: ConnectionName;
  readonly #pipes: readonly PipePlan[];
  readonly #missed: MissedEvents;
  readonly #refusals: Refusals;
  #ours: ReadonlySet<string> | undefined;
  #told: EngineEvent[] = [];

  private constructor(trial: Trial, shop: string, { ledger }: Pick<Ports, 'ledger'>) {
    this.#trial = trial;
    this.#shop = connectionName(shop);
    this.#pipes = [...trial.plans.values()];
    const ports = { ledger, clock: trial.clock, report: (event: EngineEvent) => this.#told.push(event) };
    this.#missed = new MissedEvents(this.#pipes, ports);
    this.#refusals = new Refusals(ports);
  }

  static open(trial: Trial, shop: string): Promise<Service> {
    return trial.withPorts([], async (ports) => new Service(trial, shop, ports));
  }

  /** Makes the subscriptions that the pipes need, as every start does, and asks the shop for what nobody told of. */
  start(): Promise<readonly EngineEvent[]> {
    return this.#act(async (ports, shop) => {
      let isGap = false;
      const keeper = new SubscriptionKeeper(shop, topicsFor(shop, this.#pipes), PUBLIC_URL, ports, {
        gap: () => {
          isGap = true;
        },
        stands: ({ name }) => this.#missed.hears(name),
      });
      if (!(await keeper.look())) throw new NotAsExpected('the subscriptions could not be made');
      this.#ours = keeper.ours;
      if (isGap) await runOnce(this.#waiting(), ports, PATIENCE);
    });
  }

  /** Takes messages one after the other; yields how each was answered. */
  async take(
    messages: readonly ShopMessage[],
  ): Promise<{ readonly told: readonly EngineEvent[]; readonly statuses: readonly number[] }> {
    const statuses: number[] = [];
    const told = await this.#act((ports, shop) => this.#takeWith(messages, statuses, ports, shop));
    return { told, statuses };
  }

  /** Takes messages and runs pipes at the same time, as one process does both. */
  takeWhile(messages: readonly ShopMessage[], pipes: readonly string[]): Promise<readonly EngineEvent[]> {
    const chosen = this.#pipes.filter(({ name }) => pipes.includes(name));
    return this.#act(async (ports, shop) => {
      await Promise.all([this.#takeWith(messages, [], ports, shop), runOnce(chosen, ports, PATIENCE)]);
    });
  }

  /** Looks whether what runs have told of came without an event; yields what is said of it. */
  async judge(runs: readonly EngineEvent[]): Promise<readonly EngineEvent[]> {
    for (const event of runs) this.#missed.note(event);
    this.#told = [];
    await this.#missed.judge();
    return this.#told;
  }

  #waiting(): readonly PipePlan[] {
    return this.#pipes.filter(({ source }) => source.connection === this.#shop && source.event !== undefined);
  }

  async #act(work: (ports: Ports, shop: Connection) => Promise<void>): Promise<readonly EngineEvent[]> {
    this.#told = [];
    await this.#trial.withPorts([], async (given) => {
      const report = (event: EngineEvent) => {
        this.#missed.note(event);
        this.#told.push(event);
      };
      const shop = given.connections.get(this.#shop);
      if (shop === undefined) throw new NotAsExpected(`the project has no connection ${this.#shop}`);
      const ports = { ...given, report };
      let doNext = () => work(ports, shop);
      await this.#trial.hearAnswers(
        this.#pipes.map(({ name }) => name),
        async () => {
          await doNext();
          doNext = () => this.#deliverDue(ports);
        },
      );
    });
    return this.#told;
  }

  async #deliverDue(ports: Ports): Promise<void> {
    for (const pipe of this.#pipes) await deliverDue(pipe, ports, NEVER, new WorkPool(pipe.concurrency));
  }

  async #takeWith(messages: readonly ShopMessage[], statuses: number[], ports: Ports, shop: Connection): Promise<void> {
    for (const { headers, body, answered } of messages) {
      const message = { headers, query: {}, body: new TextEncoder().encode(body) };
      const { status } = await receiveMessage(shop.name, message, {
        ports,
        pipes: this.#pipes,
        refusals: this.#refusals,
        subscriptionsOf: () => this.#ours,
        arrived: () => undefined,
      });
      answered(status);
      statuses.push(status);
    }
    for (;;) {
      const { due, poll, count } = await takeEvents(shop, this.#pipes, ports);
      for (const pipe of this.#pipes) {
        if (due.has(pipe.name)) await deliverDue(pipe, ports, NEVER, new WorkPool(pipe.concurrency));
        if (poll.has(pipe.name)) await runPipe(pipe, ports, PATIENCE);
      }
      if (count === 0) return;
    }
  }
}
