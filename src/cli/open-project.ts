import { resolve } from 'node:path';
import { type LoadedProject, loadProject } from '../load/load-project.ts';
import { type Arguments, textArgument } from './command.ts';
import type { Environment } from './environment.ts';

/**
 * The project that the command line names, as it is. For commands that only read files: app.ts, which can do everything,
 * takes 90 ms more to load for the sake of HTTP, ledger and engine.
 */
export function openProjectFiles(
  args: Arguments,
  { cwd, builtIn }: Pick<Environment, 'cwd' | 'builtIn'>,
): LoadedProject {
  return loadProject({
    root: resolve(cwd, textArgument(args, 'project') ?? '.'),
    builtIn,
    environment: textArgument(args, 'env'),
  });
}

/** A file of the project as text, for showing the place of a finding. */
export function textOf(project: LoadedProject): (file: string) => string | undefined {
  return (path) => {
    const file = project.layers.find(path);
    return file === undefined ? undefined : project.layers.read(file);
  };
}
