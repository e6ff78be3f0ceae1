import { rmSync } from 'node:fs';
import { compilePipes, ledgerPath, openConnections, openRuntime, openUsableProject, type World } from '../app.ts';
import { DEMO_ORDERS, fillTwins } from '../demo/believable-orders.ts';
import { type Comparable, type Comparison, compareSides, type Pair } from '../demo/both-sides.ts';
import { startDemoSystems } from '../demo/demo-systems.ts';
import { runOnce } from '../engine/run-pipes.ts';
import type { LoadedProject } from '../load/load-project.ts';
import { translatorOf } from '../map/lookup-table.ts';
import { NEEDS_A_PERSON } from '../model/delivery.ts';
import { Hold } from '../model/hold.ts';
import { connectionName, pipeName } from '../model/names.ts';
import { viewOrder } from '../twin/woocommerce/order-view.ts';
import type { Environment } from './environment.ts';
import { painter } from './render/colours.ts';
import { renderComparison, renderHeld } from './render/demo.ts';
import { textProgress } from './render/run-progress.ts';
import { renderRunSummary } from './render/run-summary.ts';

/**
 * The demo: twins of a shop and an ERP with a believable catalogue and 200 orders, the shipped pipes run between them,
 * and then both sides’ own documents set against each other. Needs neither account nor network.
 */
export async function runDemo(environment: Environment, json: boolean): Promise<void> {
  const { stdout, clock } = environment;
  const paint = painter(stdout, environment.env);
  const say = (text: string) => (json ? undefined : stdout.write(text));
  const systems = await startDemoSystems(clock);
  try {
    const world = { ...environment, env: { ...environment.env, ...systems.env } };
    const project = await openUsableProject(world, { root: environment.builtIn, environment: 'demo' });
    for (const suffix of ['', '-wal', '-shm', '.lock']) rmSync(`${ledgerPath(project)}${suffix}`, { force: true });
    fillTwins(systems.shop.system, systems.erp.system, clock.now());
    say(
      `A WooCommerce shop (${systems.shop.url}) with ${DEMO_ORDERS} orders meets Business Central (${systems.erp.url}).\n\n`,
    );

    const shown = textProgress(json ? { ...stdout, write: () => undefined, isTerminal: false } : stdout, paint, () =>
      clock.now(),
    );
    const run = async (...names: string[]) => {
      const pipes = compilePipes(project, names);
      const runtime = await openRuntime(project, pipes, world, shown.event);
      try {
        await runOnce(pipes, runtime.ports, { stopping: environment.stopping, patienceMs: 5000 });
      } finally {
        await runtime.close();
      }
    };
    await run('customers', 'orders', 'order-cancellations');
    const pairs = pairsOf(systems);
    // The warehouse does its part: every fourth order is shipped and invoiced, and the shop hears of it.
    for (const [index, { label }] of pairs.entries()) {
      const order = systems.erp.system.documentFor(label);
      if (index % 4 === 0 && order !== undefined) systems.erp.system.postShipAndInvoice(order);
    }
    await run('shipments', 'invoices', 'inventory');
    const tallies = shown.finish();
    say(renderRunSummary(tallies, paint));

    const comparison: Comparison[] = [];
    for (const comparable of await comparables(project, world, pairs)) {
      comparison.push(
        ...compareSides(connector(project, 'shop'), connector(project, 'erp'), comparable, asCalledIn(project)),
      );
    }
    if (json) {
      stdout.write(`${JSON.stringify(comparison, null, 2)}\n`);
      return;
    }
    say(renderComparison(comparison, paint, stdout));
    say(await heldText(project, paint, stdout));
    say(closer(environment, pairs[0]?.label ?? ''));
  } finally {
    await systems.close();
  }
}

function pairsOf({ shop, erp }: Awaited<ReturnType<typeof startDemoSystems>>): Pair[] {
  return shop.system.orders.flatMap((order): Pair[] => {
    const label = String(order.id);
    const document = erp.system.documentFor(label);
    if (document === undefined) return [];
    const native = {
      ...document,
      salesOrderLines: erp.system.linesOf(document),
      shipmentMethod: erp.system.company.list('shipmentMethods').get(String(document.shipmentMethodId)),
    };
    return [{ label, left: viewOrder(order, shop.system.store, shop.url, 2), right: structuredClone(native) }];
  });
}

