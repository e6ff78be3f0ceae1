import type { DeliveryState } from '../../model/delivery.ts';
import type { PipeName } from '../../model/names.ts';

/** Where a delivery stands, as far as a move needs to know. */
export interface Standing {
  readonly id: number;
  readonly pipe: PipeName;
  readonly key: string;
  readonly state: DeliveryState;
  /** How many moves it has made: each one more, whoever makes it. */
  readonly moves: number;
}

/** More than are on their way at once, with the page that they came with. */
const MOST = 2_000;

/**
 * Where the deliveries on their way were left by this process, so that a move need not read it. Only a guess: another
 * process may have moved them since. After a rollback nothing of it is true.
 */
export class NotedStandings {
  readonly #standings = new Map<number, Standing>();

  of(id: number): Standing | undefined {
    return this.#standings.get(id);
  }

  note(standing: Standing): void {
    const { id, state } = standing;
    if (state !== 'received' && state !== 'sending') {
      this.#standings.delete(id);
      return;
    }
    this.#standings.set(id, standing);
    if (this.#standings.size <= MOST) return;
    const oldest = this.#standings.keys().next().value;
    if (oldest !== undefined) this.#standings.delete(oldest);
  }

  forget(id: number): void {
    this.#standings.delete(id);
  }

  clear(): void {
    this.#standings.clear();
  }
}
