import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import {
  compilePipes,
  openConnections,
  openTrialLedger,
  openUsableProject,
  portsOf,
  resolveConnection,
  type World,
} from '../../app.ts';
import { MappingStore } from '../../compile/compile-pipe.ts';
import type { PipePlan } from '../../compile/pipe-plan.ts';
import { runOnce } from '../../engine/run-pipes.ts';
import { createHttpClient } from '../../http/http-client.ts';
import type { HttpClient } from '../../http/http-message.ts';
import { localCarrier } from '../../http/local-carrier.ts';
import type { LoadedProject } from '../../load/load-project.ts';
import type { Clock } from '../../model/clock.ts';
import type { ConnectionSettings } from '../../model/config.generated.ts';
import type { Connection } from '../../model/connection.ts';
import type { Delivery } from '../../model/delivery.ts';
import { connectionName, pipeName, recordKey } from '../../model/names.ts';
import type { EngineEvent, Ports } from '../../model/ports.ts';
import type { RunningTwin } from '../../twin/kit/twin-server.ts';
import type { RecordedConnection } from '../cassettes/vantage.ts';
import type { ErpDesk, OpenErp } from '../desks/erp-desk.ts';
import { orderPrefix, withPrefixedOrders } from '../desks/prefixed-orders.ts';
import type { OpenShop, ShopDesk } from '../desks/shop-desk.ts';
import { changedPipes, type PipeChange } from './changed-pipes.ts';
import { type Edits, editedLookups, editedTexts } from './edits.ts';
import { ForbearingClock } from './forbearing-clock.ts';
import { pairProject } from './pair-project.ts';
import type { ScenarioTake } from './scenario-take.ts';
import { SECOND, type SecondShop, underOtherNames, withPrefix, withSecondColumns } from './second-shop.ts';
import type { Fixture, TapedPair, TapeSetting, TrialTape } from './trial-tape.ts';
import { withTwinCodes } from './twin-codes.ts';

/** A project whose connections can be pointed at twins. It is loaded and checked once, whatever plays in it. */
export interface TrialProject {
  /** Its folder; undefined: the shipped pipes between the two systems, and nothing else. */
  readonly root?: string | undefined;
  /** Where such a project may be written. The caller removes it. */
  readonly scratch: string;
  readonly builtIn: string;
  readonly edited?: Edits | undefined;
  /** Names of its two connections. */
  readonly shop: string;
  readonly erp: string;
  /** Whether the pipes reach the twins by sockets, as in earnest. Without it they are handed their requests in memory. */
  readonly overHttp?: boolean | undefined;
  /** Milliseconds since 1970: cassettes expire in real time, whatever the hour in a scenario is. */
  readonly now?: number | undefined;
  /** Whether what the pipes ask is recorded, or answered from cassettes. */
  readonly tape?: TapeSetting | undefined;
}

export interface TrialOptions {
  readonly openShop: OpenShop;
  readonly openErp: OpenErp;
  readonly shopOptions?: Readonly<Record<string, unknown>>;
  readonly erpOptions?: Readonly<Record<string, unknown>>;
  /** Whose cassettes are recorded or replayed. */
  readonly take?: ScenarioTake;
  readonly pipes?: readonly PipeChange[];
  readonly second?: SecondShop;
}

/** A shop, an ERP and the project between them: both are twins on this machine, and time passes when it is told to. */
export interface Trial {
  readonly shop: ShopDesk;
  readonly erp: ErpDesk;
  /** The second shop, where the scenario has one. */
  readonly second?: ShopDesk;
  readonly clock: ForbearingClock;
  readonly project: LoadedProject;
  readonly plans: ReadonlyMap<string, PipePlan>;
  /** Names of the pipes that ran so far. */
  readonly ran: ReadonlySet<string>;
  /** What stands before the shop's number of an order in the ERP. */
  readonly orderPrefix: string;
  /**
   * Runs pipes once, as one start of the program does: nothing but the ledger is kept between two. Ten minutes pass before.
   * What waits for an ERP that answers in its own time is asked for again when it has answered.
   */
  run(...pipes: readonly string[]): Promise<readonly EngineEvent[]>;
  /** Does something, and again whenever an ERP that answers in its own time has answered what waits for it. */
  hearAnswers(pipes: readonly string[], work: () => Promise<unknown>): Promise<void>;
  /** Deliveries of a pipe’s own target, newest first. */
  deliveries(pipe: string, key: string): Promise<readonly Delivery[]>;
  /** A record in its system’s own words, read over HTTP; undefined when it is not there. */
  native(side: 'shop' | 'erp', document: string, id: string): Promise<unknown>;
  withPorts<T>(pipes: readonly string[], work: (ports: Ports, chosen: readonly PipePlan[]) => Promise<T>): Promise<T>;
  /** The cassettes that the pipes are answered from. */
  readonly fixtures: readonly Fixture[];
  /** Ends it. `passed`: every step did. What does not fit the cassettes, in words. */
  close(passed?: boolean): Promise<readonly string[]>;
}

