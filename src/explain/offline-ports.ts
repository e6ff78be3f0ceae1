import type { PipePlan } from '../compile/pipe-plan.ts';
import { connectionOptions } from '../load/connection-options.ts';
import type { LoadedProject } from '../load/load-project.ts';
import type { Clock } from '../model/clock.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { Ledger } from '../model/ledger.ts';
import { type ConnectionName, systemName } from '../model/names.ts';
import type { Ports } from '../model/ports.ts';
import { offlineConnection } from './offline-connection.ts';

/** Ports with which a record goes its way without secrets and without the network. */
export function offlinePorts(
  project: LoadedProject,
  pipe: PipePlan,
  ledger: Ledger,
  world: { readonly clock: Clock; readonly aborting: AbortSignal },
): Ports {
  const connection = (name: ConnectionName) => {
    const settings = project.connections.get(name);
    const connector = project.connectors.get(settings?.connector ?? '')?.value;
    if (settings === undefined || connector === undefined)
      throw new IntegrationError('PROJECT_INVALID', `there is no usable connection "${name}"`, { connection: name });
    return offlineConnection(name, systemName(settings.connector), connectionOptions(settings, connector));
  };
  const names = [pipe.source.connection, pipe.target.connection];
  return {
    ledger,
    connections: new Map(names.map((name) => [name, connection(name)])),
    clock: world.clock,
    random: () => 0,
    report: () => undefined,
    lock: { run: (_, work) => work() },
    memory: { recall: (_, read) => read() },
    signal: world.aborting,
  };
}
