import { instantOf } from '../../model/clock.ts';
import type { TwinReply } from '../kit/twin-server.ts';

/** What a request cannot have, as the answer that says so. */
export class Refusal extends Error {
  readonly reply: TwinReply;

  constructor(reply: TwinReply, message: string) {
    super(message);
    this.reply = reply;
    this.name = 'Refusal';
  }
}

type RestErrorType =
  | 'ResourceNotFoundException'
  | 'P21.Business.Common.BusinessException'
  | 'P21.Common.Exceptions.Prophet21Exception';

/** The envelope of the REST families (sheet section 6). */
export function restError(status: number, type: RestErrorType, message: string, now = 0): Refusal {
  return new Refusal(
    {
      status,
      body: {
        DateTimeStamp: instantOf(now),
        ErrorMessage: message,
        ErrorType: type,
        HostName: 'P21-TWIN',
        InnerException: null,
        LogId: null,
        StackTrace: null,
        UserId: null,
      },
    },
    message,
  );
}

export const notFound = (what: string): Refusal =>
  restError(404, 'ResourceNotFoundException', `${what} was not found.`);

export const businessRule = (message: string): Refusal =>
  restError(400, 'P21.Business.Common.BusinessException', message);

/** The text of a failure that passes, as .NET words it (sheet section 6). */
export const TRANSIENT = 'Exception has been thrown by the target of an invocation.';

export const transient = (): Refusal => restError(500, 'P21.Common.Exceptions.Prophet21Exception', TRANSIENT);

/** OData's own errors (sheet section 6). */
export function odataError(status: number, message: string): Refusal {
  return new Refusal({ status, body: { error: { code: String(status), message } } }, message);
}

/** Sign-in that is wrong, old or not enough (sheet section 6). */
export function authError(
  status: 401 | 403,
  error: 'invalid_grant' | 'invalid_client' | 'insufficient_scope',
  description: string,
): Refusal {
  return new Refusal({ status, body: { error, error_description: description } }, description);
}
