import type { IntacctError } from '../intacct-error.ts';

/** One `error` of an `errormessage` (https://developer.intacct.com/web-services/error-handling). */
export interface ErrorEntry {
  readonly errorno: string;
  readonly description: string;
  readonly description2: string;
  readonly correction: string;
}

/** What the gateway answers in place of a result; where it stands in the answer depends on who throws it. */
export class GatewayError extends Error {
  readonly entries: readonly ErrorEntry[];

  constructor(entries: readonly ErrorEntry[]) {
    super(entries.map(({ errorno, description2 }) => `${errorno}: ${description2}`).join('; '));
    this.entries = entries;
  }
}

export const entry = (
  errorno: string,
  description2: string,
  { description = '', correction = '' }: Partial<ErrorEntry> = {},
): ErrorEntry => ({
  errorno,
  description,
  description2: description2 === '' ? '' : `${description2} [Support ID: twin]`,
  correction,
});

const single = (...given: Parameters<typeof entry>): GatewayError => new GatewayError([entry(...given)]);

/** Of the whole request: it is not well-formed, or not what the schema says. */
export const schemaError = (what: string): GatewayError => single('XL03000003', `XML Parse schema error: ${what}`);

/** Sender, login, session, and fields that a query may not name: all have this number, and are told apart by where it stands. */
export const notAllowed = (description2: string, more: Partial<ErrorEntry> = {}): GatewayError =>
  single('XL03000006', description2, more);

export const queryFailed = (description2: string): GatewayError => single('Query Failed', description2);

/** `Invalid fields list x`: the number of this error is a sentence. */
export const invalidFields = (names: readonly string[]): GatewayError =>
  single(`Invalid fields list ${names.join(',')}`, '');

/** A rule of the business. */
export const businessError = (description2: string, more: Partial<ErrorEntry> = {}): GatewayError =>
  single('BL01001973', description2, more);

export const notUnique = (object: string, value: string): GatewayError =>
  single('BL34000061', `Another ${object} with the given value(s) ${value}  already exists`, {
    correction: 'Use a unique value instead.',
  });

export const ROLLED_BACK: ErrorEntry = entry(
  'XL03000009',
  'The entire transaction in this operation has been rolled back due to an error.',
);

/** What the shared rules refuse, in the words of the gateway: numbers of the REST API do not exist there. */
export const inWordsOfGateway = ({ code, message }: IntacctError): GatewayError =>
  single(code.startsWith('BL') ? code : 'BL01001973', message);
