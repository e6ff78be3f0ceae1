import { DELIVERY_STATES, type DeliveryState, mayMove, type Reason } from '../../model/delivery.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import type { Standing } from './noted-standings.ts';

export const STANDING_COLUMNS = 'id, pipe, key, state, moves';

const STANDING = `SELECT ${STANDING_COLUMNS} FROM deliveries WHERE id = ?`;

/**
 * Where a delivery stands, for a move to `to`: as it was noted last, which `moveDelivery` proves, or as it is read. Throws
 * DELIVERY_UNKNOWN and LEDGER_MOVE_REFUSED. To be called before the first write.
 */
export function standingFor(database: LedgerDatabase, id: number, to: DeliveryState): Standing {
  const noted = database.standings.of(id);
  if (noted !== undefined && mayMove(noted.state, to)) return noted;
  const standing = standingOf(database, id);
  refuseIllegalMove(standing, to);
  return standing;
}

/** Throws DELIVERY_UNKNOWN when there is no such delivery. */
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
// The number of moves is the proof that the delivery still stands where it is taken to stand.
const FROM_THERE = 'WHERE id = ? AND moves = ?';
const MOVE_ONLY = `${MOVE} ${FROM_THERE}`;
const MOVE_AND_OPEN = `${MOVE}, open = 1 ${FROM_THERE}`;
const MOVE_AND_CLOSE = `${MOVE}, open = 0 ${FROM_THERE}`;

const isOpen = (state: DeliveryState): boolean => DELIVERY_STATES[state].needs !== 'nobody';

const NOTE_MOVE = `
  INSERT INTO delivery_moves (delivery_id, move, at, from_state, to_state, reason_code, reason_text)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;

/**
 * Makes a move that has been found legal, and notes it in the history and the counts. `at` in epoch milliseconds. When
 * another process has moved the delivery since its standing was noted, the move starts from where it stands now, and is
 * refused there as by `standingFor`.
 */
export function moveDelivery(
  database: LedgerDatabase,
  standing: Standing,
  to: DeliveryState,
  at: number,
  details: MoveDetails,
): void {
  if (update(database, standing, to, at, details) === 0) {
    database.standings.forget(standing.id);
    moveDelivery(database, standingFor(database, standing.id, to), to, at, details);
    return;
  }
  const { id, pipe, key, state } = standing;
  const moves = standing.moves + 1;
  const code = details.reason?.code ?? null;
  noteMove(database, id, moves, at, state, to, code, details.historyText ?? details.reason?.text ?? null);
  database.standings.note({ id, pipe, key, state: to, moves });
  database.count(pipe, state, -1);
  database.count(pipe, to, 1);
}

/** Yields how many rows it has changed: none when the delivery stands elsewhere. */
function update(
  database: LedgerDatabase,
  standing: Standing,
  to: DeliveryState,
  at: number,
  details: MoveDetails,
): number | bigint {
  const text = isOpen(standing.state) === isOpen(to) ? MOVE_ONLY : isOpen(to) ? MOVE_AND_OPEN : MOVE_AND_CLOSE;
  const { changes } = database.sql(text).run(
    to,
    at,
    // A person who asks for another try asks for all of them.
    to === 'received' ? 0 : 1,
    details.attempts ?? 0,
    details.dueAt ?? null,
    details.reason?.code ?? null,
    details.reason?.text ?? null,
    details.payloadHash ?? null,
    details.target ?? null,
    details.hasSteps === true ? 1 : 0,
    standing.id,
    standing.moves,
  );
  return changes;
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
