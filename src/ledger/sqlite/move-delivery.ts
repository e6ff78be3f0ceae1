import { DELIVERY_STATES, type DeliveryState, mayMove, type Reason } from '../../model/delivery.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import type { PipeName } from '../../model/names.ts';
import type { LedgerDatabase } from './ledger-database.ts';

/** Where a delivery stands, as far as a move needs to know. */
export interface Standing {
  readonly id: number;
  readonly pipe: PipeName;
  readonly key: string;
  readonly state: DeliveryState;
  readonly moves: number;
}

export const STANDING_COLUMNS = 'id, pipe, key, state, moves';

const STANDING = `SELECT ${STANDING_COLUMNS} FROM deliveries WHERE id = ?`;

/** Rejects with DELIVERY_UNKNOWN when there is no such delivery. */
export function standingOf(database: LedgerDatabase, id: number): Standing {
  const row = database.sql(STANDING).get(id) as unknown as Standing | undefined;
  if (row === undefined) throw new IntegrationError('DELIVERY_UNKNOWN', `there is no delivery ${id}`, {});
  return row;
}

/** Throws LEDGER_MOVE_REFUSED for a move that is not in DELIVERY_MOVES. To be called before the first write. */
export function refuseIllegalMove(standing: Standing, to: DeliveryState): void {
  if (mayMove(standing.state, to)) return;
  throw new IntegrationError(
    'LEDGER_MOVE_REFUSED',
    `delivery ${standing.id} is ${standing.state} and cannot become ${to}`,
    { pipe: standing.pipe, key: standing.key },
  );
}

/** What a move changes beside the state. */
export interface MoveDetails {
  readonly reason?: Reason | undefined;
  /** What the history says, when that is more than what the delivery says. */
  readonly historyText?: string;
  readonly dueAt?: number | undefined;
  readonly attempts?: number;
  readonly payloadHash?: string | undefined;
  readonly target?: string | undefined;
  /** Whether results of steps are stored with the move. */
  readonly hasSteps?: boolean;
}

const MOVE = `
  UPDATE deliveries SET state = ?, moved_at = ?, moves = moves + 1, attempts = attempts * ? + ?, due_at = ?,
    reason_code = ?, reason_text = ?, payload_hash = coalesce(?, payload_hash), target = coalesce(?, target),
    has_steps = has_steps | ?`;
const MOVE_ONLY = `${MOVE} WHERE id = ?`;
const MOVE_AND_OPEN = `${MOVE}, open = 1 WHERE id = ?`;
const MOVE_AND_CLOSE = `${MOVE}, open = 0 WHERE id = ?`;

const isOpen = (state: DeliveryState): boolean => DELIVERY_STATES[state].needs !== 'nobody';

const NOTE_MOVE = `
  INSERT INTO delivery_moves (delivery_id, move, at, from_state, to_state, reason_code, reason_text)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;

/** Makes a move that has been found legal, and notes it in the history and the counts. `at` in epoch milliseconds. */
export function moveDelivery(
  database: LedgerDatabase,
  standing: Standing,
  to: DeliveryState,
  at: number,
  details: MoveDetails,
): void {
  const code = details.reason?.code ?? null;
  const text = details.reason?.text ?? null;
  database.sql(isOpen(standing.state) === isOpen(to) ? MOVE_ONLY : isOpen(to) ? MOVE_AND_OPEN : MOVE_AND_CLOSE).run(
    to,
    at,
    // A person who asks for another try asks for all of them.
    to === 'received' ? 0 : 1,
    details.attempts ?? 0,
    details.dueAt ?? null,
    code,
    text,
    details.payloadHash ?? null,
    details.target ?? null,
    details.hasSteps === true ? 1 : 0,
    standing.id,
  );
  noteMove(database, standing.id, standing.moves + 1, at, standing.state, to, code, details.historyText ?? text);
  database.count(standing.pipe, standing.state, -1);
  database.count(standing.pipe, to, 1);
}

/** Writes one line of a delivery's history. */
export function noteMove(
  database: LedgerDatabase,
  id: number,
  move: number,
  at: number,
  from: DeliveryState | 'new',
  to: DeliveryState,
  code: string | null,
  text: string | null,
): void {
  database.sql(NOTE_MOVE).run(id, move, at, from, to, code, text);
}
