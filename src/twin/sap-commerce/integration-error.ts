import type { TwinReply } from '../kit/twin-server.ts';

/** The codes of the Integration API (sheet section 6). */
export type IntegrationErrorCode =
  | 'missing_key'
  | 'missing_property'
  | 'missing_nav_property'
  | 'invalid_property'
  | 'invalid_key'
  | 'invalid_attribute_value'
  | 'invalid_language'
  | 'invalid_type'
  | 'odata_error'
  | 'runtime_error'
  | 'filter_not_supported'
  | 'operator_not_supported'
  | 'batch_limit_exceeded'
  | 'deletion_failure'
  | 'hook_not_found'
  | 'not_found'
  | 'internal_error'
  | 'unauthorized'
  | 'forbidden';

/** An error as the Integration API answers it. `key`: the integrationKey of the item that it is about. */
export class IntegrationError extends Error {
  readonly status: number;
  readonly code: IntegrationErrorCode;
  readonly key: string | undefined;

  constructor(status: number, code: IntegrationErrorCode, message: string, key?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.key = key;
  }

  get reply(): TwinReply {
    const { status, code, message, key } = this;
    return {
      status,
      body: {
        error: { code, message: { lang: 'en', value: message }, ...(key === undefined ? {} : { innererror: key }) },
      },
    };
  }
}

export const badRequest = (code: IntegrationErrorCode, message: string, key?: string): IntegrationError =>
  new IntegrationError(400, code, message, key);

export const notFound = (set: string, key: string): IntegrationError =>
  new IntegrationError(404, 'not_found', `[${set}] with integration key [${key}] was not found.`, key);

export const noProperty = (name: string, item: string): IntegrationError =>
  badRequest('invalid_property', `The property [${name}] is not defined for [${item}].`);