/** Orders, and what else is on both sides: read through each system’s own API. */
async function comparables(project: LoadedProject, world: World, orders: readonly Pair[]): Promise<Comparable[]> {
  const connections = openConnections(project, ['shop', 'erp'], world);
  const natives = async (connection: string, document: string): Promise<Record<string, unknown>[]> => {
    const records: Record<string, unknown>[] = [];
    const pages = connections.get(connectionName(connection))?.read(document, { signal: world.aborting }) ?? [];
    for await (const page of pages)
      records.push(...page.records.map(({ native }) => native as Record<string, unknown>));
    return records;
  };
  try {
    const join = (
      left: readonly Record<string, unknown>[],
      leftKey: string,
      right: readonly Record<string, unknown>[],
      rightKey: string,
    ): Pair[] => {
      const byKey = new Map(right.map((each) => [String(each[rightKey]), each]));
      return left.flatMap((each) => {
        const label = String(each[leftKey]);
        const other = byKey.get(label);
        return other === undefined ? [] : [{ label, left: each, right: other }];
      });
    };
    return [
      { of: 'orders', left: 'order', right: 'order', pairs: orders },
      {
        of: 'customers',
        left: 'customer',
        right: 'customer',
        pairs: join(await natives('shop', 'customer'), 'email', await natives('erp', 'customer'), 'email'),
      },
      {
        of: 'articles',
        left: 'stock',
        right: 'stock',
        pairs: join(await natives('shop', 'stock'), 'sku', await natives('erp', 'stock'), 'number'),
      },
      {
        of: 'invoices',
        left: 'order',
        right: 'invoice',
        pairs: join(
          await natives('shop', 'order'),
          'number',
          await natives('erp', 'invoice'),
          'externalDocumentNumber',
        ),
      },
    ];
  } finally {
    await Promise.all([...connections.values()].map((connection) => connection.close()));
  }
}

function connector(project: LoadedProject, connection: string) {
  const loaded = project.connectors.get(project.connections.get(connection)?.connector ?? '');
  if (loaded === undefined) throw new Error(`the demo’s project has no connection ${connection}`);
  return loaded.value;
}

/** Methods have other names in the ERP: the project’s lookup tables say which. */
function asCalledIn(project: LoadedProject): (item: string, value: unknown) => unknown {
  const translate = translatorOf(project.lookups, 'shop', 'erp');
  const tables: Readonly<Record<string, string>> = {
    'ORD-05.method': 'shipping-methods',
    'ORD-09.method': 'payment-methods',
  };
  return (item, value) => {
    const table = tables[item];
    if (table === undefined || typeof value !== 'string') return value;
    try {
      return translate(table, value);
    } catch (error) {
      if (error instanceof Hold) return value;
      throw error;
    }
  };
}

async function heldText(
  project: LoadedProject,
  paint: ReturnType<typeof painter>,
  stdout: Environment['stdout'],
): Promise<string> {
  const { openLedgerToRead } = await import('../app.ts');
  const ledger = await openLedgerToRead(project);
  try {
    return renderHeld(await ledger.deliveries({ states: NEEDS_A_PERSON, limit: 100 }), paint, stdout);
  } finally {
    await ledger.close();
  }
}

function closer({ cwd, builtIn }: Environment, label: string): string {
  const here = builtIn.replace(/\/$/, '') === cwd ? '' : ` --project ${builtIn}`;
  const command = here === '' ? 'node bin/pipewright.js' : 'pipewright';
  return [
    '\nLook closer (the ledger of the demo stays):\n',
    `  ${command} deliveries list --env demo${here}\n`,
    `  ${command} deliveries show ${label} --pipe ${pipeName('orders')} --env demo${here}\n`,
    `  ${command} explain orders ${label} externalDocumentNumber --env demo${here}\n`,
    `  ${command} status --env demo${here}\n`,
  ].join('');
}
