import type { PipePlan } from '../src/compile/pipe-plan.ts';
import { KeyedLock } from '../src/engine/keyed-lock.ts';
import { type RunOptions, runPipe } from '../src/engine/run-pipe.ts';
import { ShortMemory } from '../src/engine/short-memory.ts';
import { openSqliteLedger } from '../src/ledger/sqlite/open-sqlite-ledger.ts';
import { compileExpression } from '../src/map/expression.ts';
import { compileMapping } from '../src/map/mapping.ts';
import { ManualClock } from '../src/model/clock.ts';
import type { Delivery } from '../src/model/delivery.ts';
import type { Ledger } from '../src/model/ledger.ts';
import { connectionName, pipeName } from '../src/model/names.ts';
import type { EngineEvent, Ports } from '../src/model/ports.ts';
import { PaperConnection } from './paper-connection.ts';

/** A pipe between two paper systems, with everything that a test may want to look at or turn. */
export interface PaperRun {
  readonly plan: PipePlan;
  readonly shop: PaperConnection;
  readonly erp: PaperConnection;
  readonly clock: ManualClock;
  readonly ledger: Ledger;
  readonly events: EngineEvent[];
  readonly ports: Ports;
  /** Runs the pipe once; time passes only for what waits. */
  readonly run: (options?: Partial<RunOptions>) => Promise<void>;
  /** Newest first, as `id state` pairs of part `to`. */
  readonly states: () => Promise<Record<string, string>>;
  readonly deliveries: () => Promise<readonly Delivery[]>;
}

export interface PaperOptions {
  readonly plan?: (plan: PipePlan) => PipePlan;
  readonly where?: string;
  readonly to?: string;
  readonly ledger?: Ledger;
  readonly clock?: ManualClock;
}

const anything = () => [];

export async function paperRun({
  plan: change = (plan) => plan,
  where,
  to = '$',
  ledger: given,
  clock = new ManualClock(),
}: PaperOptions = {}): Promise<PaperRun> {
  const shop = new PaperConnection('shop').can('order-reference.write', {
    strategy: 'upsert',
    canFind: false,
    canUpdate: true,
  });
  const erp = new PaperConnection('erp').can('order.write').can('customer.write');
  const ledger = given ?? (await openSqliteLedger(':memory:'));
  const events: EngineEvent[] = [];
  const plan = change({
    name: pipeName('orders'),
    summary: '',
    source: {
      connection: connectionName('shop'),
      document: 'order',
      event: undefined,
      mapping: compileMapping('order.from.jsonata', '$'),
      judgeShape: anything,
      validate: anything,
      sinceMs: undefined,
      where: where === undefined ? undefined : compileExpression(where),
      withdrawn: 'leave',
      absent: undefined,
      after: undefined,
      related: [],
    },
    modify: [],
    rules: [],
    guard: undefined,
    needs: [],
    target: {
      part: 'to',
      connection: connectionName('erp'),
      document: 'order',
      capability: 'order.write',
      mapping: compileMapping('order.to.jsonata', to),
      validatePayload: anything,
      translate: (_table, code) => code,
    },
    writeBacks: [],
    retry: { attempts: 3, firstDelayMs: 1000, longestDelayMs: 60_000 },
    concurrency: 4,
    everyMs: 60_000,
    againMs: undefined,
    leavesEditsTo: undefined,
    cancelledBy: undefined,
    takesBackFrom: [],
  });
  const aborting = new AbortController();
  const ports: Ports = {
    ledger,
    connections: new Map([shop, erp].map((connection) => [connection.name, connection])),
    clock,
    random: () => 0.5,
    report: (event) => events.push(event),
    lock: new KeyedLock(),
    memory: new ShortMemory(clock),
    signal: aborting.signal,
  };
  const deliveries = () => ledger.deliveries({ limit: 1000 });
  return {
    plan,
    shop,
    erp,
    clock,
    ledger,
    events,
    ports,
    run: (options = {}) => runPipe(plan, ports, { stopping: new AbortController().signal, patienceMs: 0, ...options }),
    deliveries,
    states: async () => {
      const newest: Record<string, string> = {};
      for (const { key, part, state } of await deliveries()) if (part === 'to') newest[key] ??= state;
      return newest;
    },
  };
}

/** The part of a plan that writes a customer before its order. */
export function customerNeed(to = '$'): PipePlan['needs'][number] {
  return {
    part: 'needs/customer',
    connection: connectionName('erp'),
    document: 'customer',
    capability: 'customer.write',
    mapping: compileMapping('customer.to.jsonata', to),
    validatePayload: anything,
    translate: (_table, code) => code,
  };
}

/** The part of a plan that tells the shop the ERP's number. */
export function referenceBack(): PipePlan['writeBacks'][number] {
  return {
    part: 'then/0',
    connection: connectionName('shop'),
    document: 'order-reference',
    capability: 'order-reference.write',
    mapping: compileMapping(
      'order-reference.to.jsonata',
      '{ "id": id, "erp_number": references[connection = "erp"].number }',
    ),
    validatePayload: anything,
    translate: (_table, code) => code,
  };
}
