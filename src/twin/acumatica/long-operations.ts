import type { TwinReply } from '../kit/twin-server.ts';
import { noSuchRecord } from './contract-error.ts';
import type { Session } from './session.ts';
import type { Tenant } from './tenant.ts';

/**
 * Actions that go on after their answer (sheet section 3.0): 202 with a `Location`, whose GET answers 202 while they run
 * and 204 when they are done. The twin has done the work by the first answer; it only says so later.
 */
export class LongOperations {
  readonly #tenant: Tenant;
  readonly #left = new Map<string, number>();

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
  }

  begun(path: string, session: Session): TwinReply {
    const polls = this.#tenant.settings.pollsUntilDone;
    if (polls === 0) return { status: 204 };
    const id = this.#tenant.guid();
    this.#left.set(id, polls);
    session.lastUsed = this.#tenant.now();
    return { status: 202, headers: { location: `${path}/status/${id}` }, body: '' };
  }

  status(id: string): TwinReply {
    const left = this.#left.get(id);
    if (left === undefined) throw noSuchRecord();
    if (left === 0) return { status: 204 };
    this.#left.set(id, left - 1);
    return { status: 202, body: '' };
  }
}
