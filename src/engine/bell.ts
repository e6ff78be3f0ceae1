import type { Clock } from '../model/clock.ts';

/** What a pipe is woken for. */
export type Call = 'due' | 'poll';

/**
 * Wakes a pipe before its time: deliveries have come by an event, or its source is to be asked at once. Rung while nobody
 * listens, it is heard by the next one who does. One listens at a time.
 */
export class Bell {
  readonly #rung = new Set<Call>();
  #hear: (() => void) | undefined;

  ring(call: Call): void {
    this.#rung.add(call);
    this.#hear?.();
  }

  /** Whether it was rung for this since the last time it was asked. */
  take(call: Call): boolean {
    return this.#rung.delete(call);
  }

  /** Resolves when it is rung for one of these, or when the signal is aborted. */
  async listen(signal: AbortSignal, calls: readonly Call[] = ['due', 'poll']): Promise<void> {
    const isRung = () => calls.some((call) => this.#rung.has(call));
    if (signal.aborted || isRung()) return;
    await new Promise<void>((resolve) => {
      const hear = () => {
        if (!isRung() && !signal.aborted) return;
        if (this.#hear === hear) this.#hear = undefined;
        resolve();
      };
      this.#hear = hear;
      signal.addEventListener('abort', hear, { once: true });
    });
  }

  /** As `listen`, but no longer than so many milliseconds. */
  async wait(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const until = AbortSignal.any([signal, over.signal]);
    // The sleep is woken by the bell and the listening by the sleep; to be told to stop ends both.
    const slept = clock.sleep(ms, until).catch(() => undefined);
    await Promise.race([this.listen(until), slept]);
    over.abort();
    await slept;
  }
}
