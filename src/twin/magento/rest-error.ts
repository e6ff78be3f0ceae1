import type { TwinReply } from '../kit/twin-server.ts';

type Parameters = readonly (string | number)[] | Readonly<Record<string, string | number>>;

/** An error as the web API answers it: the text keeps its placeholders (`%1`, `%fieldName`), the values stand beside it. */
export class RestError extends Error {
  readonly status: number;
  readonly parameters: Parameters | undefined;

  constructor(status: number, message: string, parameters?: Parameters) {
    super(message);
    this.status = status;
    this.parameters = parameters;
  }

  get reply(): TwinReply {
    const { status, message, parameters } = this;
    return { status, body: { message, ...(parameters === undefined ? {} : { parameters }) } };
  }
}

export function noSuchEntity(field: string, value: string | number): RestError {
  return new RestError(404, 'No such entity with %fieldName = %fieldValue', { fieldName: field, fieldValue: value });
}

export function required(field: string): RestError {
  return new RestError(400, '"%fieldName" is required. Enter and try again.', { fieldName: field });
}

export function badValue(field: string, value: string): RestError {
  return new RestError(400, 'Invalid value of "%value" provided for the %fieldName field.', {
    fieldName: field,
    value,
  });
}

/** Several reasons in one text, as documents of an order are refused. */
export function documentRefused(
  document: 'Shipment' | 'Invoice' | 'Creditmemo',
  reasons: readonly string[],
): RestError {
  return new RestError(400, `${document} Document Validation Error(s):\n${reasons.join('\n')}`);
}

/** What a fatal error or an unknown column looks like outside developer mode: the log file has the rest. */
export const INTERNAL_ERROR: TwinReply = {
  status: 500,
  body: { message: 'Internal Error. Details are available in Magento log file. Report ID: webapi-66f1c0de00a1b' },
};
