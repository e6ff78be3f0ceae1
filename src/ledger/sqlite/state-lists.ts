/** Lists of states as SQL conditions. A test compares them with DELIVERY_STATES and DELIVERY_MOVES. */

/** Nothing later of the same key may overtake these. */
export const UNFINISHED = `state IN ('received', 'sending', 'waiting', 'unknown')`;
/** What a newer version of the same document replaces. */
export const REPLACEABLE = `state IN ('received', 'held', 'rejected', 'waiting')`;
/** The target has it. */
export const AT_TARGET = `state IN ('delivered', 'unchanged')`;
/** What nobody needs to act on any more, and time may remove. */
export const PRUNABLE = `state IN ('delivered', 'unchanged', 'excluded', 'superseded', 'skipped')`;