export const TRIAL_BEGINS = '2026-03-02T09:00:00.000Z';
/** Longer than any connector looks back over what it has read. */
const LULL_MS = 10 * 60_000;
/** A customer, then the order of that customer, then what hangs on it: no more has to be answered one after the other. */
const MOST_TURNS = 6;
/** What is tried again later than this does not wait for the answer of an ERP. */
const LONGEST_TURN_MS = 150_000;
const NEVER = new AbortController().signal;

/** Starts both twins and loads the project. Nothing is in either of them yet. */
export async function openTrial(place: TrialProject, options: TrialOptions): Promise<Trial> {
  const clock = new ForbearingClock(TRIAL_BEGINS);
  const shop = await options.openShop(clock);
  const erp = await options.openErp(clock, place.overHttp);
  const second = await options.second?.open(clock);
  try {
    return await trialBetween({ shop, erp, second }, clock, place, options);
  } catch (error) {
    // A project that is refused must not keep the process alive by twins that nobody closes.
    await Promise.all([shop, erp, second].map((desk) => desk?.twin.close()));
    throw error;
  }
}

interface Desks {
  readonly shop: ShopDesk;
  readonly erp: ErpDesk;
  readonly second: ShopDesk | undefined;
}

async function trialBetween(
  { shop, erp, second }: Desks,
  clock: ForbearingClock,
  place: TrialProject,
  options: TrialOptions,
): Promise<Trial> {
  const written = await (place.root === undefined ? pairProject(shop, erp, place) : usableProject(place.root, place));
  const client =
    place.overHttp === true
      ? createHttpClient({ clock })
      : clientOf(
          [shop, erp, second].flatMap((desk) => desk?.twin ?? []),
          clock,
        );
  const world: World = {
    cwd: written.layers.root,
    env: { ...shop.env, ...erp.env, ...(second === undefined ? {} : underOtherNames(second).env) },
    clock,
    builtIn: place.builtIn,
    aborting: NEVER,
    http: () => client,
    files: (name) => (name === place.erp || name === SECOND.erp ? erp.files : undefined),
  };
  const between = withTwins(
    written,
    new Map([
      [place.shop, settingsOf(written.connections.get(place.shop), shop, options.shopOptions)],
      [place.erp, settingsOf(written.connections.get(place.erp), erp, options.erpOptions)],
    ]),
    editedLookups(
      withTwinCodes(
        written.lookups,
        { connection: place.shop, system: shop.system },
        { connection: place.erp, system: erp.system },
      ),
      place.edited ?? {},
    ),
  );
  const project = second === undefined ? between : withSecondShop(between, place, second, options.second?.prefix ?? '');
  const { pipes = [] } = options;
  const plans = plansOf(project, pipes);
  const planOf = (pipe: string): PipePlan => plans.get(pipe) ?? assert.fail(`the project has no pipe ${pipe}`);
  const tape = await tapeFor(place, options.take, project, world, client);
  // What is recorded is what the pipes ask. Whoever looks at a system afterwards asks the twin.
  const taped: World = tape === undefined ? world : { ...world, http: (name) => tape.http(name) };
  const ledger = await openTrialLedger();
  const ran = new Set<string>();

  const withPorts: Trial['withPorts'] = (names, work) => playing(world, names, work, () => undefined);

  async function playing<T>(
    inWorld: World,
    pipes: readonly string[],
    work: (ports: Ports, chosen: readonly PipePlan[]) => Promise<T>,
    report: (event: EngineEvent) => void,
  ): Promise<T> {
    const chosen = pipes.map(planOf);
    const names = [place.shop, place.erp, ...(second === undefined ? [] : [SECOND.shop, SECOND.erp])];
    const connections = openConnections(project, names, inWorld, report);
    try {
      return await work(portsOf(ledger, connections, inWorld, report), chosen);
    } finally {
      await Promise.all([...connections.values()].map((connection) => connection.close()));
    }
  }

  const erps: ReadonlySet<string> = new Set([place.erp, SECOND.erp]);

  /** What waits to be written to the shop is no reason to wait for an answer of the ERP. */
  const someWaitForErp = async (pipes: readonly string[]): Promise<boolean> => {
    for (const pipe of pipes) {
      const { needs, target, writeBacks } = planOf(pipe);
      const toErp = [...needs, target, ...writeBacks].filter(({ connection }) => erps.has(connection));
      const waiting = await ledger.deliveries({ pipe: pipeName(pipe), states: ['waiting', 'unknown'] });
      if (waiting.some(({ part }) => toErp.some((write) => write.part === part))) return true;
    }
    return false;
  };

  /** Milliseconds since 1970 at which the first of what waits is tried again; 0 when nothing waits for a time. */
  const nextDue = async (pipes: readonly string[]): Promise<number> => {
    const due = await Promise.all(pipes.map((pipe) => ledger.nextDue(pipeName(pipe))));
    const times = due.flatMap((at) => (at === undefined ? [] : [Date.parse(at)]));
    return times.length === 0 ? 0 : Math.min(...times);
  };

  const hearAnswers: Trial['hearAnswers'] = async (names, work) => {
    for (let turns = 0; turns <= MOST_TURNS; turns += 1) {
      const before = erp.twin.exchanges.length;
      await work();
      if (erp.answersIn === undefined) return;
      // Who was cut off does not try again by itself: that is for the next start.
      const isCut = erp.twin.exchanges.slice(before).some(({ status }) => status === 'cut');
      const answersIn = isCut || !(await someWaitForErp(names)) ? undefined : erp.answersIn();
      const turn = Math.max(answersIn ?? 0, (await nextDue(names)) - clock.now());
      if (answersIn === undefined || turn > LONGEST_TURN_MS) return;
      clock.advance(turn);
    }
  };

  const prefix = orderPrefix(
    project.connections.get(place.erp)?.options ?? {},
    project.connections.get(place.shop)?.options ?? {},
  );

  return {
    shop,
    erp: withPrefixedOrders(erp, prefix),
    ...(second === undefined ? {} : { second }),
    clock,
    project,
    plans,
    ran,
    orderPrefix: prefix,
    withPorts,
    hearAnswers,
    run: async (...names) => {
      for (const name of names) ran.add(name);
      clock.advance(LULL_MS);
      const events: EngineEvent[] = [];
      const start = () =>
        playing(
          taped,
          names,
          (ports, chosen) => runOnce(chosen, ports, { stopping: NEVER, patienceMs: 0 }),
          (event) => events.push(event),
        );
      await hearAnswers(names, start);
      return events;
    },
    deliveries: async (pipe, key) =>
      (await ledger.deliveries({ pipe: pipeName(pipe), key })).filter(({ part }) => part === 'to'),
    native: async (side, document, id) => {
      if (side === 'erp' && erp.shows !== undefined) return erp.shows(document, id);
      return withPorts([], async ({ connections }) => {
        const connection = connectionAt(connections, place[side]);
        return (await connection.readOne(document, recordKey(id), NEVER))?.native;
      });
    },
    fixtures: tape?.fixtures ?? [],
    close: async (passed = true) => {
      const problems = tape?.finish(passed) ?? [];
      await Promise.all([client.close(), ...[shop, erp, second].map((desk) => desk?.twin.close()), ledger.close()]);
      return problems;
    },
  };
}

