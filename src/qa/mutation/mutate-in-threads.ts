import { extname } from 'node:path';
import type { LoadedProject } from '../../load/load-project.ts';
import { workInThreads } from '../threads/work-in-threads.ts';
import type { JudgedFile } from './mutate-by-scenarios.ts';
import type { MutatedFile } from './mutated-file.ts';
import type { JurySetting } from './scenario-jury.ts';

/** What a thread is told once: it reads the project for itself. */
export interface MutationPlace {
  readonly root: string;
  readonly builtIn: string;
  /** Where scenarios are played; undefined: only mappings are mutated. */
  readonly setting: JurySetting | undefined;
}

/** A mapping to put mistakes into, by its path, or a file that scenarios judge. */
export type MutationTask = string | JudgedFile;

/** As one thread would do it, file by file; results in the order of the tasks. */
export function mutateInThreads(
  { layers: { root, builtIn } }: LoadedProject,
  setting: JurySetting | undefined,
  tasks: readonly MutationTask[],
  threads: number,
): Promise<MutatedFile[]> {
  // An environment is more than its variables, and cannot be sent as it is.
  const sent = setting === undefined ? undefined : { ...setting, env: { ...setting.env } };
  const place: MutationPlace = { root, builtIn, setting: sent };
  const module = new URL(`./mutation-worker${extname(import.meta.url)}`, import.meta.url);
  return workInThreads(module, place, tasks, threads);
}
