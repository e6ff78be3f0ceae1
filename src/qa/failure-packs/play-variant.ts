import { lenderOf, mappingPath, readSchemaFile } from '../../compile/mapping-files.ts';
import type { PipePlan } from '../../compile/pipe-plan.ts';
import { DELIVERY_STATES } from '../../model/delivery.ts';
import { pipeName } from '../../model/names.ts';
import type { TwinExchange } from '../../twin/kit/twin-server.ts';
import { ERP_DESKS, SHOP_DESKS } from '../desks/desk-catalogue.ts';
import { isFaultOfFiles } from '../desks/exchange-store.ts';
import type { PairName } from '../scenario/pair-project.ts';
import { PEOPLE } from '../scenario/people.ts';
import { openTrial, type Trial, type TrialProject } from '../scenario/trial.ts';
import { type OptionalFields, optionalFields } from './optional-fields.ts';
import { type Aftermath, judge } from './pack-oracles.ts';
import { GOODS, type PackVariant, type Side } from './pack-variant.ts';

export type Call = 'read' | 'write';

const NO_FIELDS: OptionalFields = { nullable: [], absent: [] };
const NOTHING = { calls: { shop: [], erp: [] }, held: false, optional: (): OptionalFields => NO_FIELDS };

/** What one variant came to. */
export interface PlayedVariant {
  readonly kind: 'judged' | 'no-pipe' | 'cannot-be-placed' | 'no-such-trouble';
  /** What the oracles refused, or why the order cannot be placed. */
  readonly wrong: readonly string[];
  /** Calls that each side got until the order was settled, in order. */
  readonly calls: Readonly<Record<Side, readonly Call[]>>;
  readonly held: boolean;
  /** What the shop's orders may be without. */
  readonly optional: () => OptionalFields;
}

/** More than a retry needs: ten minutes pass before each. */
const MOST_RUNS = 8;

/** Plays one variant in a trial of its own. Rejects when the project is refused. */
export async function playVariant(pair: PairName, place: TrialProject, variant: PackVariant): Promise<PlayedVariant> {
  const shop = SHOP_DESKS[pair.shop];
  const erp = ERP_DESKS[pair.erp];
  if (shop === undefined || erp === undefined) throw new Error(`no desks for ${pair.shop} and ${pair.erp}`);
  const trial = await openTrial(place, { openShop: shop.open(variant.shop), openErp: erp.open() });
  try {
    const plan = ordersPlan(trial, place);
    if (plan === undefined) return { ...NOTHING, kind: 'no-pipe', wrong: [] };
    if (variant.fault?.side === 'erp' && trial.erp.files !== undefined && !isFaultOfFiles(variant.fault.kind))
      return { ...NOTHING, kind: 'no-such-trouble', wrong: [] };
    return await play(trial, plan, variant);
  } finally {
    await trial.close();
  }
}

const ordersPlan = ({ plans }: Trial, { shop, erp }: TrialProject): PipePlan | undefined =>
  [...plans.values()].find(
    ({ source, target }) =>
      source.connection === shop &&
      source.document === 'order' &&
      target.connection === erp &&
      target.capability === 'order.write',
  );

