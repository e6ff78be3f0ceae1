import { sampleFolder } from '../../../test/sample-project.ts';
import { compilePipes, openConnections, openUsableProject, portsOf, resolveConnection, type World } from '../../app.ts';
import { runOnce } from '../../engine/run-pipes.ts';
import { createHttpClient } from '../../http/http-client.ts';
import { openSqliteLedger } from '../../ledger/sqlite/open-sqlite-ledger.ts';
import type { LoadedProject } from '../../load/load-project.ts';
import type { ManualClock } from '../../model/clock.ts';
import type { CassetteExchange } from '../../model/config.generated.ts';
import type { Delivery } from '../../model/delivery.ts';
import { TWINS } from '../../twin/catalogue.ts';
import type { Fault } from '../../twin/kit/fault-switch.ts';
import { serveTwins } from '../../twin/serve-twins.ts';
import { ForbearingClock } from '../scenario/forbearing-clock.ts';
import { replayUrl } from './cassette-path.ts';
import { openRecorder } from './recorder.ts';
import { openReplay, type Replay } from './replay.ts';
import type { ReplayProblem } from './replay-problem.ts';
import type { ReplayTape } from './replay-tape.ts';
import type { SeenExchange, Tape } from './tape.ts';
import type { RecordedConnection } from './vantage.ts';

const BUILT_IN = new URL('../../..', import.meta.url).pathname;
export const STARTS = '2026-03-02T09:00:00.000Z';

const LOOKUPS = {
  'lookups/payment-methods.csv': 'shop,erp\nbacs,BANK\nshopify_payments,CARD\n',
  'lookups/shipping-methods.csv': 'shop,erp\nflat_rate,STANDARD\nStandard,STANDARD\n',
};

/** A shop and an ERP with the shipped orders pipe between them: what recordings and replays are tried with. */
export interface TrialPair extends AsyncDisposable {
  readonly shop: string;
  readonly erp: string;
  readonly project: LoadedProject;
  readonly connections: readonly RecordedConnection[];
  /** Runs the orders pipe once over whatever answers, and tells what became of each order. */
  readonly run: (
    tape: Tape,
    options?: { readonly runs?: number; readonly clock?: ManualClock },
  ) => Promise<readonly Delivery[]>;
}

export async function trialPair(
  shop: string,
  erp: string,
  urls: { readonly shop: string; readonly erp: string },
): Promise<TrialPair> {
  const folder = sampleFolder({ 'pipewright.yaml': projectText(shop, erp), ...LOOKUPS });
  const world = (clock: ManualClock): World => ({
    cwd: folder.root,
    env: { ...environment(shop, erp), SHOP_URL: urls.shop, ERP_URL: urls.erp },
    clock,
    builtIn: BUILT_IN,
    aborting: new AbortController().signal,
  });
  const project = await openUsableProject(world(new ForbearingClock(STARTS)), { root: folder.root });
  return {
    shop,
    erp,
    project,
    connections: ['shop', 'erp'].map((name) => recordedConnection(project, name, world(new ForbearingClock(STARTS)))),
    run: async (tape, { runs = 1, clock = new ForbearingClock(STARTS) } = {}) => {
      const own = { ...world(clock), http: (connection: string) => tape.http(connection) };
      const ledger = await openSqliteLedger(':memory:');
      const connections = openConnections(project, ['shop', 'erp'], own);
      try {
        for (let run = 0; run < runs; run += 1) {
          const ports = portsOf(ledger, connections, own, () => undefined);
          await runOnce(compilePipes(project, ['orders']), ports, { stopping: own.aborting, patienceMs: 0 });
          clock.advance(120_000);
        }
        return await ledger.deliveries({ limit: 100 });
      } finally {
        await ledger.close();
      }
    },
    [Symbol.asyncDispose]: async () => folder[Symbol.dispose](),
  };
}

export function recordedConnection(project: LoadedProject, name: string, world: World): RecordedConnection {
  const { settings, connector, compiled } = resolveConnection(project, name, world);
  return { ...settings, connector, compiled };
}

/** Runs the orders pipe between twins with a recorder between. */
export async function recordFromTwins(
  shop: string,
  erp: string,
  { orders = 2, faults = [] }: { readonly orders?: number; readonly faults?: readonly Fault[] } = {},
): Promise<{
  readonly shop: readonly CassetteExchange[];
  readonly erp: readonly CassetteExchange[];
  readonly deliveries: readonly Delivery[];
}> {
  const clock = new ForbearingClock(STARTS);
  const [shopTwin, erpTwin] = await serveTwins([shop, erp], { port: 0, orders, faults: [], clock });
  if (shopTwin === undefined || erpTwin === undefined) throw new Error('no twins');
  erpTwin.running.faults.arm(...faults);
  const http = createHttpClient({ clock });
  try {
    await using pair = await trialPair(shop, erp, { shop: shopTwin.running.url, erp: erpTwin.running.url });
    const recorder = await openRecorder(pair.connections, http);
    const deliveries = await pair.run(recorder, { clock });
    return { shop: recorder.exchanges('shop'), erp: recorder.exchanges('erp'), deliveries };
  } finally {
    await http.close();
    await Promise.all([shopTwin.running.close(), erpTwin.running.close()]);
  }
}

/** Runs the orders pipe with nothing but tapes, at addresses that do not exist. */
export async function replayTapes(
  shop: string,
  erp: string,
  tapes: { readonly shop: ReplayTape; readonly erp: ReplayTape },
  runs = 1,
): Promise<{
  readonly deliveries: readonly Delivery[];
  readonly problems: readonly ReplayProblem[];
  readonly seen: (connection: string) => readonly SeenExchange[];
  readonly error: unknown;
}> {
  await using pair = await trialPair(shop, erp, { shop: replayUrl(shop), erp: replayUrl(erp) });
  const clock = new ForbearingClock(STARTS);
  const replay: Replay = await openReplay(
    pair.connections.map((connection) => ({ connection, tape: connection.name === 'shop' ? tapes.shop : tapes.erp })),
    clock,
  );
  let deliveries: readonly Delivery[] = [];
  let error: unknown;
  try {
    deliveries = await pair.run(replay, { runs, clock });
  } catch (caught) {
    error = caught;
  }
  return { deliveries, problems: replay.finish(), seen: replay.seen, error };
}

function projectText(shop: string, erp: string): string {
  const connection = (name: string, system: string) => [
    `  ${name}:`,
    `    connector: ${system}`,
    `    url: \${env:${name.toUpperCase()}_URL}`,
    '    credentials:',
    ...Object.keys(TWINS[system]?.credentials ?? {}).map(
      (key) => `      ${key}: \${env:${name.toUpperCase()}_${key.toUpperCase()}}`,
    ),
    `    options: ${JSON.stringify(TWINS[system]?.options(''))}`,
  ];
  return [
    'project: trial',
    'connections:',
    ...connection('shop', shop),
    ...connection('erp', erp),
    'pipes: [orders]',
    '',
  ].join('\n');
}

const environment = (shop: string, erp: string): Record<string, string> =>
  Object.fromEntries(
    [['SHOP', shop] as const, ['ERP', erp] as const].flatMap(([name, system]) =>
      Object.entries(TWINS[system]?.credentials ?? {}).map(([key, value]) => [`${name}_${key.toUpperCase()}`, value]),
    ),
  );
