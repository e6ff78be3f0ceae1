// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/**
 * Raised by a stage that cannot decide a record. The one place that catches it, process-record, sets the delivery to
 * `held` with this reason. `code` is stable and kebab-case; `reason` is a sentence for an operator and may name values
 * of the record (order number, SKU), never credentials. It becomes one line: a line break or an escape sequence in an
 * order number would otherwise write on the operator's terminal and into logs.
 */
export class Hold extends Error {
  readonly code: string;

  constructor(code: string, reason: string, cause?: unknown) {
    super(reason.replace(CONTROL, ' '), cause === undefined ? undefined : { cause });
    this.name = 'Hold';
    this.code = code;
  }
}
