import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkProject } from './check/check-project.ts';
import { compilePipe, MappingStore } from './compile/compile-pipe.ts';
import type { PipePlan } from './compile/pipe-plan.ts';
import { chosenWay } from './connector/auth/chosen-way.ts';
import { compileConnector } from './connector/compile-connector.ts';
import type { CompiledConnector } from './connector/compiled-connector.ts';
import { openConnection, type ResolvedSettings } from './connector/open-connection.ts';
import { KeyedLock } from './engine/keyed-lock.ts';
import { ShortMemory } from './engine/short-memory.ts';
import type { FileStore } from './files/file-store.ts';
import { openFileExchange } from './files/open-file-exchange.ts';
import { createHttpClient } from './http/http-client.ts';
import type { HttpClient } from './http/http-message.ts';
import { openSqliteLedger } from './ledger/sqlite/open-sqlite-ledger.ts';
import { lockForRun } from './ledger/sqlite/run-lock.ts';
import { connectionOptions } from './load/connection-options.ts';
import { type LoadedProject, loadProject } from './load/load-project.ts';
import type { EditedTexts } from './load/project-layers.ts';
import { ProjectRefused } from './load/project-refused.ts';
import { resolveSecret } from './load/secrets.ts';
import type { Clock } from './model/clock.ts';
import type { ConnectionSettings, ConnectorFile } from './model/config.generated.ts';
import type { Connection } from './model/connection.ts';
import { IntegrationError } from './model/integration-error.ts';
import type { Ledger } from './model/ledger.ts';
import { type ConnectionName, connectionName } from './model/names.ts';
import type { EngineEvent, Ports } from './model/ports.ts';

/** The only place that constructs: everything else is handed what it works with. */

export interface World {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly builtIn: string;
  readonly aborting: AbortSignal;
  /** The client by which a connection is to send, by its name, in place of the usual one: a recorder, a replay. */
  readonly http?: ((connection: ConnectionName) => HttpClient) | undefined;
  /** Where the files of a connection lie, in place of its address; undefined: there. */
  readonly files?: ((connection: ConnectionName) => FileStore | undefined) | undefined;
}

export interface AppOptions {
  readonly root?: string | undefined;
  readonly environment?: string | undefined;
  /** Stands before what is on disk. */
  readonly edited?: EditedTexts | undefined;
}

/** Reads a project as it is, with whatever is wrong in it. */
export function openProject(world: World, { root, environment, edited }: AppOptions): LoadedProject {
  return loadProject({
    root: resolve(world.cwd, root ?? '.'),
    builtIn: world.builtIn,
    environment,
    ...(edited === undefined ? {} : { edited }),
  });
}

/** Reads a project that is to be used. Throws ProjectRefused when anything in it is wrong. */
export async function openUsableProject(world: World, options: AppOptions): Promise<LoadedProject> {
  const project = openProject(world, options);
  await refuseErrors(project);
  return project;
}

/** Rejects with ProjectRefused when anything in a project is wrong. */
export async function refuseErrors(project: LoadedProject): Promise<void> {
  const errors = (await checkProject(project, { cases: false })).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new ProjectRefused(errors, sourceOf(project));
}

/** A file of the project as text, for showing the place of a finding. */
export function sourceOf(project: LoadedProject): (file: string) => string | undefined {
  return (path) => {
    const file = project.layers.find(path);
    return file === undefined ? undefined : project.layers.read(file);
  };
}

/**
 * The pipes asked for by name, all when none is; compiled. Customers come before orders, so that needs are met.
 * `mappings`: compiled before for a project with the same files.
 */
export function compilePipes(
  project: LoadedProject,
  names: readonly string[],
  mappings = new MappingStore(project),
): PipePlan[] {
  const unknown = names.find((name) => !project.pipes.has(name));
  if (unknown !== undefined) {
    throw new IntegrationError(
      'USAGE',
      `there is no pipe "${unknown}"; the project has ${[...project.pipes.keys()].join(', ') || 'none'}`,
      {},
    );
  }
  const chosen = names.length > 0 ? names : [...project.pipes.keys()].sort(byDependence);
  return chosen.map((name) => {
    const pipe = project.pipes.get(name);
    if (pipe === undefined) throw new IntegrationError('USAGE', `there is no pipe "${name}"`, {});
    return compilePipe(pipe.value, project, mappings);
  });
}

/**
 * Categories before products, customers before orders, orders before what follows from them; stock last, so that the ERP
 * knows of every order before its figures go to the shop.
 */
const ORDER = [
  'categories',
  'products',
  'category-deletions',
  'prices',
  'customers',
  'orders',
  'order-edits',
  'order-cancellations',
  'shipments',
  'invoices',
  'order-status',
  'payments',
  'refunds',
  'inventory',
];
const rank = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
const byDependence = (a: string, b: string): number => rank(a) - rank(b) || (a < b ? -1 : 1);

/** Opens connections by name. Secrets are resolved here, and go nowhere else. */
export function openConnections(
  project: LoadedProject,
  names: Iterable<string>,
  world: World,
  report: (event: EngineEvent) => void = () => undefined,
): Map<ConnectionName, Connection> {
  const httpOf = world.http ?? sharedHttp(world);
  const opened = new Map<ConnectionName, Connection>();
  for (const name of new Set(names)) {
    const { settings, connector, compiled } = resolveConnection(project, name, world);
    const files = connector.protocol === 'files' ? exchangeOf(settings, connector, world) : undefined;
    const connection = openConnection(settings, compiled, {
      clock: world.clock,
      http: files ?? httpOf(connectionName(name)),
      random: Math.random,
      report: ({ code, text }) => report({ kind: 'notice', connection: connectionName(name), code, text }),
    });
    opened.set(connectionName(name), files === undefined ? connection : { ...connection, close: () => files.close() });
  }
  return opened;
}

