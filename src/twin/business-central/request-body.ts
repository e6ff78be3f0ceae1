import type { TwinRequest } from '../kit/twin-server.ts';
import { badRequest } from './odata-error.ts';

export type Body = Readonly<Record<string, unknown>>;

/** The JSON object of a request; nothing at all counts as `{}`, as for a bound action. Anything else is a 400. */
export function readBody({ body }: TwinRequest): Body {
  if (body === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw badRequest('The request body is not valid JSON: an unexpected token was found when reading it.');
  }
  if (!isObject(value)) throw badRequest("A 'StartObject' node was expected when reading from the JSON reader.");
  return value;
}

export const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
