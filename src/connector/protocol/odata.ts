import { JSON_BODIES } from './json-bodies.ts';
import { fieldOf, isSuccessStatus, type Protocol, toldAt } from './protocol.ts';
import { rest } from './rest.ts';

/** JSON with `value` lists; errors stand in `error.code` and `error.message` (OData JSON format 4.01 §21). */
export const odata: Protocol = {
  ...JSON_BODIES,
  requestBody: rest.requestBody,
  listen: (_operation, { status, body }, places) => {
    if (isSuccessStatus(status)) return { told: 'nothing', ...toldAt(body, places, {}), data: body };
    const error = fieldOf(body, 'error');
    const message = fieldOf(error, 'message');
    // Version 2 and 3 services write `{ "lang": "en", "value": "…" }`.
    const otherwise = { code: fieldOf(error, 'code'), message: fieldOf(message, 'value') ?? message };
    return { told: 'errors', ...toldAt(body, places, otherwise), data: body };
  },
  defaultResult: (data) => {
    const value = fieldOf(data, 'value');
    return Array.isArray(value) ? value : data;
  },
};
