import { statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { LoadedProject } from '../load/load-project.ts';
import { ProjectLayers } from '../load/project-layers.ts';
import { readSource } from '../load/source-file.ts';
import type { PipeFile } from '../model/config.generated.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { nearestName } from '../model/nearest-name.ts';

/** What ships with Pipewright to be read, used or changed. Everything else in the package is not for projects. */
const PARTS = '{connectors,pipes,mappings,schemas,lookups,rules,features}';

/**
 * Paths of the built-in files that a name stands for: a file, a folder, the name of a pipe or of a connector. A mapping
 * brings its cases and their fixtures. Throws USAGE, with the nearest name, for what does not exist.
 */
export function filesToEject(project: LoadedProject, asked: string): string[] {
  const { root, builtIn } = project.layers;
  if (root === builtIn)
    throw new IntegrationError('USAGE', 'this project is Pipewright itself: its files are here already', {});
  const shipped = new ProjectLayers(builtIn, builtIn);
  // Cassettes were recorded with what ships; a project records its own.
  const all = shipped
    .list(`${PARTS}/**/*`)
    .filter(({ absolute, path }) => statSync(absolute).isFile() && !path.startsWith('features/cassettes/'));
  const paths = all.map(({ path }) => path);
  const wanted = asked.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/+$/, '');
  for (const candidate of [wanted, `pipes/${wanted}.yaml`, `pipes/${wanted}`, `connectors/${wanted}`]) {
    if (paths.includes(candidate)) return [candidate, ...companions(shipped, candidate)];
    const inside = paths.filter((path) => path.startsWith(`${candidate}/`));
    // `connectors`, or any other part as a whole, is more than anybody means to maintain.
    // Scenarios are the exception: a project's own suite begins with those that ship.
    if (inside.length > 0 && (candidate.includes('/') || candidate === 'features')) return inside;
  }
  const folders = paths.map((path) => dirname(path)).filter((folder) => folder.includes('/'));
  const names = paths.filter((path) => path.startsWith('pipes/')).map((path) => path.slice(6).replace(/\.yaml$/, ''));
  const nearest = nearestName(wanted, [...names, ...new Set(folders), ...paths]);
  throw new IntegrationError(
    'USAGE',
    `nothing called "${asked}" ships with Pipewright; ${nearest === undefined ? `there are the pipes ${names.join(', ')}, and what is in ${[...new Set(folders)].sort().join(', ')}` : `did you mean "${nearest}"?`}`,
    {},
  );
}

/** Cases beside a mapping, and the files that the cases read. */
function companions(shipped: ProjectLayers, path: string): string[] {
  if (!path.endsWith('.jsonata')) return [];
  const cases = shipped.find(path.replace(/\.jsonata$/, '.cases.yaml'));
  if (cases === undefined) return [];
  const { source } = readSource(cases.path, shipped.read(cases));
  const listed = Array.isArray(source.value) ? (source.value as { given_file?: unknown }[]) : [];
  const given = listed
    .map(({ given_file: file }) => file)
    .filter((file) => typeof file === 'string')
    .map((file) => posix.normalize(posix.join(dirname(path), file)));
  return [cases.path, ...new Set(given.filter((file) => shipped.find(file) !== undefined))];
}

/**
 * A built-in file as it goes into a project: its editor comment points to the schemas of the installed package, and a pipe
 * whose source does not tell of changes waits for none.
 */
export function ejectedText(project: LoadedProject, path: string): string {
  const { builtIn } = project.layers;
  const shipped = new ProjectLayers(builtIn, builtIn);
  const text = shipped
    .read({ path, absolute: join(builtIn, path), layer: 'built-in' })
    .replace(/(\$schema=)((?:\.\.\/)+)schemas\//, '$1$2node_modules/pipewright/schemas/');
  return path.startsWith('pipes/') ? withoutUntoldEvent(project, path, text) : text;
}

/**
 * A built-in pipe takes the event where its source has one. One of the project's own that waits for what never comes is a
 * mistake (PIPE209), and the copy would be one at once.
 */
function withoutUntoldEvent(project: LoadedProject, path: string, text: string): string {
  const { from, when } = readSource(path, text).source.value as Partial<PipeFile>;
  const connector = project.connectors.get(project.connections.get(from?.connection ?? '')?.connector ?? '')?.value;
  const event = when?.event;
  if (event === undefined || connector === undefined || event in (connector.events?.changes ?? {})) return text;
  const why = `no event: ${connector.title} does not tell of ${event}`;
  return text.replace(`, event: ${event} }`, () => ` } # ${why}`);
}
