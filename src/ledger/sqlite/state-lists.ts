/**
 * Lists of states as SQL text. A partial index is used only by a query that repeats the index's condition word for
 * word, and a condition in a file on disk cannot be computed: so these are written out, and a test compares them with
 * DELIVERY_STATES and with the query plans.
 */

/** The condition of the index `deliveries_open`: everything that somebody, engine or person, still has to act on. */
export const OPEN = `state IN ('received', 'sending', 'waiting', 'unknown', 'held', 'rejected', 'parked')`;
/** Nothing later of the same key may overtake these. */
export const UNFINISHED = `state IN ('received', 'sending', 'waiting', 'unknown')`;
/** The condition of the index `deliveries_due`. */
export const DUE_LATER = `state IN ('waiting', 'unknown')`;
/** What a newer version of the same document replaces. */
export const REPLACEABLE = `state IN ('received', 'held', 'rejected', 'waiting')`;
/** The target has it. */
export const AT_TARGET = `state IN ('delivered', 'unchanged')`;
/** What nobody needs to act on any more, and time may remove. */
export const PRUNABLE = `state IN ('delivered', 'unchanged', 'excluded', 'superseded', 'skipped')`;
