import { ApiError, badRequest } from './api-error.ts';

/** A JSON object as sent. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function parsedBody(text: string): Fields {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (isFields(value)) return value;
  } catch {
    // The words for what is no JSON are those for what is no object.
  }
  throw new ApiError(400, 'MalformedRequestBody', 'The request body is not a JSON object.');
}

/** What a property of a body must be. `map`: by locale or site, never bare (sheet section 12). */
export type Kind =
  | 'text'
  | 'number'
  | 'flag'
  | 'time'
  | 'object'
  | 'list'
  | 'texts by locale'
  | 'markups by locale'
  | 'flags by site';

const isText = (value: unknown): value is string => typeof value === 'string';
const eachIs = (value: unknown, holds: (inner: unknown) => boolean): boolean =>
  isFields(value) && Object.values(value).every(holds);

const HOLDS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: isText,
  number: (value) => typeof value === 'number',
  flag: (value) => typeof value === 'boolean',
  time: (value) => isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value)),
  object: isFields,
  list: Array.isArray,
  'texts by locale': (value) => eachIs(value, isText),
  'markups by locale': (value) => eachIs(value, (inner) => isFields(inner) && isText(inner.markup ?? inner.source)),
  'flags by site': (value) => eachIs(value, (inner) => typeof inner === 'boolean'),
};

/** Throws the 400 of a property that the document does not have, or that is of another kind. Null takes a value away. */
export function check(body: Fields, kinds: Readonly<Record<string, Kind>>, custom: readonly string[] = []): void {
  for (const [name, value] of Object.entries(body)) {
    const kind = custom.includes(name) ? undefined : kinds[name];
    if (kind === undefined && !custom.includes(name))
      throw new ApiError(400, 'UnknownProperty', `The property '${name}' is not known.`, { arguments: { path: name } });
    if (value === null || kind === undefined || HOLDS[kind](value)) continue;
    throw new ApiError(400, 'PropertyTypeMismatch', `The value of '${name}' is not of the type: ${kind}.`, {
      arguments: { path: name },
    });
  }
}

/** Lengths of texts as the system keeps them. */
export function checkLengths(body: Fields, longest: Readonly<Record<string, number>>): void {
  for (const [name, most] of Object.entries(longest)) {
    const value = body[name];
    if (isText(value) && value.length > most)
      throw new ApiError(400, 'PropertyConstraintViolation', `'${name}' is longer than ${most} characters.`, {
        arguments: { path: name },
      });
  }
}

export function required(body: Fields, ...names: readonly string[]): void {
  const missing = names.find((name) => body[name] === undefined || body[name] === null || body[name] === '');
  if (missing !== undefined) throw badRequest(`The property '${missing}' is required.`);
}

/** A copy with what was sent put over it; null takes away. */
export function patched(before: Fields, sent: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...before, ...sent }).filter(([, value]) => value !== null));
}

/** `lastModified` → `last_modified`: OCAPI has the same documents in other letters (sheet section 1). Custom attributes keep theirs. */
export function inSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.startsWith('c_') ? name : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      inSnakeCase(inner),
    ]),
  );
}

export const inCamelCase = (name: string): string =>
  name.startsWith('c_') ? name : name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Without what is not there. */
export const compact = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
