import jsonata from 'jsonata';
import { Hold } from '../../model/hold.ts';

/** What a message may quote, by the names that JSONata's messages use. */
export interface ErrorDetails {
  readonly position?: number | undefined;
  readonly token?: string | undefined;
  readonly value?: unknown;
  readonly value2?: unknown;
  readonly index?: number;
  readonly type?: string;
  readonly exp?: unknown;
  readonly functionName?: string;
}

/**
 * What went wrong in an evaluation: JSONata's own code, the position (characters from 0, to the end of the token) and
 * the token that it would name. The message is filled in when the error leaves the evaluation.
 */
export class EvaluationError extends Error {
  readonly code: string;
  position: number | undefined;
  token: string | undefined;
  readonly value: unknown;

  constructor(code: string, details: ErrorDetails) {
    super();
    this.name = 'EvaluationError';
    this.code = code;
    this.position = undefined;
    this.token = undefined;
    this.value = undefined;
    Object.assign(this, details);
  }
}

export function fail(code: string, details: ErrorDetails = {}): never {
  throw new EvaluationError(code, details);
}

interface Placed {
  position?: number | undefined;
  token?: string | undefined;
}

/**
 * The error as something that a place may be written on, if it is one: a Hold goes through untouched, and what a function
 * threw that is no object cannot carry anything.
 */
export function placeable(error: unknown): Placed | undefined {
  return typeof error === 'object' && error !== null && !(error instanceof Hold) ? (error as Placed) : undefined;
}

/** Writes the place of an operator on the error, whatever it says already: as JSONata does for operators. */
export function atOperator(error: unknown, position: number | undefined, token: string): unknown {
  const placed = placeable(error);
  if (placed !== undefined) {
    placed.position = position;
    placed.token = token;
  }
  return error;
}

/**
 * Fills in the message of an error that carries a code of JSONata; others keep theirs.
 *
 * jsonata keeps its messages to itself, but writes the message on anything that is thrown while it reads its options,
 * before it parses. So the messages are its own, word for word, in every version of it.
 */
export function withMessage(error: unknown): unknown {
  const placed = placeable(error);
  if (placed === undefined || !('code' in placed) || OWN_MESSAGE.has(placed)) return error;
  try {
    jsonata('0', {
      get recover(): boolean {
        throw error;
      },
    });
  } catch (described) {
    return described;
  }
  return error;
}

/** Errors whose message says something that JSONata has no message for. */
const OWN_MESSAGE = new WeakSet<object>();

export function failInWords(code: string, message: string, details: ErrorDetails): never {
  const error = new EvaluationError(code, details);
  error.message = message;
  OWN_MESSAGE.add(error);
  throw error;
}

/** Throws with a text of the expression's own, as `$error` does. */
export function failSaying(code: string, message: string): never {
  const error = new EvaluationError(code, {});
  error.message = message;
  throw error;
}
