import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { openProject, refuseErrors } from '../../app.ts';
import { targetVerb } from '../../compile/mapping-files.ts';
import { type Loaded, type LoadedProject, loadConnectorFile } from '../../load/load-project.ts';
import type { LookupTable } from '../../map/lookup-table.ts';
import type { ConnectorFile, PipeFile } from '../../model/config.generated.ts';
import { ERP_DESKS, SHOP_DESKS } from '../desks/desk-catalogue.ts';
import type { DeskConnection } from '../desks/desk-connection.ts';
import type { ErpDesk } from '../desks/erp-desk.ts';
import type { ShopDesk } from '../desks/shop-desk.ts';
import { type Edits, editedTexts } from './edits.ts';
import { ForbearingClock } from './forbearing-clock.ts';
import { rowsOf } from './twin-codes.ts';

/** A shop and an ERP by the names of their systems: what a scenario is told for. */
export interface PairName {
  readonly shop: string;
  readonly erp: string;
}

export const pairText = ({ shop, erp }: PairName): string => `${shop} → ${erp}`;

const SHIPPED_PIPES = [
  'categories',
  'category-deletions',
  'products',
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
] as const;

interface Place {
  readonly scratch: string;
  readonly builtIn: string;
  readonly edited?: Edits | undefined;
}

/** What all pairs of a run have in common: one folder, one set of schemas, each connector read once. */
interface Shelf {
  readonly common: LoadedProject;
  readonly connectors: Map<string, Loaded<ConnectorFile> | undefined>;
  readonly projects: Map<string, Promise<LoadedProject>>;
  readonly root: string;
  /** The same pairs with a mistake put into a file; only the newest is kept. */
  mistaken?: { readonly edited: Edits; readonly shelf: Shelf };
}

const shelves = new Map<string, Shelf>();

/**
 * A project that connects two systems by the shipped pipes, as `init` would leave it with its codes filled in. Its folder
 * is written once into `scratch`, whose owner removes it, and serves every pair; N + M connectors are read for N × M
 * pairs. Rejects with ProjectRefused when `check` finds an error.
 */
export function pairProject(shop: ShopDesk, erp: ErpDesk, place: Place): Promise<LoadedProject> {
  const connections = { shop: shop.connection, erp: erp.connection };
  const plain = shelves.get(place.scratch) ?? newShelf(connections, place);
  shelves.set(place.scratch, plain);
  const shelf = place.edited === undefined ? plain : mistakenShelf(plain, place.edited, place.builtIn);
  const name = pairText({ shop: shop.system, erp: erp.system });
  const project = shelf.projects.get(name) ?? checked(between(shop, erp, shelf));
  shelf.projects.set(name, project);
  return project;
}

/** The file holds the connections of the first pair, for a project without any is none. */
function newShelf(connections: Readonly<Record<string, DeskConnection>>, { scratch, builtIn }: Place): Shelf {
  const root = mkdtempSync(join(scratch, 'pairs-'));
  const written = { format: 1, project: 'pair', pipes: SHIPPED_PIPES, connections };
  writeFileSync(join(root, 'pipewright.yaml'), stringify(written));
  return { common: openProject(worldAt(root, builtIn), { root }), connectors: new Map(), projects: new Map(), root };
}

/** A mistake stands in no connector: what was read of them counts here as well. */
function mistakenShelf(plain: Shelf, edited: Edits, builtIn: string): Shelf {
  const { root, connectors, mistaken } = plain;
  if (mistaken !== undefined && isDeepStrictEqual(mistaken.edited, edited)) return mistaken.shelf;
  const common = openProject(worldAt(root, builtIn), { root, edited: editedTexts(edited, [root, builtIn]) });
  const shelf = { common, connectors, projects: new Map(), root };
  plain.mistaken = { edited, shelf };
  return shelf;
}

const worldAt = (root: string, builtIn: string) => ({
  cwd: root,
  env: {},
  clock: new ForbearingClock(),
  builtIn,
  aborting: new AbortController().signal,
});

async function checked(project: LoadedProject): Promise<LoadedProject> {
  await refuseErrors(project);
  return project;
}

function between(shop: ShopDesk, erp: ErpDesk, { common, connectors }: Shelf): LoadedProject {
  const connector = (name: string): [string, Loaded<ConnectorFile>][] => {
    const known = connectors.has(name) ? connectors.get(name) : loadConnectorFile(common, name);
    connectors.set(name, known);
    return known === undefined ? [] : [[name, known]];
  };
  const both = new Map([...connector(shop.system), ...connector(erp.system)]);
  return {
    ...common,
    pipes: new Map([...common.pipes].filter(([, { value }]) => canCarry(value, both, shop, erp))),
    connections: new Map([
      ['shop', shop.connection],
      ['erp', erp.connection],
    ]),
    connectors: both,
    lookups: pairLookups({ shop: shop.system, erp: erp.system }),
    get schemas() {
      return common.schemas;
    },
  };
}

/** Whether both systems can do their part of a pipe: where one cannot, its scenarios do not apply. */
function canCarry(
  { from, to }: PipeFile,
  connectors: ReadonlyMap<string, Loaded<ConnectorFile>>,
  shop: ShopDesk,
  erp: ErpDesk,
): boolean {
  const capabilities = (connection: string) =>
    connectors.get(connection === 'shop' ? shop.system : erp.system)?.value.capabilities ?? {};
  const { document, verb } = targetVerb(to);
  return `${from.read}.read` in capabilities(from.connection) && `${document}.${verb}` in capabilities(to.connection);
}

/** What the two twins call their shipping and payment methods, and the groups that have prices of their own. */
export function pairLookups({ shop, erp }: PairName): LookupTable[] {
  const [from, to] = [SHOP_DESKS[shop]?.codes, ERP_DESKS[erp]?.codes];
  if (from === undefined || to === undefined) throw new Error(`no desks for ${shop} and ${erp}`);
  return [
    table('shipping-methods', rowsOf(from.shippingMethods, to.shippingMethods)),
    table('payment-methods', rowsOf(from.paymentMethods, to.paymentMethods)),
    ...(from.customerGroups === undefined || to.customerGroups === undefined
      ? []
      : [table('customer-groups', rowsOf(from.customerGroups, to.customerGroups))]),
  ];
}

const table = (name: string, rows: readonly (readonly [string, string])[]): LookupTable => ({
  name,
  file: `lookups/${name}.csv`,
  columns: ['shop', 'erp'],
  rows: rows.map(([from, to], index) => ({ line: index + 2, codes: { shop: from, erp: to } })),
});
