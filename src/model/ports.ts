import type { Clock, Instant } from './clock.ts';
import type { Connection } from './connection.ts';
import type { Delivery, DeliveryState, Reason } from './delivery.ts';
import { IntegrationError } from './integration-error.ts';
import type { Ledger } from './ledger.ts';
import type { ConnectionName, PipeName } from './names.ts';

/** Something that happened, for progress, logs and alerts. Never carries a payload. */
export type EngineEvent =
  | {
      readonly kind: 'page';
      readonly pipe: PipeName;
      readonly fresh: number;
      readonly repeats: number;
      readonly superseded: number;
      readonly total?: number;
    }
  | {
      readonly kind: 'settled';
      readonly pipe: PipeName;
      readonly delivery: Delivery;
      readonly state: DeliveryState;
      readonly reason?: Reason;
      readonly dueAt?: Instant;
    }
  | { readonly kind: 'halted'; readonly pipe: PipeName; readonly connection: ConnectionName; readonly reason: Reason }
  | {
      readonly kind: 'notice';
      readonly pipe?: PipeName;
      readonly connection: ConnectionName;
      readonly code: string;
      readonly text: string;
    }
  | { readonly kind: 'source-failed'; readonly pipe: PipeName; readonly error: IntegrationError };

/** What the stages of the engine work with. Made once, in app.ts; tests make their own. */
export interface Ports {
  readonly ledger: Ledger;
  readonly connections: ReadonlyMap<ConnectionName, Connection>;
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  readonly report: (event: EngineEvent) => void;
  /** Work of one key runs one after the other, over everything that this process does. */
  readonly lock: { run<T>(key: string, work: () => Promise<T>): Promise<T> };
  /** What was read a moment ago need not be read again. */
  readonly memory: { recall<T>(key: string, read: () => Promise<T>): Promise<T> };
  /** Aborted when work under way must end at once. */
  readonly signal: AbortSignal;
}

export function connectionOf(ports: Pick<Ports, 'connections'>, name: ConnectionName): Connection {
  const connection = ports.connections.get(name);
  if (connection === undefined)
    throw new IntegrationError('PROJECT_INVALID', `there is no connection "${name}"`, { connection: name });
  return connection;
}
