import type { HttpClient } from '../http/http-message.ts';
import type { Clock } from '../model/clock.ts';
import type { Connection } from '../model/connection.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { ConnectionName } from '../model/names.ts';
import { SignInFailure } from './auth/signer.ts';
import type { Channel, Notice } from './channel.ts';
import type { CompiledConnector } from './compiled-connector.ts';
import { openEventDesk } from './events/open-event-desk.ts';
import { findRecord } from './find-record.ts';
import { openChannel } from './open-channel.ts';
import { probeSystem } from './probe-system.ts';
import { readOneRecord } from './read-one-record.ts';
import { readRecords } from './read-records.ts';
import { ReferenceLists } from './reference-lists.ts';
import { writeRecord } from './write-record.ts';

/** A connection of the project with everything looked up: no reference to a secret, no default left to fill. */
export interface ResolvedSettings {
  readonly name: ConnectionName;
  /** Scheme and host, without the API's own path. */
  readonly url: string;
  /** One of the connector's ways to sign in; the first when not given. */
  readonly auth?: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly concurrency?: number;
}

export interface ConnectionPorts {
  readonly clock: Clock;
  readonly http: HttpClient;
  /** 0 to 1. */
  readonly random: () => number;
  /** Told of what a person should know and what stops nothing. */
  readonly report?: (notice: Notice) => void;
}

/**
 * A configured system, ready to be asked; nothing is sent before the first call. Throws an IntegrationError:
 * OPTION_INVALID for an address or a way to sign in that cannot be, CREDENTIAL_REFUSED for a credential that is missing.
 */
export function openConnection(
  settings: ResolvedSettings,
  connector: CompiledConnector,
  ports: ConnectionPorts,
): Connection {
  const channel = openChannel(settings, connector, ports);
  const references = new ReferenceLists(channel, connector.references);
  return {
    name: settings.name,
    system: connector.system,
    options: settings.options,
    read: (document, request) =>
      readRecords(channel, references, known(connector.reads, `${document}.read`, channel), request),
    listsEverything: (document) => {
      const read = connector.reads.get(`${document}.read`);
      // A file tells what is in it and nothing of the rest: what it lacks may stand in one that was read before.
      return read?.cursor.kind === 'scan' && read.list.paging?.style !== 'files';
    },
    readOne: async (document, id, signal) =>
      readOneRecord(channel, references, known(connector.reads, `${document}.read`, channel), id, signal),
    capability: (name) => connector.writes.get(name)?.capability,
    find: async (name, request) => findRecord(channel, references, findNamed(connector, name, channel), request),
    write: async (name, request, keep) => {
      const write = known(connector.writes, name, channel);
      const { canCreate, canUpdate } = write.capability;
      if (!(request.target === undefined ? canCreate : canUpdate)) {
        throw missing(`${name} ${request.target === undefined ? '(create)' : '(update)'}`, channel);
      }
      return writeRecord(channel, references, write, request, keep);
    },
    reference: (list, fresh, signal) => references.get(list, fresh, signal),
    events: connector.events === undefined ? undefined : openEventDesk(channel, connector.events, settings.credentials),
    probe: (signal) => probeSystem(channel, connector, signal),
    close: () => signOff(channel),
  };
}

/** What cannot be told ends by itself, later: nothing that was done is lost by it. */
async function signOff({ signer, report }: Channel): Promise<void> {
  try {
    await signer.signOff?.();
  } catch (error) {
    if (!(error instanceof SignInFailure)) throw error;
    report({ code: 'sign-off-failed', text: `${error.message}; the session stays until the system ends it` });
  }
}

/** A find capability by its own name, or the one that a write recognises its records by. */
function findNamed(connector: CompiledConnector, name: string, channel: Channel) {
  const find = connector.finds.get(name) ?? connector.writes.get(name)?.find;
  if (find === undefined) throw missing(name, channel);
  return find;
}

function known<T>(capabilities: ReadonlyMap<string, T>, name: string, channel: Channel): T {
  const capability = capabilities.get(name);
  if (capability === undefined) throw missing(name, channel);
  return capability;
}

const missing = (name: string, { connection }: Channel) =>
  new IntegrationError('CAPABILITY_MISSING', `the connection "${connection}" cannot do ${name}`, { connection });
