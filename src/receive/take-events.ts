import type { PipePlan } from '../compile/pipe-plan.ts';
import { type Instant, instantOf } from '../model/clock.ts';
import type { Connection } from '../model/connection.ts';
import { type ErrorCode, IntegrationError } from '../model/integration-error.ts';
import type { OpenEvent, ReceivedRecord } from '../model/ledger.ts';
import type { PipeName, RecordKey } from '../model/names.ts';
import type { Ports } from '../model/ports.ts';
import { receivedRecord } from './received-record.ts';

/** What taking events works with. */
export type TakingPorts = Pick<Ports, 'ledger' | 'clock' | 'report' | 'signal'>;

/** What pipes have to do after events were taken. */
export interface Taken {
  /** They have new deliveries. */
  readonly due: ReadonlySet<PipeName>;
  /** An event did not say which records changed, or could not be followed up. */
  readonly poll: ReadonlySet<PipeName>;
  /** How many events were taken or put off. */
  readonly count: number;
}

/** Events looked at in one turn. */
const MOST = 200;
/** Records read at once. The limits of the connection hold besides. */
const AT_ONCE = 4;
const FIRST_DELAY_MS = 5_000;
const LONGEST_DELAY_MS = 600_000;

/** A read that failed in one of these ways may go well later; every other failure is left to the poll. */
const LATER: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'SYSTEM_UNREACHABLE',
  'ANSWER_MALFORMED',
  'CONNECTION_HALTED',
  'CREDENTIAL_REFUSED',
]);

/**
 * Takes the open events of a connection to the pipes that wait for them: the record is read, where the event only names it,
 * and stored like one that was polled, so that the same version is a repeat and an older one superseded. Several events of
 * one record are one read. A process that dies in between takes them again, which changes nothing more.
 */
export async function takeEvents(
  connection: Connection,
  pipes: readonly PipePlan[],
  ports: TakingPorts,
): Promise<Taken> {
  const events = await ports.ledger.openEvents(connection.name, instantOf(ports.clock.now()), MOST);
  const taken = { due: new Set<PipeName>(), poll: new Set<PipeName>(), count: events.length };
  const groups = [...Map.groupBy(events, ({ event, key }) => `${event} ${key ?? ''}`).values()];
  for (let at = 0; at < groups.length && !ports.signal.aborted; at += AT_ONCE)
    await Promise.all(groups.slice(at, at + AT_ONCE).map((group) => takeGroup(connection, group, pipes, ports, taken)));
  return taken;
}

async function takeGroup(
  connection: Connection,
  group: readonly OpenEvent[],
  pipes: readonly PipePlan[],
  ports: TakingPorts,
  taken: { readonly due: Set<PipeName>; readonly poll: Set<PipeName> },
): Promise<void> {
  const [first] = group;
  if (first === undefined) return;
  const waiting = pipes.filter(({ source }) => source.connection === connection.name && source.event === first.event);
  const ids = group.map(({ id }) => id);
  const { key } = first;
  try {
    if (key === undefined) {
      for (const { name } of waiting) taken.poll.add(name);
    } else {
      const records = await recordsOf(connection, first.event, key, group, ports);
      const at = instantOf(ports.clock.now());
      for (const pipe of waiting) if ((await store(pipe.name, records, at, ports)) > 0) taken.due.add(pipe.name);
    }
  } catch (error) {
    if (!(error instanceof IntegrationError) || LEDGER_OR_END.test(error.code)) throw error;
    if (LATER.has(error.code)) {
      await ports.ledger.postponeEvents(ids, dueAfter(first.attempts, ports));
      return;
    }
    const text = `an event named ${key}, which cannot be read, so the pipe polls: ${error.message}`;
    ports.report({ kind: 'notice', connection: connection.name, code: 'event-not-read', text });
    for (const { name } of waiting) taken.poll.add(name);
  }
  await ports.ledger.closeEvents(ids);
}

const LEDGER_OR_END = /^(LEDGER_|STOPPED$)/;

function dueAfter(attempts: number, { clock }: TakingPorts): Instant {
  return instantOf(clock.now() + Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempts, 10)));
}

/** The records that events brought; the one that they name, as it is now; none where it is gone, or no poll would list it. */
async function recordsOf(
  connection: Connection,
  event: string,
  key: RecordKey,
  group: readonly OpenEvent[],
  { signal }: TakingPorts,
): Promise<readonly ReceivedRecord[]> {
  const brought = group.flatMap(({ record }) => (record === undefined ? [] : [record]));
  if (brought.length === group.length) return brought;
  const read = await connection.readOne(event.slice(0, event.lastIndexOf('.')), key, signal);
  if (read === undefined || (await connection.events?.lists(event, read.native)) === false) return [];
  return [receivedRecord(read)];
}

/** Returns how many of the pipe's deliveries are new. */
async function store(
  pipe: PipeName,
  records: readonly ReceivedRecord[],
  at: Instant,
  ports: TakingPorts,
): Promise<number> {
  if (records.length === 0) return 0;
  const { fresh, repeats, superseded } = await ports.ledger.receive(pipe, records, undefined, at);
  ports.report({ kind: 'page', pipe, fresh, repeats, superseded });
  return fresh;
}
