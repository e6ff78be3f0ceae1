import type { PipePlan } from '../compile/pipe-plan.ts';
import { Bell } from '../engine/bell.ts';
import { runFollowing } from '../engine/run-pipes.ts';
import { instantOf } from '../model/clock.ts';
import type { Connection } from '../model/connection.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { ConnectionName, PipeName } from '../model/names.ts';
import type { Ports } from '../model/ports.ts';
import { MissedEvents } from '../receive/missed-events.ts';
import { receiveMessage } from '../receive/receive-message.ts';
import { Refusals } from '../receive/refusals.ts';
import { takeEvents } from '../receive/take-events.ts';
import type { Health } from './health.ts';
import { openHttpDoor } from './http-door.ts';
import { SubscriptionKeeper, topicsFor } from './subscription-keeper.ts';

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  /** Without a slash at the end; undefined: subscriptions are made by hand. */
  readonly publicUrl: string | undefined;
  /** Nothing new is begun once this is aborted; what is under way is finished. */
  readonly stopping: AbortSignal;
  /** Told where it listens, once it does. */
  readonly listening?: (url: string) => void;
}

const LOOK_EVERY_MS = 600_000;
/** After a look that failed. */
const LOOK_AGAIN_MS = 60_000;
const JUDGE_EVERY_MS = 30_000;
const FORGET_EVERY_MS = 3_600_000;
/** No system sends an event again after a week; Business Central gives up after 36 hours. */
const REMEMBERED_MS = 7 * 86_400_000;
const SHORTEST_PAUSE_MS = 250;

/**
 * Runs pipes as `runFollowing` does and takes events for them, until told to stop. The door is open before the first
 * subscription is made, because a system may try the address; it is closed first, so that nobody is promised anything
 * afterwards. Ends with the error of whatever part fails for its own sake.
 */
export async function servePipes(pipes: readonly PipePlan[], given: Ports, options: ServeOptions): Promise<void> {
  const failed = new AbortController();
  const stopping = AbortSignal.any([options.stopping, failed.signal]);
  // Tells its own listeners before everybody else.
  const ports: Ports = {
    ...given,
    report: (event) => {
      missed.note(event);
      given.report(event);
    },
  };
  const missed = new MissedEvents(pipes, ports);
  const bells = new Map<PipeName, Bell>(pipes.map(({ name }) => [name, new Bell()]));
  const sources = sourcesOf(pipes, ports);
  const doorbells = new Map<ConnectionName, Bell>(sources.map(({ name }) => [name, new Bell()]));
  const ringAll = ({ name }: Connection) => {
    for (const { source, name: pipe } of pipes)
      if (source.connection === name && source.event !== undefined) bells.get(pipe)?.ring('poll');
  };
  const keepers = new Map<ConnectionName, SubscriptionKeeper>();
  for (const connection of options.publicUrl === undefined ? [] : sources) {
    if (connection.events?.subscriptions === undefined) continue;
    const hooks = { gap: ringAll, stands: ({ name }: Connection) => missed.hears(name) };
    const topics = topicsFor(connection, pipes);
    keepers.set(connection.name, new SubscriptionKeeper(connection, topics, options.publicUrl ?? '', ports, hooks));
  }
  const doorway = {
    ports,
    pipes,
    refusals: new Refusals(ports),
    subscriptionsOf: (name: ConnectionName) => keepers.get(name)?.ours,
    arrived: (name: ConnectionName) => doorbells.get(name)?.ring('due'),
  };
  let state: Health['state'] = 'starting';
  const door = await openHttpDoor({
    host: options.host,
    port: options.port,
    receive: (name, message) => receiveMessage(name, message, doorway),
    health: () => healthOf(state, sources, keepers, ports),
    failed: (error) => {
      if (!(error instanceof IntegrationError)) failed.abort(error);
    },
  });
  options.listening?.(door.url);
  state = 'serving';
  for (const { name } of sources) if (!keepers.has(name)) missed.hears(name);

  const parts = [
    runFollowing(pipes, ports, { stopping, bells }),
    ...sources.map((connection) =>
      takeOn(connection, pipes, ports, doorbells.get(connection.name) ?? new Bell(), bells, stopping),
    ),
    ...[...keepers.values()].map((keeper) => keepOn(keeper, ports, stopping)),
    judgeOn(missed, ports, stopping),
    forgetOn(ports, stopping),
  ].map((part) =>
    part.catch((error: unknown) => {
      failed.abort(error);
      throw error;
    }),
  );
  await new Promise<void>((resolve) => {
    if (stopping.aborted) resolve();
    else stopping.addEventListener('abort', () => resolve(), { once: true });
  });
  state = 'stopping';
  await door.close();
  const outcomes = await Promise.allSettled(parts);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  if (failed.signal.aborted) throw failed.signal.reason;
}

/** Connections whose events some pipe waits for, and that tell of them. */
function sourcesOf(pipes: readonly PipePlan[], { connections }: Ports): readonly Connection[] {
  return [...connections.values()].filter((connection) => topicsFor(connection, pipes).length > 0);
}

async function takeOn(
  connection: Connection,
  pipes: readonly PipePlan[],
  ports: Ports,
  doorbell: Bell,
  bells: ReadonlyMap<PipeName, Bell>,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    doorbell.take('due');
    const { due, poll, count } = await takeEvents(connection, pipes, ports);
    for (const pipe of due) bells.get(pipe)?.ring('due');
    for (const pipe of poll) bells.get(pipe)?.ring('poll');
    const next = await ports.ledger.nextEventDue(connection.name);
    if (count > 0 && next !== undefined && Date.parse(next) <= ports.clock.now()) continue;
    const pause = next === undefined ? LOOK_EVERY_MS : Date.parse(next) - ports.clock.now();
    await doorbell.wait(Math.max(SHORTEST_PAUSE_MS, pause), ports.clock, stopping);
  }
}

async function keepOn(keeper: SubscriptionKeeper, { clock }: Ports, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const isFine = await keeper.look();
    await clock.sleep(isFine ? LOOK_EVERY_MS : LOOK_AGAIN_MS, stopping).catch(() => undefined);
  }
}

async function judgeOn(missed: MissedEvents, { clock }: Ports, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await missed.judge();
    await clock.sleep(JUDGE_EVERY_MS, stopping).catch(() => undefined);
  }
}

async function forgetOn({ clock, ledger }: Ports, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await ledger.forgetEvents(instantOf(clock.now() - REMEMBERED_MS));
    await clock.sleep(FORGET_EVERY_MS, stopping).catch(() => undefined);
  }
}

async function healthOf(
  state: Health['state'],
  sources: readonly Connection[],
  keepers: ReadonlyMap<ConnectionName, SubscriptionKeeper>,
  { ledger }: Ports,
): Promise<Health> {
  const reached = await Promise.all(sources.map(({ name }) => ledger.nextEventDue(name))).then(
    () => true,
    () => false,
  );
  return {
    ready: state === 'serving' && reached,
    state: reached ? state : 'ledger out of reach',
    connections: Object.fromEntries(
      sources.map(({ name }) => [name, { subscriptions: keepers.get(name)?.health ?? 'by hand' }]),
    ),
  };
}
