import type { Clock } from '../model/clock.ts';

/** The time limit of one exchange. */
export interface Deadline {
  readonly ms: number;
  /** Called when the time has passed before `end`. */
  onPassed: (() => void) | undefined;
  end(): void;
}

interface Open extends Deadline {
  /** By the clock. */
  readonly at: number;
}

interface Alarm {
  /** What it was set for. */
  readonly first: Open;
  readonly cancel: AbortController;
}

/** Given outright, because an abort without a reason makes an error object. */
const CANCELLED = 'cancelled';

/**
 * The time limits of all exchanges on a clock. They share one sleep, until the first of them: one for each, and its end,
 * took a fiftieth of an order’s time.
 */
export class Deadlines {
  readonly #clock: Clock;
  readonly #open = new Set<Open>();
  #alarm: Alarm | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Starts a time limit of `ms` milliseconds. `end` must be called once, or the process goes on until it has passed. */
  start(ms: number): Deadline {
    const open: Open = { ms, at: this.#clock.now() + ms, onPassed: undefined, end: () => this.#end(open) };
    this.#open.add(open);
    if (this.#alarm === undefined || open.at < this.#alarm.first.at) this.#wakeFor(open);
    return open;
  }

  #end(open: Open): void {
    this.#open.delete(open);
    // Nothing may be left that keeps the process from ending.
    if (this.#open.size === 0) this.#cancel();
  }

  #wakeFor(first: Open): void {
    this.#cancel();
    const alarm: Alarm = { first, cancel: new AbortController() };
    this.#alarm = alarm;
    // A clock that is set back meanwhile must not make a limit longer than it is.
    this.#clock.sleep(Math.min(first.at - this.#clock.now(), first.ms), alarm.cancel.signal).then(
      () => {
        if (this.#alarm !== alarm) return;
        this.#alarm = undefined;
        this.#ring(first);
      },
      (reason: unknown) => {
        if (reason !== CANCELLED) throw reason;
      },
    );
  }

  #cancel(): void {
    this.#alarm?.cancel.abort(CANCELLED);
    this.#alarm = undefined;
  }

  #ring(first: Open): void {
    const now = this.#clock.now();
    let next: Open | undefined;
    for (const open of this.#open) {
      if (open === first || open.at <= now) {
        this.#open.delete(open);
        open.onPassed?.();
      } else if (next === undefined || open.at < next.at) next = open;
    }
    if (next !== undefined) this.#wakeFor(next);
  }
}
