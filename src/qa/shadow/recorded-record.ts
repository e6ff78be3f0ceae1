/** A record that really came from a source, to be taken through two configurations. */
export interface RecordedRecord {
  readonly pipe: string;
  /** Id at the source, where it is known. */
  readonly key: string | undefined;
  /** What people call it: the order number. */
  readonly label: string;
  /** As received, JSON text. */
  readonly record: string;
  /** `ledger`, or the cassette’s path. */
  readonly from: string;
}
