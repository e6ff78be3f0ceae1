import { businessRule, transient } from './rest-error.ts';

/** One column that is set, in the order in which the request sets them. */
export interface Edit {
  readonly name: string;
  readonly value: string;
}

export interface DataElement {
  readonly name: string;
  readonly type: 'Form' | 'List';
  readonly keys: readonly string[];
  readonly rows: readonly (readonly Edit[])[];
}

/** A request of the Transaction API: a window that is opened, filled and saved, once for each transaction (sheet section 3.1). */
export interface TransactionRequest {
  readonly service: string;
  /** True: `Y` and `N`; false: what the window shows, `ON` and `OFF`. */
  readonly codes: boolean;
  /** True: columns that are disabled are passed over, in place of a failure. */
  readonly ignoreDisabled: boolean;
  readonly transactions: readonly (readonly DataElement[])[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads what the sheet's table requires. Throws the 400 of what is not there or of another type, and the 500 of a
 * transaction whose status is not `New`.
 */
export function readTransactions(text: string): TransactionRequest {
  const body = parsed(text);
  if (typeof body.Name !== 'string' || body.Name === '') throw businessRule('Name is required.');
  if (typeof body.UseCodeValues !== 'boolean') throw businessRule('UseCodeValues is required.');
  return {
    service: body.Name,
    codes: body.UseCodeValues,
    ignoreDisabled: body.IgnoreDisabled === true,
    transactions: listOf(body, 'Transactions').map((transaction) => {
      if (transaction.Status !== 'New') throw transient();
      return listOf(transaction, 'DataElements').map(readElement);
    }),
  };
}

export function parsed(text: string): Json {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Json;
  } catch (error) {
    throw businessRule(`The request is not JSON: ${String(error)}`);
  }
  throw businessRule('The request is not a JSON object.');
}

export function listOf(body: Json, name: string): readonly Json[] {
  const list = body[name];
  if (!Array.isArray(list)) throw businessRule(`${name} is required.`);
  return list as readonly Json[];
}

function readElement(element: Json): DataElement {
  const { Name: name, Type: type, Keys: keys } = element;
  if (typeof name !== 'string') throw businessRule('The name of a data element is required.');
  if (type !== 'Form' && type !== 'List') throw businessRule(`${name}: the type is Form or List.`);
  if (!Array.isArray(keys)) throw businessRule(`${name}: Keys are required.`);
  return {
    name,
    type,
    keys: keys.map(String),
    rows: listOf(element, 'Rows').map((row) => {
      listOf(row, 'RelativeDateEdits');
      return listOf(row, 'Edits').map(({ Name: column, Value: value }) => {
        if (typeof column !== 'string' || typeof value !== 'string')
          throw businessRule(`${name}: the value of ${String(column)} is not text.`);
        return { name: column, value };
      });
    }),
  };
}
