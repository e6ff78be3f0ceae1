import { parentPort, workerData } from 'node:worker_threads';
import { loadProject } from '../../load/load-project.ts';
import { judgeFile } from './mutate-by-scenarios.ts';
import type { MutationPlace, MutationTask } from './mutate-in-threads.ts';
import { mutateMapping } from './mutate-mapping.ts';

/** A thread that puts mistakes into one file after another, and answers each task with what became of them. */
const { root, builtIn, setting } = workerData as MutationPlace;
const project = loadProject({ root, builtIn });

parentPort?.on('message', async (task: MutationTask) => {
  if (typeof task === 'string') parentPort?.postMessage(await mutateMapping(project, task));
  else if (setting !== undefined) parentPort?.postMessage(await judgeFile(project, setting, task));
  else throw new Error(`nobody said where ${task.file} is judged`);
});
