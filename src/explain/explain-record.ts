import { compilePipe, MappingStore } from '../compile/compile-pipe.ts';
import type { PipePlan } from '../compile/pipe-plan.ts';
import type { LoadedProject } from '../load/load-project.ts';
import { contentHash } from '../model/content-hash.ts';
import type { Delivery } from '../model/delivery.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { Ledger } from '../model/ledger.ts';
import { explainRun } from './explain-run.ts';
import type { Explanation, FieldChoice, UnknownField } from './explanation.ts';
import { type Given, ledgerWorld, sampleWorld } from './offline-world.ts';
import { runOffline } from './run-offline.ts';

/** Where the fields of a delivery’s payload came from. Rejects with the Hold of a stage that cannot make it. */
export async function explainRecord(
  project: LoadedProject,
  pipe: PipePlan,
  delivery: Delivery,
  ledger: Ledger,
  choice: FieldChoice,
  signal: AbortSignal,
): Promise<Explanation | UnknownField> {
  const world = ledgerWorld(project, pipe, ledger, signal);
  const run = await runOffline(pipe, delivery.record, delivery.key, world);
  const explained = await explainRun(project, pipe, run, world, choice);
  if ('known' in explained || delivery.payloadHash === undefined || !run.exact) return explained;
  const hash = contentHash(`${pipe.target.capability} ${JSON.stringify(run.payload)}`);
  return { ...explained, asSent: delivery.payloadHash === hash };
}

export interface SampleOptions extends FieldChoice {
  /** What a run would have asked the target: needs, the linked record, entries of reference lists. */
  readonly given?: Given;
  readonly signal?: AbortSignal;
}

/**
 * Where the fields come from that a record, as the source system wrote it, becomes by a pipe: for a sample that no ledger
 * knows. What only the target could say stands as `‹…›`. Rejects with the Hold of a stage that cannot make it, and with
 * USAGE for a pipe that does not exist.
 */
export async function explainPayload(
  project: LoadedProject,
  pipeName: string,
  native: unknown,
  { field, item, given = {}, signal = new AbortController().signal }: SampleOptions = {},
): Promise<Explanation | UnknownField> {
  const file = project.pipes.get(pipeName);
  if (file === undefined)
    throw new IntegrationError(
      'USAGE',
      `there is no pipe "${pipeName}"; the project has ${[...project.pipes.keys()].join(', ') || 'none'}`,
      {},
    );
  const pipe = compilePipe(file.value, project, new MappingStore(project));
  const world = sampleWorld(project, pipe, given, signal);
  const run = await runOffline(pipe, JSON.stringify(native), undefined, world);
  return explainRun(project, pipe, run, world, { field, item });
}