/** What stands between pipes and twins, where the run has to do with cassettes. */
async function tapeFor(
  { tape: setting, shop, erp }: TrialProject,
  take: ScenarioTake | undefined,
  project: LoadedProject,
  world: World,
  client: HttpClient,
): Promise<TrialTape | undefined> {
  if (setting === undefined || take === undefined) return undefined;
  const connection = (name: string): RecordedConnection => {
    const { settings, connector, compiled } = resolveConnection(project, name, world);
    return { ...settings, connector, compiled };
  };
  const pair: TapedPair = [connection(shop), connection(erp)];
  // Nock, which it brings, puts itself before the network: nothing that is not replayed should meet it.
  const { recordTrial, replayTrial } = await import('./trial-tape.ts');
  return setting.kind === 'record'
    ? recordTrial(setting.recordings, take, pair, client)
    : replayTrial(setting, take, pair, client, project, world.clock);
}

/** A client in front of twins of this process: everything but the sockets is what it is in earnest. */
const clientOf = (twins: readonly RunningTwin[], clock: Clock): HttpClient =>
  createHttpClient({ clock, carrier: localCarrier(new Map(twins.map(({ url, answer }) => [url, answer]))) });

const connectionAt = (connections: Ports['connections'], name: string): Connection =>
  connections.get(connectionName(name)) ?? assert.fail(`the project has no connection ${name}`);

