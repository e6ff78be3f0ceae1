/**
 * The things of a source, each of which may be asked for before it is taken. What the asking fails with is thrown when
 * its turn comes. `end` waits for what is under way, drops it, and ends the source.
 */
export class AskedAhead<T> {
  readonly #source: AsyncIterator<T>;
  #asked: Promise<Asked<T>> | undefined;

  constructor(source: AsyncIterable<T>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Asks for the next one, where that is not done yet. */
  ask(): void {
    this.#asked ??= ask(this.#source);
  }

  /** The next one; undefined after the last. */
  async take(): Promise<T | undefined> {
    const asked = await (this.#asked ?? ask(this.#source));
    this.#asked = undefined;
    if ('error' in asked) throw asked.error;
    return asked.result.done === true ? undefined : asked.result.value;
  }

  async end(): Promise<void> {
    await this.#asked;
    await this.#source.return?.();
  }
}

type Asked<T> = { readonly result: IteratorResult<T> } | { readonly error: unknown };

/** Never rejects: nobody may be there to hear it yet. */
async function ask<T>(source: AsyncIterator<T>): Promise<Asked<T>> {
  try {
    return { result: await source.next() };
  } catch (error) {
    return { error };
  }
}
