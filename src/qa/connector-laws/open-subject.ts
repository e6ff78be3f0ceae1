import { openConnections } from '../../app.ts';
import { readSchemaFile } from '../../compile/mapping-files.ts';
import { chosenWay } from '../../connector/auth/chosen-way.ts';
import { createHttpClient } from '../../http/http-client.ts';
import { type LoadedProject, loadLibrary } from '../../load/load-project.ts';
import { type Clock, systemClock } from '../../model/clock.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { serveTwins } from '../../twin/serve-twins.ts';
import { ForbearingClock } from '../scenario/forbearing-clock.ts';
import type { LawSubject } from './law-subject.ts';
import { TamperedHttp } from './tampered-http.ts';

/** Opens a connection anew as often as it is asked: one that was told to halt stays halted. */
export interface OpenedSubject {
  readonly open: () => LawSubject;
  readonly close: () => Promise<void>;
}

interface Place {
  readonly root: string;
  readonly builtIn: string;
}

const NAME = 'subject';
const SAMPLE_ORDERS = 20;

/** A connector with its twin on this machine, which holds sample records. Rejects with USAGE where there is no twin. */
export async function openTwinSubject(system: string, { root, builtIn }: Place): Promise<OpenedSubject> {
  const clock = new ForbearingClock();
  const [served] = await serveTwins([system], { port: 0, orders: SAMPLE_ORDERS, faults: [], clock });
  if (served === undefined) throw new IntegrationError('USAGE', `there is no twin of ${system}`, {});
  const { running, twin } = served;
  const variables = Object.entries(twin.credentials).map(([name, value]) => ({
    name,
    variable: `LAW_${name.toUpperCase()}`,
    value,
  }));
  const library = loadLibrary({
    root,
    builtIn,
    systems: [system],
    connections: new Map([
      [
        NAME,
        {
          connector: system,
          url: running.url,
          credentials: Object.fromEntries(variables.map(({ name, variable }) => [name, `\${env:${variable}}`])),
          options: { ...twin.options(running.url) },
        },
      ],
    ]),
  });
  const env = Object.fromEntries(variables.map(({ variable, value }) => [variable, value]));
  const opened = opener(library, NAME, { env, clock, root, builtIn });
  return {
    open: opened.open,
    close: async () => {
      await opened.close();
      await running.close();
    },
  };
}

/** A connection of a project as it is configured: a sandbox, if it is to be written to. */
export function openProjectSubject(
  project: LoadedProject,
  connection: string,
  env: Readonly<Record<string, string | undefined>>,
): OpenedSubject {
  const { root, builtIn } = project.layers;
  return opener(project, connection, { env, clock: systemClock, root, builtIn });
}

interface Surroundings extends Place {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

function opener(project: LoadedProject, name: string, { env, clock, root, builtIn }: Surroundings): OpenedSubject {
  const connector = project.connectors.get(project.connections.get(name)?.connector ?? '')?.value;
  if (connector === undefined)
    throw new IntegrationError('USAGE', `there is no usable connection "${name}"`, { connection: name });
  const http = createHttpClient({ clock: systemClock });
  const way = chosenWay(connector.auth, project.connections.get(name) ?? { credentials: {} });
  const renewsSignIn = way?.kind.startsWith('oauth2') === true || /session$/.test(way?.kind ?? '');
  const { signal } = new AbortController();
  const judge: LawSubject['judge'] = (document) => {
    const file = readSchemaFile(project, connector.connector, `${document}.read`);
    return file === undefined
      ? undefined
      : project.schemas.validatorOf(JSON.parse(project.layers.read(file)) as Record<string, unknown>);
  };
  const opened: LawSubject['connection'][] = [];
  const closeAll = () => Promise.all(opened.splice(0).map((connection) => connection.close()));
  return {
    open: () => {
      const tampered = new TamperedHttp(http);
      const world = { cwd: root, env, clock, builtIn, aborting: signal, http: () => tampered };
      const [connection] = openConnections(project, [name], world).values();
      if (connection === undefined)
        throw new IntegrationError('USAGE', `there is no usable connection "${name}"`, { connection: name });
      opened.push(connection);
      return { connector, connection, http: tampered, clock, renewsSignIn, judge, signal };
    },
    close: async () => {
      await closeAll();
      await http.close();
    },
  };
}
