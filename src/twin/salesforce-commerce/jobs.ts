import type { TwinReply } from '../kit/twin-server.ts';
import { ApiError, notFound } from './api-error.ts';
import { check, compact } from './fields.ts';
import { ImportError } from './impex-xml.ts';
import { importInventory } from './inventory-import.ts';
import { importPriceBooks } from './price-books.ts';
import { type ApiRequest, DATA, ok, type Route } from './route.ts';
import type { Store } from './store.ts';
import { written } from './time.ts';

export interface JobExecution {
  readonly id: string;
  readonly jobId: string;
  readonly startedAt: number;
  readonly endsAt: number;
  readonly exit: 'OK' | 'WARN' | 'ERROR';
  readonly log: readonly string[];
}

interface Job {
  /** Below Impex: where its step looks for files. */
  readonly folder: string;
  readonly import: (xml: string, store: Store) => readonly string[];
}

/** Jobs that the shop's administrators have made of the steps of the product (sheet section 8). */
const JOBS: Readonly<Record<string, Job>> = {
  'import-price-books': { folder: 'src/pricebook/', import: importPriceBooks },
  'import-inventory-lists': { folder: 'src/inventory/', import: importInventory },
};

const PATH = `${DATA}/jobs/{jobId}/executions`;

export const JOB_ROUTES: readonly Route[] = [
  { methods: ['POST'], path: PATH, surface: 'data', handle: start },
  {
    methods: ['GET'],
    path: `${PATH}/{executionId}`,
    surface: 'data',
    handle: ({ store, path }) => {
      const execution = store.executions.get(path.executionId ?? '');
      if (execution === undefined || execution.jobId !== path.jobId)
        throw notFound('JobExecution', `No execution '${path.executionId}' of the job '${path.jobId}' was found.`);
      return ok(viewExecution(execution, store));
    },
  },
];

/** One at a time of each job. Its files are gone afterwards: the step moves them to the archive. */
function start({ store, path, body }: ApiRequest): TwinReply {
  check(body, { parameters: 'list' });
  const jobId = path.jobId ?? '';
  const job = JOBS[jobId];
  if (job === undefined) throw notFound('Job', `No job with the ID '${jobId}' was found.`, { arguments: { jobId } });
  if ([...store.executions.values()].some((each) => each.jobId === jobId && isRunning(each, store)))
    throw new ApiError(400, 'JobAlreadyRunning', `The job '${jobId}' is running already.`, { arguments: { jobId } });
  const now = store.now();
  const execution: JobExecution = {
    id: store.nextNumber('execution'),
    jobId,
    startedAt: now,
    endsAt: now + store.settings.jobSeconds * 1000,
    ...run(job, store),
  };
  store.executions.set(execution.id, execution);
  // Whoever starts a job is told that it has started, however short it is.
  return ok({ ...viewExecution(execution, store), execution_status: 'running', exit_status: undefined });
}

function run(job: Job, store: Store): Pick<JobExecution, 'exit' | 'log'> {
  const log: string[] = [];
  let failed = false;
  const files = [...store.files]
    .filter(([name]) => name.startsWith(job.folder) && !name.startsWith(`${job.folder}archive/`))
    .sort(([a], [b]) => a.localeCompare(b));
  for (const [name, xml] of files) {
    try {
      log.push(...job.import(xml, store).map((warning) => `${name}: ${warning}`));
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      failed = true;
      log.push(`${name}: ${error.message}`);
    }
    store.files.delete(name);
    store.files.set(`${job.folder}archive/${name.slice(job.folder.length)}`, xml);
  }
  return { exit: failed ? 'ERROR' : log.length > 0 ? 'WARN' : 'OK', log };
}

const isRunning = ({ endsAt }: JobExecution, store: Store): boolean => endsAt > store.now();

function viewExecution(execution: JobExecution, store: Store): Record<string, unknown> {
  const { id, jobId, startedAt, endsAt, exit } = execution;
  const runs = isRunning(execution, store);
  return compact({
    _v: '25.6',
    _type: 'job_execution',
    id,
    job_id: jobId,
    start_time: written(startedAt),
    end_time: runs ? undefined : written(endsAt),
    execution_status: runs ? 'running' : exit === 'ERROR' ? 'aborted' : 'finished',
    exit_status: runs ? undefined : { code: exit, status: exit === 'ERROR' ? 'error' : 'ok' },
    log_file_name: `Job-${jobId}-${id}.log`,
  });
}
