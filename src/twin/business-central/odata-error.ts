import type { TwinReply } from '../kit/twin-server.ts';

/**
 * A refusal in the shape of sheet section 6. `code` is stable, the text ends with a correlation id as the real one does.
 * Which code belongs to which refusal is from the published list of error codes of API v2.0 (sheet section 13, row 1).
 */
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

/** The request cannot be read: not JSON, no such property, wrong type. */
export const badRequest = (text: string): ODataError => new ODataError(400, 'BadRequest', text);

/** What a user would have seen as a dialog: blocked, missing set-up, not allowed now. */
export const dialog = (text: string): ODataError => new ODataError(400, 'Application_DialogException', text);

/** A value that breaks a rule of its field. */
export const fieldRefused = (text: string): ODataError =>
  new ODataError(400, 'Application_FieldValidationException', text);

/** The change would ask the user a question, which a service cannot answer. */
export const callback = (text: string): ODataError => new ODataError(400, 'Application_CallbackNotAllowed', text);

export const filterRefused = (text: string): ODataError =>
  new ODataError(400, 'Application_FilterErrorException', text);

/** A code or id that its table does not have. */
export const notRelated = (field: string, value: unknown, table: string): ODataError =>
  new ODataError(
    400,
    'Internal_InvalidTableRelation',
    `The field ${field} contains a value (${String(value)}) that cannot be found in the related table (${table}).`,
  );

export const duplicate = (table: string, key: string, value: string): ODataError =>
  new ODataError(
    400,
    'Internal_EntityWithSameKeyExists',
    `The record in table ${table} already exists. Identification fields and values: ${key}='${value}'.`,
  );

export const unknownProperty = (name: string, type: string): ODataError =>
  badRequest(`Could not find a property named '${name}' on type 'Microsoft.NAV.${type}'.`);

export const unknownSegment = (segment: string): ODataError =>
  new ODataError(404, 'BadRequest_ResourceNotFound', `Resource not found for the segment '${segment}'.`);

export const notAllowed = (method: string, entity: string): ODataError =>
  new ODataError(
    405,
    'BadRequest_MethodNotAllowed',
    `'${method}' requests for '${entity}' of EdmType 'Entity' are not allowed within Microsoft Dynamics 365 Business Central OData web services.`,
  );
