import type { TwinReply } from '../kit/twin-server.ts';

/** An answer other than success. The body's shape is an assumption (sheet section 6): one `message`. */
export class EclipseError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }

  get reply(): TwinReply {
    return { status: this.status, body: { message: this.message } };
  }
}

export const refused = (message: string): EclipseError => new EclipseError(400, message);

export const notFound = (what: string, id: string): EclipseError => new EclipseError(404, `${what} ${id} not found`);

export const unauthorized = (): EclipseError => new EclipseError(401, 'The session is not valid or has expired');
