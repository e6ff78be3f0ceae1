import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lendersOf } from '../../compile/mapping-files.ts';
import type { LoadedProject } from '../../load/load-project.ts';
import type { LayeredFile } from '../../load/project-layers.ts';
import { contentHash } from '../../model/content-hash.ts';
import { IntegrationError } from '../../model/integration-error.ts';

/** Everything that decides what a project does, as it stands on disk. */
export interface Configuration {
  /** SHA-256 over engine and files: the name of this exact configuration. */
  readonly hash: string;
  /** Version of Pipewright. */
  readonly engine: string;
  /** Path from the project's root to SHA-256 of the bytes. A file of the project stands for a built-in one of the same path. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Files that are verified. Built-in ones count as well, where the project can use them: a byte changed in an installed
 * package is as wrong as one in the repository. Fixtures and cassettes belong to it, because they are the evidence.
 */
const SHARED = ['mappings/**/*', 'schemas/**/*.json'];
const OWN = ['pipes/*', 'lookups/*', 'features/**/*', 'connectors/**/*'];

/** Hashes a project's configuration. Reads every file of it: some hundred, a few milliseconds. */
export function configurationOf(project: LoadedProject): Configuration {
  const { layers, connectors, pipes } = project;
  const systems = new Set([...connectors].flatMap(([name, { value }]) => [name, ...lendersOf(value)]));
  const ofSystems = [...systems].map((system) => `connectors/${system}/**/*`);
  const found: LayeredFile[] = [
    project.project.file,
    ...[...pipes.values()].map(({ file }) => file),
    ...[...SHARED, ...ofSystems].flatMap((pattern) => layers.list(pattern)),
    ...OWN.flatMap((pattern) => layers.list(pattern, 'project')),
  ];
  const files = Object.fromEntries(
    [...new Map(found.map((file) => [file.path, file])).values()]
      // The library is verified with every system that it ships, whatever its own pipewright.yaml connects.
      .filter(({ path }) => layers.root === layers.builtIn || !belongsToAnotherSystem(path, systems))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map((file) => [file.path, hashOf(file)]),
  );
  const engine = engineVersion(project.builtIn);
  return { hash: hashOfAll(engine, files), engine, files };
}

/** The name of a configuration, from what it consists of. */
export function hashOfAll(engine: string, files: Readonly<Record<string, string>>): string {
  const lines = Object.entries(files).map(([path, hash]) => `${hash} ${path}`);
  return contentHash([`engine ${engine}`, ...lines].join('\n'));
}

/** What is not the same in two configurations, a line each, for people. */
export function changesBetween(
  before: Pick<Configuration, 'engine' | 'files'>,
  now: Pick<Configuration, 'engine' | 'files'>,
): string[] {
  const paths = [...new Set([...Object.keys(before.files), ...Object.keys(now.files)])].sort();
  const changes = paths.flatMap((path) => {
    const [old, current] = [before.files[path], now.files[path]];
    if (old === current) return [];
    return [`${path} ${old === undefined ? 'is new' : current === undefined ? 'is gone' : 'was changed'}`];
  });
  const engine = before.engine === now.engine ? [] : [`Pipewright was ${before.engine} and is ${now.engine}`];
  return [...engine, ...changes];
}

/** Mappings of systems that no connection uses say nothing about this project. */
function belongsToAnotherSystem(path: string, systems: ReadonlySet<string>): boolean {
  const [folder, system = '', ...rest] = path.split('/');
  const isOfASystem = folder === 'mappings' && rest.length > 0 && SYSTEM_MAPPING.test(path);
  return isOfASystem && !systems.has(system) && systems.size > 0;
}

/** `mappings/<system>/<document>.<from|to|cancel|delete>.…`; modifiers of a project have other names. */
const SYSTEM_MAPPING = /^mappings\/[^/]+\/(?:fixtures\/|[a-z-]+\.(?:from|to|cancel|delete)\.)/;

function hashOf(file: LayeredFile): string {
  try {
    return contentHash(readFileSync(file.absolute));
  } catch (error) {
    throw new IntegrationError(
      'FILE_UNREADABLE',
      `${file.path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      { file: file.path },
      error,
    );
  }
}

function engineVersion(builtIn: string): string {
  const { version } = JSON.parse(readFileSync(join(builtIn, 'package.json'), 'utf8')) as { version?: unknown };
  if (typeof version === 'string') return version;
  throw new IntegrationError('FILE_UNREADABLE', 'package.json of Pipewright names no version', {
    file: 'package.json',
  });
}