const loaded = new Map<string, { readonly edited: TrialProject['edited']; readonly project: Promise<LoadedProject> }>();

/** A worker plays hundreds of scenarios in one project: it is read, checked and refused or taken once a run. */
export function usableProject(root: string, { builtIn, scratch, edited }: TrialProject): Promise<LoadedProject> {
  const key = `${scratch} ${root}`;
  const known = loaded.get(key);
  if (known !== undefined && isDeepStrictEqual(known.edited, edited)) return known.project;
  const project = openUsableProject(
    { cwd: root, env: {}, clock: new ForbearingClock(TRIAL_BEGINS), builtIn, aborting: NEVER },
    { root, edited: editedTexts(edited ?? {}, [root, builtIn]) },
  );
  loaded.set(key, { edited, project });
  return project;
}

/** What is compiled of one set of files: mappings once for all pairs, plans once for each pair with its options. */
interface Compiled {
  readonly mappings: MappingStore;
  readonly variants: Map<string, ReadonlyMap<string, PipePlan>>;
}

const compiled = new WeakMap<LoadedProject['layers'], Compiled>();

/** Plans depend on the files and on what the connections are, not on where the twins happen to listen. */
function plansOf(project: LoadedProject, changes: readonly PipeChange[]): ReadonlyMap<string, PipePlan> {
  const { mappings, variants } = compiled.get(project.layers) ?? {
    mappings: new MappingStore(project),
    variants: new Map<string, ReadonlyMap<string, PipePlan>>(),
  };
  compiled.set(project.layers, { mappings, variants });
  const connections = [...project.connections].map(([name, { connector, options }]) => [name, connector, options]);
  const variant = JSON.stringify([connections, changes]);
  const changed: LoadedProject = {
    ...project,
    pipes: changedPipes(project.pipes, changes),
    get schemas() {
      return project.schemas;
    },
  };
  const known =
    variants.get(variant) ??
    new Map(compilePipes(changed, [], mappings).map((plan): [string, PipePlan] => [plan.name, plan]));
  variants.set(variant, known);
  return known;
}

function withTwins(
  project: LoadedProject,
  twins: ReadonlyMap<string, ConnectionSettings>,
  lookups: LoadedProject['lookups'],
): LoadedProject {
  return {
    ...project,
    connections: new Map([...project.connections, ...twins]),
    lookups,
    get schemas() {
      return project.schemas;
    },
  };
}

/** The project with a second shop, which has connections of its own to the same ERP. */
function withSecondShop(project: LoadedProject, place: TrialProject, desk: ShopDesk, prefix: string): LoadedProject {
  const [shop, erp] = [project.connections.get(place.shop), project.connections.get(place.erp)];
  if (shop === undefined || erp === undefined) throw new Error('a project with two connections is expected');
  const { connection } = underOtherNames(desk);
  const second = settingsOf(shop, { connection, choices: desk.choices });
  return withTwins(
    project,
    new Map([
      [SECOND.shop, second],
      [SECOND.erp, withPrefix(erp, prefix)],
    ]),
    withSecondColumns(project.lookups, place),
  );
}

/** The project decides what it can decide; what there is in a system, such as its currency, the twin says of itself. */
function settingsOf(
  written: ConnectionSettings | undefined,
  desk: Pick<ShopDesk, 'connection' | 'choices'>,
  more: Readonly<Record<string, unknown>> = {},
): ConnectionSettings {
  const { connector, url, auth, credentials, options } = desk.connection;
  const said = Object.entries(options).filter(([name]) => !desk.choices.includes(name));
  return {
    connector,
    url,
    ...(auth === undefined ? {} : { auth }),
    credentials,
    options: { ...options, ...written?.options, ...Object.fromEntries(said), ...more },
  };
}
