import type { Connection } from '../model/connection.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { ConnectionName, SystemName } from '../model/names.ts';

/** A connection that knows its options and reaches nothing: a single record is not there, everything else is refused. */
export function offlineConnection(
  name: ConnectionName,
  system: SystemName,
  options: Readonly<Record<string, unknown>>,
): Connection {
  const refuse = () =>
    new IntegrationError('CAPABILITY_MISSING', `"${name}" is not asked while explaining`, { connection: name });
  return {
    name,
    system,
    options,
    read: () => {
      throw refuse();
    },
    listsEverything: () => false,
    readOne: async () => undefined,
    capability: () => undefined,
    find: () => Promise.reject(refuse()),
    write: () => Promise.reject(refuse()),
    reference: () => Promise.reject(refuse()),
    probe: () => Promise.reject(refuse()),
    close: async () => undefined,
  };
}
