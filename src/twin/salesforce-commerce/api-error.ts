import type { TwinReply } from '../kit/twin-server.ts';

/** Which of the system's APIs a path belongs to: each tells of errors in its own shape (sheet section 6). */
export type Surface = 'scapi' | 'ocapi' | 'webdav';

export interface ErrorDetails {
  readonly arguments?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A refusal, told by one name: `InventoryRecordNotFound` is a fault of the type `InventoryRecordNotFoundException` in OCAPI
 * and a problem of the type `…/inventory-record-not-found` in SCAPI.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly kind: string;
  readonly details: ErrorDetails;

  constructor(status: number, kind: string, message: string, details: ErrorDetails = {}) {
    super(message);
    this.status = status;
    this.kind = kind;
    this.details = details;
  }

  replyOn(surface: Surface): TwinReply {
    const { status, kind, message, details } = this;
    const { headers = {} } = details;
    switch (surface) {
      case 'scapi': {
        const words = kind.split(/(?=[A-Z])/);
        return {
          status,
          headers: { ...headers, 'content-type': 'application/problem+json' },
          body: JSON.stringify({
            title: words.join(' '),
            type: `https://api.commercecloud.salesforce.com/documentation/error/v1/errors/${words.join('-').toLowerCase()}`,
            detail: message,
            ...details.arguments,
          }),
        };
      }
      case 'ocapi':
        return {
          status,
          headers,
          body: { _v: '25.6', fault: { arguments: details.arguments ?? {}, type: `${kind}Exception`, message } },
        };
      case 'webdav':
        return { status, headers: { ...headers, 'content-type': 'text/html' }, body: `<h1>${status} ${message}</h1>` };
    }
  }
}

export const badRequest = (message: string): ApiError => new ApiError(400, 'BadRequest', message);

export const notFound = (kind: string, message: string, details?: ErrorDetails): ApiError =>
  new ApiError(404, `${kind}NotFound`, message, details);
