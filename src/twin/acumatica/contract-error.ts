import type { TwinReply } from '../kit/twin-server.ts';

/** A refusal in the words of the contract-based API (sheet section 6). */
export class ContractError extends Error {
  readonly reply: TwinReply;

  constructor(reply: TwinReply, text: string) {
    super(text);
    this.reply = reply;
  }
}

const failed = (status: number, text: string, exceptionType: string): ContractError =>
  new ContractError(
    {
      status,
      body: {
        message: 'An error has occurred.',
        exceptionMessage: text,
        exceptionType,
        stackTrace: '   at PX.Api.ContractBased.EntityService.Put(…)',
      },
    },
    text,
  );

/** A rule of a screen: 500, though nothing is wrong with the server (sheet section 6). */
export const screenRule = (text: string): ContractError => failed(500, text, 'PX.Data.PXException');

/** An action whose button is greyed out (the answer of real tenants to an action that is not possible now). */
export const actionRefused = (text: string): ContractError => failed(500, text, 'PX.Data.PXInvalidOperationException');

export const noSuchRecord = (): ContractError =>
  failed(404, 'No entity satisfies the condition.', 'PX.Api.ContractBased.NoEntitySatisfiesTheConditionException');

export const noSuchEndpoint = (path: string): ContractError =>
  new ContractError(
    { status: 404, body: { message: `No HTTP resource was found that matches the request URI '${path}'.` } },
    path,
  );

/** The body is not what the contract reads: 400 with the place of each error. */
export const malformed = (place: string, text: string): ContractError =>
  new ContractError(
    { status: 400, body: { message: 'The request is invalid.', modelState: { [place]: [text] } } },
    text,
  );

/** A query that cannot be read, or asks for what lists cannot do. */
export const badQuery = (text: string): ContractError =>
  new ContractError(
    {
      status: 400,
      body: { message: 'Bad Request', exceptionMessage: text, exceptionType: 'Microsoft.OData.ODataException' },
    },
    text,
  );

/** `If-Match` or `If-None-Match` is not met: nothing was written. */
export const conditionNotMet = (): ContractError =>
  new ContractError({ status: 412, body: { message: 'The precondition of the request is not met.' } }, '412');

export const unauthorized = (): ContractError =>
  new ContractError({ status: 401, body: { message: 'Authorization has been denied for this request.' } }, '401');

/** More logins than the licence has API users (sheet section 5). */
export const loginLimit = (): ContractError =>
  failed(
    500,
    'API Login Limit: the number of concurrent API logins allowed by the licence is reached.',
    'PX.Data.PXException',
  );
