/** What a proposal could not know. `at`: the part of the connector that the answer may change. */
export interface OpenQuestion {
  readonly at: string;
  readonly ask: string;
}
