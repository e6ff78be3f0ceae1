import type { TwinReply } from '../kit/twin-server.ts';

/** A refusal of the Service Layer: HTTP status, code of the DI API, text in the language of the session (sheet section 6). */
export class ServiceLayerError extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.name = 'ServiceLayerError';
    this.status = status;
    this.code = code;
  }
}

/** `/b1s/v1` answers in OData 3, `/b1s/v2` in OData 4 (sheet section 1). */
export type ODataVersion = 'v1' | 'v2';

export function errorReply({ status, code, message }: ServiceLayerError, version: ODataVersion): TwinReply {
  return {
    status,
    body: {
      error: version === 'v1' ? { code, message: { lang: 'en-us', value: message } } : { code: String(code), message },
    },
  };
}

/** The request cannot be read: no such property, wrong type, a query that says nothing. */
export const malformed = (text: string): ServiceLayerError => new ServiceLayerError(400, -1000, text);

export const unknownProperty = (property: string, entity: string): ServiceLayerError =>
  malformed(`Property '${property}' of '${entity}' is invalid`);

/** A rule of the business: what the user of the client would read in the status bar. */
export const businessRule = (text: string): ServiceLayerError => new ServiceLayerError(400, -5002, text);

/** A code that its table does not have, with the column that holds it. */
export const invalidCode = (column: string, value: string): ServiceLayerError =>
  businessRule(`Enter valid code  [${column}] , '${value}'`);

export const alreadyExists = (what: string, key: string): ServiceLayerError =>
  new ServiceLayerError(400, -10, `${what} '${key}' already exists`);

export const notSupported = (): ServiceLayerError =>
  new ServiceLayerError(400, -5006, 'The requested action is not supported for this object.');

export const noMatch = (status: 400 | 404 = 404): ServiceLayerError =>
  new ServiceLayerError(status, -2028, 'No matching records found (ODBC -2028)');

export const changedMeanwhile = (): ServiceLayerError =>
  new ServiceLayerError(
    412,
    -2039,
    'Another user or another operation modified data; to continue, open the record again.',
  );

export const noSession = (): ServiceLayerError =>
  new ServiceLayerError(401, 301, 'Invalid session or session already timeout.');

export const unknownResource = (path: string): ServiceLayerError =>
  new ServiceLayerError(404, -1000, `Unrecognized resource path. '${path}'`);
