import type { Expression } from '../../map/expression.ts';
import type { CompiledOperation } from '../compiled-connector.ts';
import { evaluateAnswer } from '../evaluate-answer.ts';
import type { Told } from '../verdict-row.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** An answer whose body could be read, or is empty (`body` undefined). */
export interface ReadAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What an answer says of itself. Code and message are looked for only when somebody asks: most answers are successes. */
export interface Spoken {
  readonly told: Told;
  /** The system's own error code and message. Throw a MalformedAnswer when the connector's place does not fit. */
  readonly code: () => string | undefined;
  readonly message: () => string | undefined;
  /** What `result`, `proof` and `next` are read from. */
  readonly data: unknown;
}

/** Where the connector says that errors are told, when not where the protocol has them. */
export interface ErrorPlaces {
  readonly code?: Expression;
  readonly message?: Expression;
}

/** How a kind of API carries calls and errors. */
export interface Protocol {
  /** Of the bodies that it writes and reads. */
  readonly mediaType: string;
  /** What the request's body says; undefined sends none. */
  requestBody(operation: CompiledOperation, variables: Variables): unknown;
  /** The text of a body. Throws a Hold for what it cannot carry. */
  write(value: unknown): string;
  /** What a body says. Throws an UnreadableBody. */
  read(text: string): unknown;
  /** Throws a MalformedAnswer when the answer has not the form of the protocol. */
  listen(operation: CompiledOperation, answer: ReadAnswer, places: ErrorPlaces): Spoken;
  /** What an operation without `result` yields. */
  defaultResult(data: unknown): unknown;
}

export const isSuccessStatus = (status: number): boolean => status >= 200 && status < 300;

/** Codes are compared and shown as text, also those that a system writes as numbers. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/**
 * An id as text. `$string(id)` makes "null" of an id that is null, as when a look-up by e-mail has two matches on some
 * servers: that is no id.
 */
export function idOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text === 'null' || text === 'undefined' ? undefined : text;
}

export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** Code and message where the connector says that they stand; a place that it leaves out falls to `otherwise`. */
export function toldAt(
  body: unknown,
  places: ErrorPlaces,
  otherwise: { readonly code?: unknown; readonly message?: unknown },
): Pick<Spoken, 'code' | 'message'> {
  const at = (place: 'code' | 'message') => {
    const stated = places[place];
    return textOf(stated === undefined ? otherwise[place] : evaluateAnswer(`errors.${place}`, stated, body));
  };
  return { code: () => at('code'), message: () => at('message') };
}
