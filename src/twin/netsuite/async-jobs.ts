import type { TwinReply } from '../kit/twin-server.ts';
import { noSuchRecord, problem } from './rest-error.ts';

interface Job {
  readonly id: string;
  readonly results: readonly TwinReply[];
  polls: number;
}

/** Jobs of requests with `Prefer: respond-async` (sheet section 8): done at once, told as done only when asked often enough. */
export class AsyncJobs {
  readonly #base: string;
  readonly #pollsUntilDone: number;
  readonly #jobs = new Map<string, Job>();
  /** By idempotency key. */
  readonly #keys = new Map<string, string>();

  constructor(base: string, pollsUntilDone: number) {
    this.#base = base;
    this.#pollsUntilDone = pollsUntilDone;
  }

  /** Begins a job. A key that was sent before is refused with the job that it began (sheet section 7). */
  begin(host: string, key: string | undefined, work: () => readonly TwinReply[]): TwinReply {
    const known = key === undefined ? undefined : this.#keys.get(key);
    if (known !== undefined) {
      const { reply } = problem(
        400,
        'IDEMPOTENCY_ERROR',
        'A request with this idempotency key has been accepted before.',
      );
      return { ...reply, headers: { ...reply.headers, location: this.#address(host, known) } };
    }
    const id = String(this.#jobs.size + 1);
    this.#jobs.set(id, { id, results: work(), polls: 0 });
    if (key !== undefined) this.#keys.set(key, id);
    return { status: 202, headers: { location: this.#address(host, id) } };
  }

  /** `/job/{id}`, `/job/{id}/task`, `/job/{id}/task/{n}`, `/job/{id}/task/{n}/result`. */
  answer(host: string, id: string, rest: readonly string[]): TwinReply {
    const job = this.#jobs.get(id);
    if (job === undefined) throw noSuchRecord(id);
    const address = this.#address(host, id);
    job.polls += 1;
    const completed = job.polls > this.#pollsUntilDone;
    const progress = completed ? 'succeeded' : 'processing';
    if (rest.length === 0)
      return {
        status: 200,
        body: { id, completed, progress, task: { links: [{ rel: 'self', href: `${address}/task` }] } },
      };
    const tasks = job.results.map((_result, index) => ({
      id: String(index + 1),
      completed,
      progress,
      links: [{ rel: 'self', href: `${address}/task/${index + 1}` }],
    }));
    if (rest.length === 1)
      return {
        status: 200,
        body: { items: tasks, count: tasks.length, hasMore: false, offset: 0, totalResults: tasks.length },
      };
    const index = Number(rest[1]) - 1;
    const [task, result] = [tasks[index], job.results[index]];
    if (task === undefined || result === undefined) throw noSuchRecord(String(rest[1]));
    if (rest.length === 2) return { status: 200, body: task };
    if (!completed) throw problem(404, 'NONEXISTENT_ID', 'The result of the task is not available yet.');
    return result;
  }

  #address(host: string, id: string): string {
    return `${host}${this.#base}/job/${id}`;
  }
}
