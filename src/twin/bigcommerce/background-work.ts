import type { Seconds } from './moment.ts';

/** What a store takes with a 200 and does some seconds later, in the order in which it took it (sheet, sections 3.3 and 3.6). */
export class BackgroundWork {
  readonly #lag: Seconds;
  readonly #now: () => Seconds;
  #waiting: { readonly due: Seconds; readonly work: () => void }[] = [];

  constructor(lag: Seconds, now: () => Seconds) {
    this.#lag = lag;
    this.#now = now;
  }

  add(work: () => void): void {
    this.#waiting.push({ due: this.#now() + this.#lag, work });
  }

  /** Does what is due. */
  settle(): void {
    const now = this.#now();
    this.#do(({ due }) => due <= now);
  }

  /** Does everything, as if somebody had waited for it. */
  settleAll(): void {
    this.#do(() => true);
  }

  #do(isDue: (each: { readonly due: Seconds }) => boolean): void {
    const due = this.#waiting.filter(isDue);
    this.#waiting = this.#waiting.filter((each) => !due.includes(each));
    for (const { work } of due) work();
  }
}
