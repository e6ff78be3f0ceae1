import { DELIVERY_STATES, type Delivery, NEEDS_A_PERSON } from '../../model/delivery.ts';

/** What is found on both sides when a variant has come to rest. */
export interface Aftermath {
  /** The shop's number of the order. */
  readonly number: string;
  /** What the customer paid, decimal text with two decimals. */
  readonly paid: string;
  /** Of the order's pipe, newest first. */
  readonly deliveries: readonly Delivery[];
  /** Sales documents in the ERP with the order's number, and the total of the only one. */
  readonly documents: number;
  readonly total: string | undefined;
  /** Cards in the ERP with the buyer's e-mail address. */
  readonly customers: number;
  /** Writes of a run in which nothing was left to do. */
  readonly writesAtRest: readonly string[];
  /** Number of the ERP that the shop shows; undefined where the pipe brings none back. */
  readonly numberBack: { readonly is: string | undefined; readonly expected: string | undefined } | undefined;
}

/** What may become of the order besides a document in the ERP. */
export interface Allowed {
  /** What is in the order may be a reason to hold it; trouble on the way is none. */
  readonly mayBeHeld: boolean;
  /** The pipe may leave out what says less of itself. */
  readonly mayBeExcluded?: true;
}

/** What is wrong, in words; nothing when every oracle is content. They know nothing of what the variant was. */
export function judge(found: Aftermath, { mayBeHeld, mayBeExcluded }: Allowed): readonly string[] {
  const orders = found.deliveries.filter(({ part }) => part === 'to');
  const [order] = orders;
  const wrong: string[] = [];
  if (found.documents > 1) wrong.push(`${found.documents} documents in the ERP`);
  if (found.customers > 1) wrong.push(`${found.customers} customer cards in the ERP`);
  if (found.writesAtRest.length > 0)
    wrong.push(`written again with nothing left to do: ${found.writesAtRest.join(', ')}`);
  if (order === undefined) return [...wrong, 'lost: the ledger has no delivery'];
  for (const each of found.deliveries) wrong.push(...unsettled(each));
  if (order.label !== found.number) wrong.push(`the delivery is called "${order.label}", not ${found.number}`);

  if (orders.some(({ state }) => NEEDS_A_PERSON.includes(state))) {
    if (!mayBeHeld) wrong.push(`${order.state} though the trouble passed: ${reasonOf(order)}`);
    if (found.documents > 0) wrong.push(`${order.state}, but the ERP has a document`);
    return wrong;
  }
  if (mayBeExcluded && orders.every(({ state }) => state === 'excluded'))
    return found.documents > 0 ? [...wrong, 'excluded, but the ERP has a document'] : wrong;
  if (found.documents === 0) wrong.push(`${order.state}, but the ERP has no document`);
  if (found.total !== undefined && found.total !== found.paid)
    wrong.push(`the ERP’s total is ${found.total}, paid was ${found.paid}`);
  if (found.numberBack !== undefined && found.numberBack.is !== found.numberBack.expected)
    wrong.push(
      `the shop shows ${found.numberBack.is ?? 'no number'}, the ERP’s is ${found.numberBack.expected ?? 'none'}`,
    );
  return wrong;
}

const reasonOf = ({ reason }: Delivery): string =>
  reason === undefined ? 'without a reason' : `${reason.text} [${reason.code}]`;

function unsettled(delivery: Delivery): readonly string[] {
  const { part, state, reason } = delivery;
  const { final, needs } = DELIVERY_STATES[state];
  if (!final) return [`${part} is stuck: ${state}, ${reasonOf(delivery)}`];
  if (needs === 'a person' && (reason === undefined || reason.text === ''))
    return [`${part} is ${state} without a reason`];
  if (part !== 'to' && (state === 'parked' || state === 'rejected'))
    return [`${part} is ${state}: ${reasonOf(delivery)}`];
  return [];
}
