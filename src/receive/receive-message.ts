import type { PipePlan } from '../compile/pipe-plan.ts';
import { instantOf } from '../model/clock.ts';
import type { Connection } from '../model/connection.ts';
import type { IncomingMessage, ToldChange } from '../model/events.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { ReceivedEvent } from '../model/ledger.ts';
import type { ConnectionName } from '../model/names.ts';
import type { Ports } from '../model/ports.ts';
import { receivedRecord } from './received-record.ts';
import type { Refusals } from './refusals.ts';

/** What receiving works with. */
export interface Doorway {
  readonly ports: Pick<Ports, 'ledger' | 'connections' | 'clock' | 'report'>;
  readonly pipes: readonly PipePlan[];
  readonly refusals: Refusals;
  /** Ids of the subscriptions that are ours; undefined where nobody keeps them. */
  readonly subscriptionsOf: (connection: ConnectionName) => ReadonlySet<string> | undefined;
  /** Told when events of a connection are in the ledger. */
  readonly arrived: (connection: ConnectionName) => void;
}

/** What the sender is answered; the body is plain text. */
export interface MessageAnswer {
  readonly status: 200 | 400 | 401 | 404 | 415 | 503;
  readonly body: string;
}

/**
 * Takes a message of a system: judged first, then in the ledger, and only then answered with 200. What is refused leaves no
 * trace but a count. What is proven and of no use to any pipe is acknowledged: a sender that is refused for it would give up
 * the rest as well.
 */
export async function receiveMessage(name: string, message: IncomingMessage, door: Doorway): Promise<MessageAnswer> {
  const connection = door.ports.connections.get(name as ConnectionName);
  if (connection?.events === undefined || !isSource(connection, door))
    return { status: 404, body: 'nobody waits for events here' };
  const verdict = await connection.events.judge(message);
  switch (verdict.kind) {
    case 'handshake':
      return { status: 200, body: verdict.token };
    case 'ping':
      return { status: 200, body: '' };
    case 'refused':
      door.refusals.refused(connection.name, verdict.reason);
      return { status: verdict.status, body: verdict.reason.code };
    case 'told':
      door.refusals.proven(connection.name);
      for (const topic of verdict.unknown)
        tell(door, connection, 'event-unknown', `it told of "${topic}", which its connector does not know`);
      return take(connection, verdict.changes, door);
  }
}

async function take(connection: Connection, changes: readonly ToldChange[], door: Doorway): Promise<MessageAnswer> {
  const { ports } = door;
  const wanted = changes.filter(
    ({ event, subscription }) => isWaitedFor(connection, event, door) && isOurs(connection, subscription, door),
  );
  if (wanted.length === 0) return { status: 200, body: 'not needed' };
  try {
    await ports.ledger.receiveEvents(
      wanted.map((change) => receivedEvent(connection, change)),
      instantOf(ports.clock.now()),
    );
  } catch (error) {
    if (!(error instanceof IntegrationError)) throw error;
    tell(door, connection, 'event-not-kept', `an event could not be kept, and is to be sent again: ${error.message}`);
    return { status: 503, body: 'send again' };
  }
  door.arrived(connection.name);
  return { status: 200, body: 'kept' };
}

const isSource = ({ name, events }: Connection, { pipes }: Doorway): boolean =>
  pipes.some(
    ({ source: { connection, event } }) =>
      connection === name && event !== undefined && events?.topics.has(event) === true,
  );

const isWaitedFor = ({ name }: Connection, event: string, { pipes }: Doorway): boolean =>
  pipes.some(({ source }) => source.connection === name && source.event === event);

function isOurs(connection: Connection, subscription: string | undefined, door: Doorway): boolean {
  const ours = door.subscriptionsOf(connection.name);
  if (ours === undefined || subscription === undefined || ours.has(subscription)) return true;
  tell(
    door,
    connection,
    'event-of-unknown-subscription',
    `an event came for the subscription ${subscription}, which is not one of ours: acknowledged and left`,
  );
  return false;
}

function receivedEvent({ name }: Connection, { event, key, identity, record }: ToldChange): ReceivedEvent {
  return {
    connection: name,
    event,
    ...(key === undefined ? {} : { key }),
    ...(identity === undefined ? {} : { identity }),
    ...(record === undefined ? {} : { record: receivedRecord(record) }),
  };
}

function tell({ ports }: Doorway, { name }: Connection, code: string, text: string): void {
  ports.report({ kind: 'notice', connection: name, code, text });
}
