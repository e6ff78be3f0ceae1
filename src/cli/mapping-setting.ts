import { mappingsOf } from '../compile/mapping-files.ts';
import { connectionOptions } from '../load/connection-options.ts';
import type { LoadedProject } from '../load/load-project.ts';
import { translatorOf } from '../map/lookup-table.ts';
import type { Surroundings } from '../map/mapping.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { nearestName } from '../model/nearest-name.ts';

/** Where a mapping stands in a project: whose options it sees, and between which connections it translates. */
export interface MappingSetting {
  readonly connection: string | undefined;
  readonly options: Readonly<Record<string, unknown>>;
  readonly translate: Surroundings['translate'];
}

/**
 * The setting in which a mapping is tried: as the named pipe uses it, else as the only pipe that does; options are those
 * of the named connection, else of that pipe’s, else of the only connection of the mapping’s system, else the
 * connector’s defaults. Throws USAGE for a name that does not exist.
 */
export function mappingSetting(
  project: LoadedProject,
  path: string,
  asked: { readonly pipe: string | undefined; readonly connection: string | undefined },
): MappingSetting {
  if (asked.pipe !== undefined && !project.pipes.has(asked.pipe))
    throw unknown('pipe', asked.pipe, project.pipes.keys());
  if (asked.connection !== undefined && !project.connections.has(asked.connection))
    throw unknown('connection', asked.connection, project.connections.keys());
  const uses = [...project.pipes.values()]
    .filter(({ value }) => asked.pipe === undefined || value.pipe === asked.pipe)
    .flatMap(({ value }) => mappingsOf(value, project).map((use) => ({ ...use, from: value.from.connection })))
    .filter((use) => use.path === path);
  if (asked.pipe !== undefined && uses.length === 0)
    throw new IntegrationError('USAGE', `the pipe "${asked.pipe}" does not use ${path}`, {});
  const system = path.split('/')[1] ?? '';
  const ofSystem = [...project.connections].filter(([, { connector }]) => connector === system).map(([name]) => name);
  const connection =
    asked.connection ?? only(uses.map((use) => use.connection)) ?? (ofSystem.length === 1 ? ofSystem[0] : undefined);
  const settings = connection === undefined ? undefined : project.connections.get(connection);
  const connector = project.connectors.get(settings?.connector ?? system)?.value;
  return {
    connection,
    options: connector === undefined ? {} : connectionOptions(settings ?? { options: {} }, connector),
    translate: translatorOf(project.lookups, only(uses.map(({ from }) => from)) ?? 'shop', connection ?? 'erp'),
  };
}

/** The one name that all are; undefined when they differ, or there is none. */
function only(names: readonly string[]): string | undefined {
  const [first, ...others] = new Set(names);
  return others.length > 0 || first === '' ? undefined : first;
}

function unknown(what: string, name: string, names: Iterable<string>): IntegrationError {
  const known = [...names];
  const nearest = nearestName(name, known);
  return new IntegrationError(
    'USAGE',
    `there is no ${what} "${name}"; ${nearest === undefined ? `there are: ${known.join(', ') || 'none'}` : `did you mean "${nearest}"?`}`,
    {},
  );
}
