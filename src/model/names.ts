import { IntegrationError } from './integration-error.ts';

declare const brand: unique symbol;

/** Name of a pipe, parsed: lower-case words joined by `-`. */
export type PipeName = string & { readonly [brand]: 'PipeName' };
/** Name of a connection of the project, parsed. */
export type ConnectionName = string & { readonly [brand]: 'ConnectionName' };
/** Name of a system, which is the name of its connector, parsed. */
export type SystemName = string & { readonly [brand]: 'SystemName' };
/** A document's id at the source of its pipe, as text. */
export type RecordKey = string & { readonly [brand]: 'RecordKey' };

const WORDS = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

function parsed<T extends string>(kind: string, text: string): T {
  if (WORDS.test(text)) return text as T;
  throw new IntegrationError(
    'NAME_MALFORMED',
    `"${text}" is not a ${kind} name: use lower-case words joined by "-"`,
    {},
  );
}

export const pipeName = (text: string): PipeName => parsed('pipe', text);
export const connectionName = (text: string): ConnectionName => parsed('connection', text);
export const systemName = (text: string): SystemName => parsed('system', text);

const LONGEST_KEY = 512;

/** A record's key from whatever the source calls its id. Numbers become text; anything else is refused. */
export function recordKey(value: unknown): RecordKey {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text === 'string' && text.length > 0 && text.length <= LONGEST_KEY) return text as RecordKey;
  throw new IntegrationError(
    'KEY_MALFORMED',
    `a record's key must be text of 1 to ${LONGEST_KEY} characters, not ${JSON.stringify(value) ?? 'nothing'}`,
    {},
  );
}
