/** Something fetched with credentials that is good for a while: a token, a session. */
export interface Grant {
  /** Changes with every fetch. */
  readonly mark: string;
  readonly goodUntil: number;
}

/** Keeps a grant until it ends or is refused. Callers that need one at the same time share one fetch. */
export class Renewable<G extends Grant> {
  readonly #fetch: () => Promise<G>;
  readonly #now: () => number;
  #held: G | undefined;
  #fetching: Promise<G> | undefined;

  constructor(now: () => number, fetch: () => Promise<G>) {
    this.#now = now;
    this.#fetch = fetch;
  }

  get(): Promise<G> {
    if (this.#held !== undefined && this.#held.goodUntil > this.#now()) return Promise.resolve(this.#held);
    this.#fetching ??= this.#fetch()
      .then((grant) => {
        this.#held = grant;
        return grant;
      })
      .finally(() => {
        this.#fetching = undefined;
      });
    return this.#fetching;
  }

  /** What is held, which is forgotten with this: whoever asks next fetches anew. */
  take(): G | undefined {
    const held = this.#held;
    this.#held = undefined;
    return held;
  }

  /** Of many calls refused with one token, the first drops it; the others find the new one. */
  drop(mark: string): void {
    if (this.#held?.mark === mark) this.#held = undefined;
  }
}
