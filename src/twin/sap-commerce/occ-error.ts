import type { TwinReply } from '../kit/twin-server.ts';

/** An error as the OCC answers it (sheet section 6). */
export class OccError extends Error {
  readonly status: number;
  readonly type: string;
  readonly more: Readonly<Record<string, string>>;

  constructor(status: number, type: string, message: string, more: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.type = type;
    this.more = more;
  }

  get reply(): TwinReply {
    const { status, type, message, more } = this;
    return { status, body: { errors: [{ type, message, ...more }] } };
  }
}

export const unknown = (what: string): OccError => new OccError(404, 'UnknownIdentifierError', `${what} not found`);
export const invalid = (message: string, subject: string): OccError =>
  new OccError(400, 'ValidationError', message, { subject, subjectType: 'parameter', reason: 'invalid' });
