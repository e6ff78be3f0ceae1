import { JSON_BODIES } from './json-bodies.ts';
import { fieldOf, isSuccessStatus, type Protocol, toldAt } from './protocol.ts';

/** JSON over HTTP: the status says whether it worked, `code` and `message` of the body why not. */
export const rest: Protocol = {
  ...JSON_BODIES,
  requestBody: (operation, variables) => operation.body?.evaluate(variables.payload ?? {}, variables),
  listen: (_operation, { status, body }, places) => {
    // On success the body is a record, whose own `code` and `message` are no errors.
    if (isSuccessStatus(status)) return { told: 'nothing', ...toldAt(body, places, {}), data: body };
    const otherwise = { code: fieldOf(body, 'code'), message: fieldOf(body, 'message') };
    return { told: 'errors', ...toldAt(body, places, otherwise), data: body };
  },
  defaultResult: (data) => data,
};
