import type { TwinReply } from '../kit/twin-server.ts';

/** An answer other than success, with Intacct's code (sheet section 6). */
export class IntacctError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  get reply(): TwinReply {
    const isGateway = this.code.startsWith('GW-');
    const details = isGateway ? { requestId: 'twin', code: this.code } : [{ code: this.code, message: this.message }];
    return {
      status: this.status,
      body: {
        'ia::error': {
          code: isGateway ? this.code : 'operationFailed',
          message: this.message,
          supportId: 'twin',
          details,
        },
        'ia::meta': { totalCount: 1, totalSuccess: 0, totalError: 1 },
      },
    };
  }
}

/** Of the body or the address. */
export const malformed = (message: string): IntacctError => new IntacctError(400, 'REST-1050', message);

/** A rule of the business. */
export const refused = (code: string, message: string): IntacctError => new IntacctError(422, code, message);

export const notFound = (what: string): IntacctError =>
  new IntacctError(404, 'REST-1028', `No ${what} was found with these values`);

export const notUnique = (message: string): IntacctError => new IntacctError(409, 'BL01001973', message);