async function play(trial: Trial, plan: PipePlan, variant: PackVariant): Promise<PlayedVariant> {
  const { shop, erp, clock } = trial;
  shop.sell(GOODS);
  for (const { sku, name, price, stock } of GOODS) erp.addItem({ sku, name, price, stock });
  if (variant.at !== undefined) clock.advance(Date.parse(variant.at) - clock.now());
  if (variant.emptyFirst) await trial.run(plan.name);
  let order: { readonly id: string; readonly number: string };
  try {
    order = shop.place(variant.order(shop));
  } catch (error) {
    return { ...NOTHING, kind: 'cannot-be-placed', wrong: [String(error)] };
  }
  const before = { shop: shop.twin.exchanges.length, erp: erp.twin.exchanges.length };
  if (variant.fault !== undefined) {
    const { faults } = trial[variant.fault.side].twin;
    faults.onTaken = ({ kind, delayMs = 0 }) => kind === 'slow' && setImmediate(() => clock.advance(delayMs));
    faults.arm(variant.fault);
  }
  await runUntilSettled(trial, plan);
  const callsOf = (side: Side): readonly Call[] =>
    trial[side].twin.exchanges
      .slice(before[side])
      .map((exchange) => (trial[side].requests.isWrite(exchange) ? 'write' : 'read'));
  const calls = { shop: callsOf('shop'), erp: callsOf('erp') };
  if (variant.again) await shop.annotate(order.id);
  // What was armed and not met in time must not hit the look of the oracles.
  shop.twin.faults.clear();
  erp.twin.faults.clear();
  if (variant.fault !== undefined && variant.lasting) trial[variant.fault.side].twin.faults.arm(variant.fault);
  const rest = { shop: shop.twin.exchanges.length, erp: erp.twin.exchanges.length };
  await trial.run(plan.name);
  shop.twin.faults.clear();
  erp.twin.faults.clear();
  const writesAtRest = [
    ...shop.twin.exchanges.slice(rest.shop).filter(shop.requests.isWrite),
    ...erp.twin.exchanges.slice(rest.erp).filter(erp.requests.isWrite),
  ].map(shown);
  const found = await aftermath(trial, plan, order, writesAtRest);
  const held = found.deliveries.some(({ part, state }) => part === 'to' && DELIVERY_STATES[state].needs === 'a person');
  return { kind: 'judged', wrong: judge(found, variant), calls, held, optional: () => optionalIn(trial) };
}

/** By the read schema of the shop's orders, where it states one. A field that no expression names decides nothing. */
function optionalIn({ project, shop: { system } }: Trial): OptionalFields {
  const schema = readSchemaFile(project, system, 'order.read');
  if (schema === undefined) return NO_FIELDS;
  const mapping = mappingPath(lenderOf(project, system, 'order.read'), 'order', 'read');
  const read = [mapping, `connectors/${system}/connector.yaml`].map((path) => {
    const file = project.layers.find(path);
    return file === undefined ? '' : project.layers.read(file);
  });
  const named = new Set(read.join(' ').match(/\w+/g));
  const { nullable, absent } = optionalFields(JSON.parse(project.layers.read(schema)));
  const isNamed = (name: string): boolean => named.has(name);
  return { nullable: nullable.filter(isNamed), absent: absent.filter(isNamed) };
}

const shown = ({ method, path }: TwinExchange): string => `${method} ${path}`;

const deliveriesOf = (trial: Trial, { name }: PipePlan) =>
  trial.withPorts([], ({ ledger }) => ledger.deliveries({ pipe: pipeName(name) }));

/** A start of the program after another, until nothing waits. Settled is only what has been read at all. */
async function runUntilSettled(trial: Trial, plan: PipePlan): Promise<void> {
  for (let run = 0; run < MOST_RUNS; run += 1) {
    await trial.run(plan.name);
    const deliveries = await deliveriesOf(trial, plan);
    if (deliveries.length > 0 && deliveries.every(({ state }) => DELIVERY_STATES[state].final)) return;
  }
}

async function aftermath(
  trial: Trial,
  plan: PipePlan,
  order: { readonly id: string; readonly number: string },
  writesAtRest: readonly string[],
): Promise<Aftermath> {
  const { shop, erp } = trial;
  const documents = await erp.documentsFor(order.number);
  const document = documents === 1 ? await erp.orderFor(order.number) : undefined;
  const bringsBack = plan.writeBacks.some(({ document: written }) => written === 'order-reference');
  const emails = Object.values(PEOPLE).map(({ email }) => email);
  const cards = await Promise.all(emails.map((email) => erp.customers(email)));
  return {
    number: order.number,
    paid: shop.totalOf(order.id),
    deliveries: await deliveriesOf(trial, plan),
    documents,
    total: document?.total,
    customers: Math.max(...cards.map(({ length }) => length)),
    writesAtRest,
    numberBack: bringsBack ? { is: shop.erpNumberOn(order.id), expected: document?.number } : undefined,
  };
}
