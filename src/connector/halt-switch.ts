import type { Reason } from '../model/delivery.ts';

/**
 * Whether anything may still be asked of a connection. Once thrown it stays: a scheduler that keeps asking with refused
 * credentials gets the account locked. A person acts, and the connection is opened anew.
 */
export class HaltSwitch {
  #reason: Reason | undefined;

  get reason(): Reason | undefined {
    return this.#reason;
  }

  /** The first reason counts: the ones after it are its consequences. */
  throw(reason: Reason): void {
    this.#reason ??= reason;
  }
}
