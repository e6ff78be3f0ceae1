/**
 * All or nothing for a write: a deep insert whose third line fails leaves neither order nor number behind (sheet section
 * 7), and a `$batch` with `Isolation: snapshot` is one transaction (sheet section 7). What changes state notes here how
 * to take it back; transactions nest, so that a batch can take back what its parts have already committed.
 */
export class Transaction {
  #steps: (() => void)[] | undefined;

  /** Runs the work; when it throws, everything noted meanwhile is taken back, last first. */
  run<T>(work: () => T): T {
    const outer = this.#steps;
    const mine: (() => void)[] = [];
    this.#steps = mine;
    try {
      const result = work();
      outer?.push(...mine);
      return result;
    } catch (error) {
      // Taking back must not note steps of its own.
      this.#steps = undefined;
      for (const step of mine.reverse()) step();
      throw error;
    } finally {
      this.#steps = outer;
    }
  }

  note(takeBack: () => void): void {
    this.#steps?.push(takeBack);
  }
}
