import type { Reason } from '../model/delivery.ts';
import type { ConnectionName } from '../model/names.ts';
import type { Ports } from '../model/ports.ts';

/** So long without one message that proves itself, and a person has to look: a secret was changed on one side only. */
const ALARM_AFTER_MS = 10 * 60_000;
/** A stranger who knocks all day is told of no oftener. */
const TOLD_EVERY_MS = 10 * 60_000;
const ALARM_EVERY_MS = 3_600_000;

interface Row {
  count: number;
  readonly sinceMs: number;
  toldMs: number;
  alarmedMs: number;
}

/**
 * Counts the messages that were refused since the last one that proved itself, by connection. Polling hides that events are
 * refused: orders come all the same, only later.
 */
export class Refusals {
  readonly #ports: Pick<Ports, 'clock' | 'report'>;
  readonly #rows = new Map<ConnectionName, Row>();

  constructor(ports: Pick<Ports, 'clock' | 'report'>) {
    this.#ports = ports;
  }

  proven(connection: ConnectionName): void {
    this.#rows.delete(connection);
  }

  refused(connection: ConnectionName, reason: Reason): void {
    const now = this.#ports.clock.now();
    const row = this.#rows.get(connection) ?? {
      count: 0,
      sinceMs: now,
      toldMs: Number.NEGATIVE_INFINITY,
      alarmedMs: Number.NEGATIVE_INFINITY,
    };
    this.#rows.set(connection, row);
    row.count += 1;
    if (now - row.sinceMs >= ALARM_AFTER_MS && now - row.alarmedMs >= ALARM_EVERY_MS) {
      row.alarmedMs = now;
      row.toldMs = now;
      const minutes = Math.round((now - row.sinceMs) / 60_000);
      this.#tell(
        connection,
        'events-refused',
        `for ${minutes} minutes not one of ${row.count} messages proved where it comes from (last: ${reason.text}); correct the secret on one of the two sides. Meanwhile only the poll brings records`,
      );
    } else if (now - row.toldMs >= TOLD_EVERY_MS) {
      row.toldMs = now;
      this.#tell(connection, 'event-refused', `a message was refused: ${reason.text}`);
    }
  }

  #tell(connection: ConnectionName, code: string, text: string): void {
    this.#ports.report({ kind: 'notice', connection, code, text });
  }
}