function exchangeOf(settings: ResolvedSettings, { auth, layouts }: ConnectorFile, { clock, files }: World): HttpClient {
  const { name: connection, url, credentials, options } = settings;
  const way = chosenWay(auth, settings);
  return openFileExchange({ connection, url, auth: way, credentials, options, layouts }, clock, files?.(connection));
}

/** A connection with everything looked up, and its connector. Secrets are in it: it goes to a connection and nowhere else. */
export function resolveConnection(
  project: LoadedProject,
  name: string,
  world: Pick<World, 'env'>,
): { readonly settings: ResolvedSettings; readonly connector: ConnectorFile; readonly compiled: CompiledConnector } {
  const settings = project.connections.get(name);
  const connector = settings === undefined ? undefined : project.connectors.get(settings.connector);
  if (settings === undefined || connector === undefined)
    throw new IntegrationError('PROJECT_INVALID', `there is no usable connection "${name}"`, { connection: name });
  return {
    settings: {
      name: connectionName(name),
      url: urlOf(settings, project, world),
      ...(settings.auth === undefined ? {} : { auth: settings.auth }),
      credentials: Object.fromEntries(
        Object.entries(settings.credentials).map(([key, reference]) => [
          key,
          resolveSecret(reference, project.layers.root, world.env),
        ]),
      ),
      options: connectionOptions(settings, connector.value),
      ...(settings.concurrency === undefined ? {} : { concurrency: settings.concurrency }),
    },
    connector: connector.value,
    compiled: compiledConnector(connector.value),
  };
}

const compiledConnectors = new WeakMap<ConnectorFile, CompiledConnector>();

/** Compiling a connector takes 20 to 60 ms and depends on its file alone: a scenario opens the same one many times. */
function compiledConnector(file: ConnectorFile): CompiledConnector {
  const known = compiledConnectors.get(file) ?? compileConnector(file).connector;
  compiledConnectors.set(file, known);
  return known;
}

/** One client for all connections: it keeps the open sockets. */
function sharedHttp({ clock }: World): () => HttpClient {
  const http = createHttpClient({ clock });
  return () => http;
}

function urlOf({ url }: ConnectionSettings, project: LoadedProject, world: Pick<World, 'env'>): string {
  return url.startsWith('${') ? resolveSecret(url, project.layers.root, world.env) : url;
}

/** Every connection that a set of pipes touches. */
export function connectionsOf(pipes: readonly PipePlan[]): string[] {
  return pipes.flatMap((pipe) => [
    pipe.source.connection,
    pipe.target.connection,
    ...pipe.needs.map(({ connection }) => connection),
    ...pipe.writeBacks.map(({ connection }) => connection),
  ]);
}

export function ledgerPath(project: LoadedProject): string {
  const overlay =
    project.environment === undefined ? undefined : project.project.value.environments[project.environment]?.ledger;
  return resolve(project.layers.root, overlay ?? project.project.value.ledger);
}

/** Opens the ledger for a command that only looks. */
export function openLedgerToRead(project: LoadedProject): Promise<Ledger> {
  return openSqliteLedger(ledgerPath(project), { readOnly: true });
}

/** Opens the ledger for a short write, beside a run that may be going on. */
export function openLedgerToWrite(project: LoadedProject): Promise<Ledger> {
  return openSqliteLedger(ledgerPath(project));
}

export { openTrialLedger } from './ledger/sqlite/open-trial-ledger.ts';

/** Everything that a run needs; `close` gives it all back. */
export interface Runtime {
  readonly ports: Ports;
  readonly close: () => Promise<void>;
}

/** Takes the ledger for a run: one process at a time. Throws LEDGER_LOCKED with the other process’s number. */
export async function openRuntime(
  project: LoadedProject,
  pipes: readonly PipePlan[],
  world: World,
  report: (event: EngineEvent) => void,
): Promise<Runtime> {
  const path = ledgerPath(project);
  const connections = openConnections(project, connectionsOf(pipes), world, report);
  const lock = lockForRun(path);
  try {
    const ledger = await openSqliteLedger(path);
    const ports = portsOf(ledger, connections, world, report);
    return {
      ports,
      close: async () => {
        await Promise.all([...connections.values()].map((connection) => connection.close()));
        await ledger.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

export function portsOf(
  ledger: Ledger,
  connections: ReadonlyMap<ConnectionName, Connection>,
  world: World,
  report: (event: EngineEvent) => void,
): Ports {
  return {
    ledger,
    connections,
    clock: world.clock,
    random: Math.random,
    report,
    lock: new KeyedLock(),
    memory: new ShortMemory(world.clock),
    signal: world.aborting,
  };
}

/** For plans: the connections, and the ledger as it stands; an empty one in memory when nothing has run yet. */
export async function openPlanning(project: LoadedProject, pipes: readonly PipePlan[], world: World): Promise<Runtime> {
  const path = ledgerPath(project);
  const connections = openConnections(project, connectionsOf(pipes), world);
  const ledger = existsSync(path)
    ? await openSqliteLedger(path, { readOnly: true })
    : await openSqliteLedger(':memory:');
  return {
    ports: portsOf(ledger, connections, world, () => undefined),
    close: async () => {
      await Promise.all([...connections.values()].map((connection) => connection.close()));
      await ledger.close();
    },
  };
}
