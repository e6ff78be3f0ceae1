import type { LoadedProject } from '../../load/load-project.ts';

/** Mappings of the project itself. Those that ship with Pipewright are proven by its own suite. */
export const ownMappings = (project: LoadedProject): string[] =>
  project.layers.list('mappings/**/*.jsonata', 'project').map(({ path }) => path);
