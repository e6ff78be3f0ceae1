import { evaluateAnswer } from '../evaluate-answer.ts';
import { MalformedAnswer } from '../malformed-answer.ts';
import { JSON_BODIES } from './json-bodies.ts';
import { fieldOf, isSuccessStatus, type Protocol, type ReadAnswer, textOf, toldAt } from './protocol.ts';

/** One POST path; errors inside a 200 (GraphQL specification §7). */
export const graphql: Protocol = {
  ...JSON_BODIES,
  requestBody: (operation, variables) => ({
    query: operation.graphql,
    variables: operation.variables?.evaluate(variables.payload ?? {}, variables) ?? {},
  }),
  listen: (operation, answer, places) => {
    const { status, body } = answer;
    const data = fieldOf(body, 'data') ?? undefined;
    const errors = fieldOf(body, 'errors');
    const first = Array.isArray(errors) ? errors[0] : errors;
    const otherwise = {
      code: fieldOf(fieldOf(first, 'extensions'), 'code'),
      // A token that has expired is told as text: `{"errors":"[API] Invalid API key …"}`.
      message: typeof first === 'string' ? first : (fieldOf(first, 'message') ?? fieldOf(body, 'message')),
    };
    const failed =
      !isSuccessStatus(status) || (Array.isArray(errors) ? errors.length > 0 : errors !== undefined && errors !== null);
    if (failed) {
      const told = hasData(data) ? 'errors-and-data' : 'errors';
      return { told, ...toldAt(body, places, otherwise), data };
    }
    if (data === undefined) throw new MalformedAnswer('the answer has neither `data` nor `errors`');
    const spoken = { told: 'nothing', ...toldAt(body, places, {}), data } as const;
    if (operation.userErrors === undefined) return spoken;
    const errorsOfUser = userErrors(evaluateAnswer('user_errors', operation.userErrors, data), answer);
    if (errorsOfUser.length === 0) return spoken;
    return {
      told: 'user-errors',
      code: () => textOf(fieldOf(errorsOfUser[0], 'code')),
      message: () => errorsOfUser.map(userErrorText).join('; '),
      data,
    };
  },
  defaultResult: (data) => data,
};

function hasData(data: unknown): boolean {
  return typeof data === 'object' && data !== null && Object.values(data).some((value) => value !== null);
}

/** The list that is empty on success; JSONata makes one thing of a list of one. */
function userErrors(found: unknown, { status }: ReadAnswer): readonly unknown[] {
  if (found === undefined || found === null) {
    throw new MalformedAnswer(`the answer (${status}) does not hold the list of user errors`);
  }
  return Array.isArray(found) ? found : [found];
}

/** `input.email: Email has already been taken` */
function userErrorText(error: unknown): string {
  const field = fieldOf(error, 'field');
  const path = Array.isArray(field) ? field.join('.') : textOf(field);
  const message = textOf(fieldOf(error, 'message')) ?? 'an error without a message';
  return path === undefined || path === '' ? message : `${path}: ${message}`;
}
