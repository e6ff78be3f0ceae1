import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mappingsOf } from '../compile/mapping-files.ts';
import { type LoadedProject, loadLibrary, systemNames } from '../load/load-project.ts';
import type { ConnectionSettings } from '../model/config.generated.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { tablesAsked } from './lookup-file.ts';
import { planned, type ScaffoldPlan } from './scaffold-plan.ts';
import { pipeChoices } from './workable-pipes.ts';

export interface ScaffoldChoice {
  /** Name of the new project: letters, digits, `-`. */
  readonly project: string;
  readonly shop: string;
  readonly erp: string;
  /** Folder of what ships with Pipewright. */
  readonly builtIn: string;
}

/** Finds out what a new project between two systems needs. Throws USAGE for a system without a connector. */
export function planScaffold({ project, shop, erp, builtIn }: ScaffoldChoice): ScaffoldPlan {
  const settings = (connector: string): ConnectionSettings => ({ connector, url: '', credentials: {}, options: {} });
  const connections = new Map([
    ['shop', settings(shop)],
    ['erp', settings(erp)],
  ]);
  const library = loadLibrary({ root: builtIn, builtIn, connections, systems: [shop, erp] });
  const pipes = pipeChoices(library);
  const names = new Set(pipes.filter(({ lacks }) => lacks.length === 0).map(({ name }) => name));
  return {
    project,
    shop: planned('shop', connectorOf(library, shop, builtIn)),
    erp: planned('erp', connectorOf(library, erp, builtIn)),
    pipes,
    tables: tablesOf(library, names),
    version: versionOf(builtIn),
    packageFolder: './node_modules/pipewright',
  };
}

function connectorOf(library: LoadedProject, name: string, builtIn: string) {
  const connector = library.connectors.get(name);
  if (connector !== undefined) return connector;
  throw new IntegrationError(
    'USAGE',
    `there is no usable connector "${name}"; there are ${systemNames({ root: builtIn, builtIn }).join(', ')}`,
    {},
  );
}

function tablesOf(library: LoadedProject, names: ReadonlySet<string>): string[] {
  const paths = [...library.pipes.values()]
    .filter(({ value }) => names.has(value.pipe))
    .flatMap(({ value }) => mappingsOf(value, library).map(({ path }) => path));
  const tables = [...new Set(paths)].flatMap((path) => {
    const file = library.layers.find(path);
    return file === undefined ? [] : tablesAsked(library.layers.read(file));
  });
  return [...new Set(tables)].sort();
}

function versionOf(builtIn: string): string {
  const { version } = JSON.parse(readFileSync(join(builtIn, 'package.json'), 'utf8')) as { version: string };
  return version;
}
