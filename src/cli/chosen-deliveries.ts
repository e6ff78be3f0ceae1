import { DELIVERY_STATES, type Delivery, type DeliveryState } from '../model/delivery.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { DeliveryFilter, Ledger } from '../model/ledger.ts';
import { pipeName } from '../model/names.ts';
import { type Arguments, listArgument, textArgument } from './command.ts';

/** `--pipe` and `--state` as a filter. Throws USAGE for a state that does not exist. */
export function deliveryFilter(args: Arguments): DeliveryFilter {
  const pipe = textArgument(args, 'pipe');
  const written = textArgument(args, 'state');
  return {
    ...(pipe === undefined ? {} : { pipe: pipeName(pipe) }),
    ...(written === undefined ? {} : { states: written.split(',').map((state) => stateOf(state.trim())) }),
  };
}

function stateOf(text: string): DeliveryState {
  if (Object.hasOwn(DELIVERY_STATES, text)) return text as DeliveryState;
  throw new IntegrationError(
    'USAGE',
    `"${text}" is not a state; there are ${Object.keys(DELIVERY_STATES).join(', ')}`,
    {},
  );
}

/** All that match are fetched in pages, so that a retry of thousands works. */
const PAGE = 500;

/**
 * The deliveries that a command line names: by number, by key or label (the newest of each pipe and part), or by
 * `--state` and `--pipe` alone. Throws DELIVERY_UNKNOWN for a name that fits none, USAGE when nothing is named at all.
 */
export async function chosenDeliveries(ledger: Ledger, args: Arguments): Promise<readonly Delivery[]> {
  const names = listArgument(args, 'id');
  const filter = deliveryFilter(args);
  if (names.length > 0) return (await Promise.all(names.map((name) => named(ledger, name, filter)))).flat();
  if (filter.states === undefined)
    throw new IntegrationError('USAGE', 'name deliveries by number or order number, or choose them with --state', {});
  const chosen: Delivery[] = [];
  for (let before: number | undefined; ; ) {
    const page = await ledger.deliveries({ ...filter, limit: PAGE, ...(before === undefined ? {} : { before }) });
    chosen.push(...page);
    before = page.at(-1)?.id;
    if (page.length < PAGE || before === undefined) return chosen;
  }
}

async function named(ledger: Ledger, name: string, filter: DeliveryFilter): Promise<readonly Delivery[]> {
  const byNumber =
    /^\d{1,15}$/.test(name) && filter.pipe === undefined ? await ledger.delivery(Number(name)) : undefined;
  if (byNumber !== undefined) return [byNumber];
  const found = await ledger.deliveries({ ...filter, key: name, limit: PAGE });
  const newest = new Map<string, Delivery>();
  for (const delivery of found) {
    const id = `${delivery.pipe} ${delivery.part}`;
    if (!newest.has(id)) newest.set(id, delivery);
  }
  if (newest.size === 0)
    throw new IntegrationError('DELIVERY_UNKNOWN', `no delivery has the number, key or label "${name}"`, {});
  return [...newest.values()];
}
