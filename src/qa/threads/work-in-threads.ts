import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * Has tasks done by threads, each of which takes the next one when it has done one, and yields the results in the order of
 * the tasks. The module is given `data` once, and answers each message with one. Rejects when a thread dies: its task was
 * not done.
 */
export async function workInThreads<T, R>(
  module: URL,
  data: unknown,
  tasks: readonly T[],
  threads: number,
): Promise<R[]> {
  const results: R[] = [];
  const left = [...tasks.entries()];
  await Promise.all(
    Array.from({ length: Math.min(threads, tasks.length) }, async () => {
      const worker = new Worker(module, { workerData: data });
      try {
        for (let next = left.shift(); next !== undefined; next = left.shift()) {
          const [place, task] = next;
          worker.postMessage(task);
          const [result] = (await once(worker, 'message')) as [R];
          results[place] = result;
        }
      } finally {
        await worker.terminate();
      }
    }),
  );
  return results;
}
