import type { TwinReply } from '../kit/twin-server.ts';

/** Which of the two ways of speaking a path has. */
export type Dialect = 'v2' | 'v3';

const TYPE = 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes';

/** A refusal. `errors` say where, by path: `0.email`; only V3 shows them. */
export class ApiError extends Error {
  readonly status: number;
  readonly errors: Readonly<Record<string, string>>;

  constructor(status: number, message: string, errors: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.errors = errors;
  }

  /** V2 answers a list, V3 an object (sheet, section 6). */
  in(dialect: Dialect): TwinReply {
    const { status, message, errors } = this;
    if (dialect === 'v2') return { status, body: [{ status, message }] };
    return { status, body: { status, title: message, type: TYPE, instance: '', errors } };
  }
}

export function notFound(what: string): ApiError {
  return new ApiError(404, `The requested ${what} was not found.`);
}

/** A value that cannot be: 400 in V2, 422 in V3. */
export function invalid(field: string, why: string, dialect: Dialect): ApiError {
  if (dialect === 'v2') return new ApiError(400, `The field '${field}' is invalid: ${why}.`);
  return new ApiError(422, 'JSON data is missing or invalid', { [field]: why });
}
