import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { compilePipes, openLedgerToRead, openRuntime, openUsableProject } from '../../src/app.ts';
import type { PipePlan } from '../../src/compile/pipe-plan.ts';
import { runOnce } from '../../src/engine/run-pipes.ts';
import type { LoadedProject } from '../../src/load/load-project.ts';
import type { Delivery } from '../../src/model/delivery.ts';
import { connectionName, pipeName, recordKey } from '../../src/model/names.ts';
import type { EngineEvent } from '../../src/model/ports.ts';
import type { BusinessCentralTwinOptions } from '../../src/twin/business-central/settings.ts';
import { type Differences, differences, type Side } from './checklist.ts';
import { type ErpSide, openErp } from './erp-side.ts';
import { ForbearingClock } from './forbearing-clock.ts';
import type { OpenShop, ShopSide } from './shop-side.ts';

const SHIPPED_PIPES = [
  'categories',
  'products',
  'customers',
  'orders',
  'order-cancellations',
  'shipments',
  'invoices',
  'inventory',
] as const;
export type ShippedPipe = (typeof SHIPPED_PIPES)[number];

const BUILT_IN = resolve(import.meta.dirname, '../..');

/** A shop and the ERP, with a project that connects them by the shipped pipes, and a ledger on disk. */
export interface Pair {
  readonly shop: ShopSide;
  readonly erp: ErpSide;
  readonly clock: ForbearingClock;
  readonly project: LoadedProject;
  /** Runs pipes once, as one start of the program does: nothing but the ledger is kept between two. Ten minutes pass before. */
  readonly run: (...pipes: ShippedPipe[]) => Promise<readonly EngineEvent[]>;
  /** The newest delivery of a record to the target, by its id in the source. Fails when there is none. */
  readonly delivery: (pipe: ShippedPipe, key: string) => Promise<Delivery>;
  /** Where the shop’s own record and the ERP’s own, both read over HTTP, differ by the checklist of their connectors. */
  readonly differences: (document: string, shopId: string, erpId: string) => Promise<Differences>;
  readonly close: () => Promise<void>;
}

export interface PairOptions {
  readonly erp?: Partial<BusinessCentralTwinOptions>;
  readonly erpOptions?: Readonly<Record<string, unknown>>;
  readonly shopOptions?: Readonly<Record<string, unknown>>;
}

/** Longer than any connector looks back over what it has read. */
const LULL_MS = 10 * 60_000;

/** Starts both twins on this machine and writes the project. Nothing is in either of them yet. */
export async function openPair(openShop: OpenShop, options: PairOptions = {}): Promise<Pair> {
  const clock = new ForbearingClock('2026-03-02T09:00:00.000Z');
  const shop = await openShop(clock);
  const erp = await openErp(clock, options.erp);
  const root = mkdtempSync(join(tmpdir(), 'pipewright-pair-'));
  const withOptions = (connection: Readonly<Record<string, unknown>>, more: object | undefined) => ({
    ...connection,
    options: { ...(connection.options as object), ...more },
  });
  writeFileSync(
    join(root, 'pipewright.yaml'),
    stringify({
      format: 1,
      project: 'pair',
      pipes: SHIPPED_PIPES,
      connections: {
        shop: withOptions(shop.connection, options.shopOptions),
        erp: withOptions(erp.connection, options.erpOptions),
      },
    }),
  );
  cpSync(join(import.meta.dirname, 'lookups'), join(root, 'lookups'), { recursive: true });
  const world = {
    cwd: root,
    env: { ...shop.env, ...erp.env },
    clock,
    builtIn: BUILT_IN,
    aborting: new AbortController().signal,
  };
  const project = await openUsableProject(world, { root });
  const plans = new Map<string, PipePlan>(compilePipes(project, []).map((plan) => [plan.name, plan]));

  const withRuntime = async <T>(
    names: readonly string[],
    work: (runtime: Awaited<ReturnType<typeof openRuntime>>, chosen: readonly PipePlan[]) => Promise<T>,
    report: (event: EngineEvent) => void = () => undefined,
  ): Promise<T> => {
    const chosen = names.map((name) => plans.get(name) ?? assert.fail(`no pipe ${name}`));
    const runtime = await openRuntime(project, chosen, world, report);
    try {
      return await work(runtime, chosen);
    } finally {
      await runtime.close();
    }
  };
  return {
    shop,
    erp,
    clock,
    project,
    run: async (...names) => {
      clock.advance(LULL_MS);
      const events: EngineEvent[] = [];
      await withRuntime(
        names,
        ({ ports }, chosen) => runOnce(chosen, ports, { stopping: world.aborting, patienceMs: 0 }),
        (event) => events.push(event),
      );
      return events;
    },
    delivery: async (pipe, key) => {
      const ledger = await openLedgerToRead(project);
      try {
        const found = await ledger.deliveries({ pipe: pipeName(pipe), key });
        return found.find(({ part }) => part === 'to') ?? assert.fail(`no delivery ${key} of ${pipe}`);
      } finally {
        await ledger.close();
      }
    },
    differences: (document, shopId, erpId) =>
      withRuntime(['orders'], async ({ ports }) => {
        const side = async (name: string, id: string): Promise<Side> => {
          const connection = ports.connections.get(connectionName(name)) ?? assert.fail(`no connection ${name}`);
          const record = await connection.readOne(document, recordKey(id), world.aborting);
          const connector = project.connectors.get(connection.system)?.value;
          return {
            paths: connector?.checklist[document] ?? {},
            native: record?.native ?? assert.fail(`no ${document} ${id}`),
          };
        };
        return differences(await side('shop', shopId), await side('erp', erpId), project.lookups);
      }),
    close: async () => {
      await Promise.all([shop.twin.close(), erp.twin.close()]);
      rmSync(root, { recursive: true, force: true });
    },
  };
}
