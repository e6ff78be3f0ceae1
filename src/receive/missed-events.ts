import type { PipePlan } from '../compile/pipe-plan.ts';
import { instantOf } from '../model/clock.ts';
import type { ConnectionName, PipeName, RecordKey } from '../model/names.ts';
import type { EngineEvent, Ports } from '../model/ports.ts';

/** So late an event may come, and the clocks of two systems may differ. */
const GRACE_MS = 120_000;
/** Records that wait to be judged; while a flood of them comes the oldest ones are enough to raise the alarm. */
const MOST_WAITING = 10_000;
const MOST_NAMED = 5;

interface Candidate {
  readonly pipe: PipeName;
  readonly connection: ConnectionName;
  readonly event: string;
  readonly key: RecordKey;
  readonly label: string;
  readonly observedMs: number;
}

/** Notices records that came by poll alone though an event should have told of them. */
export class MissedEvents {
  readonly #pipes: ReadonlyMap<PipeName, PipePlan>;
  readonly #ports: Pick<Ports, 'ledger' | 'clock' | 'report'>;
  readonly #listening = new Map<ConnectionName, number>();
  #waiting: Candidate[] = [];

  constructor(pipes: readonly PipePlan[], ports: Pick<Ports, 'ledger' | 'clock' | 'report'>) {
    this.#pipes = new Map(pipes.map((pipe) => [pipe.name, pipe]));
    this.#ports = ports;
  }

  /** From now on the connection's events are expected: before, nobody listened. Saying it again changes nothing. */
  hears(connection: ConnectionName): void {
    if (!this.#listening.has(connection)) this.#listening.set(connection, this.#ports.clock.now());
  }

  /** Looks at what a run tells: each record that a pipe has settled may have come without an event. */
  note(told: EngineEvent): void {
    if (told.kind !== 'settled' || told.delivery.part !== 'to' || this.#waiting.length >= MOST_WAITING) return;
    const { key, label, observedAt } = told.delivery;
    const source = this.#pipes.get(told.pipe)?.source;
    const since = source?.event === undefined ? undefined : this.#listening.get(source.connection);
    if (source?.event === undefined || since === undefined || observedAt === undefined) return;
    const observedMs = Date.parse(observedAt);
    if (observedMs < since) return;
    const { connection, event } = source;
    this.#waiting.push({ pipe: told.pipe, connection, event, key, label, observedMs });
  }

  /** Judges what has waited long enough. Tells of what no event told of, and how many those were. */
  async judge(): Promise<number> {
    const ripe = this.#ports.clock.now() - GRACE_MS;
    const due = this.#waiting.filter(({ observedMs }) => observedMs <= ripe);
    this.#waiting = this.#waiting.filter(({ observedMs }) => observedMs > ripe);
    const missed = new Map<PipeName, Map<RecordKey, Candidate>>();
    for (const candidate of due) {
      const { pipe, connection, event, key, observedMs } = candidate;
      const since = instantOf(observedMs - GRACE_MS);
      if (await this.#ports.ledger.hasEventSince(connection, event, key, since)) continue;
      missed.set(pipe, (missed.get(pipe) ?? new Map<RecordKey, Candidate>()).set(key, candidate));
    }
    for (const [pipe, records] of missed) this.#tell(pipe, [...records.values()]);
    return [...missed.values()].reduce((sum, records) => sum + records.size, 0);
  }

  #tell(pipe: PipeName, records: readonly Candidate[]): void {
    const [first] = records;
    if (first === undefined) return;
    const named = records.slice(0, MOST_NAMED).map(({ label }) => label);
    const more = records.length > named.length ? ' …' : '';
    this.#ports.report({
      kind: 'notice',
      pipe,
      connection: first.connection,
      code: 'event-missed',
      text: `${records.length} ${records.length === 1 ? 'record' : 'records'} of ${pipe} recovered by the poll, of which no event told: ${named.join(', ')}${more}`,
    });
  }
}
