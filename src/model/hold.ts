/**
 * Raised by a stage that cannot decide a record. The one place that catches it, process-record, sets the delivery to
 * `held` with this reason. `code` is stable and kebab-case; `reason` is a sentence for an operator and may name values
 * of the record (order number, SKU), never credentials.
 */
export class Hold extends Error {
  readonly code: string;

  constructor(code: string, reason: string, cause?: unknown) {
    super(reason, cause === undefined ? undefined : { cause });
    this.name = 'Hold';
    this.code = code;
  }
}
