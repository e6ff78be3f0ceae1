import type { TwinReply } from '../kit/twin-server.ts';

/** A refusal in the shape of sheet section 6. `code` is stable, the text ends with a correlation id as the real one does. */
export class ODataError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'ODataError';
    this.status = status;
    this.code = code;
  }
}

export function errorReply({ status, code, message }: ODataError, correlation: string): TwinReply {
  return { status, body: { error: { code, message: `${message}  CorrelationId:  ${correlation}.` } } };
}
