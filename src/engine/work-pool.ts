/**
 * Runs at most `size` tasks at once. `add` resolves when there is room, not when the task is done: whoever adds is held
 * back, so that memory stays flat however long the source is. The first task that fails ends the pool.
 */
export class WorkPool {
  readonly #size: number;
  #running = 0;
  #waiting: (() => void)[] = [];
  #failure: { readonly error: unknown } | undefined;

  constructor(size: number) {
    this.#size = size;
  }

  async add(task: () => Promise<void>): Promise<void> {
    while (this.#running >= this.#size && this.#failure === undefined) await this.#turn();
    this.#throwFailure();
    this.#running += 1;
    task()
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        this.#running -= 1;
        this.#wake();
      });
  }

  /** Resolves when nothing is under way; rejects with the first failure. */
  async drain(): Promise<void> {
    while (this.#running > 0) await this.#turn();
    this.#throwFailure();
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
