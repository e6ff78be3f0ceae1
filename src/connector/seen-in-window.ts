/**
 * Which records of a moving window have been read: a window begins a little before the last record's time, so some come
 * again. One that has changed since has a new time and is read again. Keeps only what the window can still bring.
 */
export class SeenInWindow {
  #times = new Map<string, number>();
  #sinceMs: number | undefined;

  moveTo(sinceMs: number | undefined): void {
    if (sinceMs === undefined || sinceMs === this.#sinceMs) return;
    this.#sinceMs = sinceMs;
    this.#times = new Map([...this.#times].filter(([, ms]) => ms >= sinceMs));
  }

  /** Whether the record was not read yet in this state. One without a time always counts as fresh. */
  isFresh(key: string, ms: number | undefined): boolean {
    if (ms === undefined) return true;
    if (this.#times.get(key) === ms) return false;
    this.#times.set(key, ms);
    return true;
  }
}
