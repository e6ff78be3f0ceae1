import { chosenWay } from '../connector/auth/chosen-way.ts';
import type { LoadedProject } from '../load/load-project.ts';
import type { AuthMethod, ConnectionSettings, ConnectorFile } from '../model/config.generated.ts';
import type { Place } from '../model/finding.ts';

/** A connection whose connector is usable, with the place of its settings. */
export interface ConnectionInProject {
  readonly name: string;
  readonly settings: ConnectionSettings;
  readonly connector: ConnectorFile;
  /** The place of a setting: in the environment’s overlay when that states it. */
  readonly place: (path: readonly string[], key?: boolean) => Place;
}

export function* usableConnections(project: LoadedProject): Generator<ConnectionInProject> {
  for (const [name, settings] of project.connections) {
    const connector = project.connectors.get(settings.connector)?.value;
    if (connector === undefined) continue;
    yield {
      name,
      settings,
      connector,
      place: (path, key) => {
        const { environment, project: file } = project;
        const overlay = environment === undefined ? undefined : file.value.environments[environment]?.connections[name];
        const stated =
          path.reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], overlay) !==
          undefined;
        const base = stated ? ['environments', environment ?? '', 'connections', name] : ['connections', name];
        return file.source.place([...base, ...path], key);
      },
    };
  }
}

/** The way to sign in that a connection uses, if it exists. */
export function authOf({ settings, connector }: ConnectionInProject): AuthMethod | undefined {
  return chosenWay(connector.auth, settings);
}

export { credentialsOf } from '../connector/auth/credentials-of.ts';
