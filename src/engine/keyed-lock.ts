/** Runs work of one key one after the other, in the order asked for; work of different keys side by side. */
export class KeyedLock {
  /** Who waits for each key that is being worked on, in the order asked for. */
  readonly #waiting = new Map<string, (() => void)[]>();

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const waiting = this.#waiting.get(key);
    if (waiting === undefined) this.#waiting.set(key, []);
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      this.#goOn(key);
    }
  }

  #goOn(key: string): void {
    const next = this.#waiting.get(key)?.shift();
    if (next === undefined) this.#waiting.delete(key);
    else next();
  }
}
