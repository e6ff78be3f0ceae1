import type { ChalkInstance } from 'chalk';
import {
  DELIVERY_STATES,
  type Delivery,
  type DeliveryMove,
  type DeliveryState,
  NEEDS_A_PERSON,
} from '../../model/delivery.ts';
import { isAgainRecord, withoutAgain } from '../../receive/again-record.ts';
import type { Output } from '../environment.ts';
import { renderTable } from './table.ts';

/** Deliveries as a table, newest first. */
export function renderDeliveries(deliveries: readonly Delivery[], output: Output, paint: ChalkInstance): string {
  if (deliveries.length === 0) return 'no delivery matches\n';
  const rows = deliveries.map(({ id, pipe, part, label, state, reason, target, dueAt }) => [
    String(id),
    part === 'to' ? pipe : `${pipe} ${part}`,
    label,
    painted(state, paint),
    target?.number ?? target?.id ?? '',
    (dueAt === undefined ? '' : `due ${dueAt} · `) + (reason?.text ?? ''),
  ]);
  return renderTable(
    [['number', 'pipe', 'record', 'state', 'target', 'why'].map((text) => paint.dim(text)), ...rows],
    output.isTerminal ? output.columns : undefined,
  );
}

/** One delivery with its history, and what to do about it. */
export function renderDelivery(delivery: Delivery, history: readonly DeliveryMove[], paint: ChalkInstance): string {
  const { id, pipe, part, key, label, state, reason, target, attempts, dueAt, observedAt, receivedAt, steps, record } =
    delivery;
  const facts: [string, string | undefined][] = [
    ['state', `${painted(state, paint)} – ${DELIVERY_STATES[state].says}`],
    ['reason', reason === undefined ? undefined : `${reason.text} ${paint.dim(`[${reason.code}]`)}`],
    ['key', key],
    ['target', target === undefined ? undefined : `${target.number ?? ''} ${paint.dim(target.id)}`.trim()],
    ['changed', observedAt === undefined ? undefined : `${observedAt} at the source`],
    ['received', receivedAt],
    ['attempts', attempts > 0 ? String(attempts) : undefined],
    ['due', dueAt],
    ['steps', Object.keys(steps).length > 0 ? `done: ${Object.keys(steps).join(', ')}` : undefined],
    ['next', ADVICE[state]?.replaceAll('N', String(id))],
  ];
  const moves = history.map(({ at, from, to, reason: why }) => [
    paint.dim(at),
    from,
    '→',
    painted(to, paint),
    why?.text ?? '',
  ]);
  return [
    `${paint.bold(`delivery ${id}`)}  ${pipe}${part === 'to' ? '' : ` ${part}`}  ${paint.bold(label)}\n`,
    renderTable(
      facts.filter(([, text]) => text !== undefined).map(([name, text]) => [`  ${paint.dim(name)}`, text ?? '']),
    ),
    `\n${paint.dim('history')}\n`,
    renderTable(moves.map((row) => [`  ${row[0]}`, ...row.slice(1)])),
    `\n${paint.dim(isAgainRecord(record) ? 'record as sent before, sent once more' : 'record as received')}\n${JSON.stringify(JSON.parse(withoutAgain(record)), null, 2)}\n\n`,
  ].join('');
}

/** What a person can do; `N` stands for the number. */
const ADVICE: { readonly [S in DeliveryState]?: string } = {
  held: 'mend the cause (record, mapping or target), then `pipewright deliveries retry N`; or `edit N`; or `skip N`',
  rejected:
    'mend the cause (record, mapping or target), then `pipewright deliveries retry N`; or `edit N`; or `skip N`',
  parked: 'see on the target whether it is there: then `pipewright deliveries skip N`, else `retry N`',
  waiting: 'nothing: the engine tries again when it is due',
  unknown: 'nothing: the engine looks it up when it is due',
};

function painted(state: DeliveryState, paint: ChalkInstance): string {
  if (NEEDS_A_PERSON.includes(state)) return paint.yellow(state);
  return state === 'delivered' ? paint.green(state) : state;
}
