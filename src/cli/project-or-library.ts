import { relative, resolve, sep } from 'node:path';
import { type LoadedProject, loadLibrary } from '../load/load-project.ts';
import type { LayeredFile } from '../load/project-layers.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { nearestName } from '../model/nearest-name.ts';
import { type Arguments, textArgument } from './command.ts';
import type { Environment } from './environment.ts';
import { openProjectFiles } from './open-project.ts';

/** The project of the folder; where there is none, what ships with Pipewright, for trying things out. */
export async function projectOrLibrary(args: Arguments, environment: Environment): Promise<LoadedProject> {
  try {
    return openProjectFiles(args, environment);
  } catch (error) {
    if (!(error instanceof IntegrationError) || error.code !== 'PROJECT_MISSING') throw error;
    return loadLibrary({
      root: resolve(environment.cwd, textArgument(args, 'project') ?? '.'),
      builtIn: environment.builtIn,
    });
  }
}

/** A mapping by its path from the project’s root, or from where the command was called. Throws USAGE with the nearest name. */
export function mappingFile(project: LoadedProject, written: string, cwd: string): LayeredFile {
  const fromHere = relative(project.layers.root, resolve(cwd, written)).split(sep).join('/');
  const file = project.layers.find(written) ?? project.layers.find(fromHere);
  if (file?.path.endsWith('.jsonata') === true) return file;
  const known = project.layers.list('{mappings,rules}/**/*.jsonata').map(({ path }) => path);
  const nearest = nearestName(written, known);
  throw new IntegrationError(
    'USAGE',
    `there is no mapping ${written} in the project or built in${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
    {},
  );
}
