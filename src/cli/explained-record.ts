import { compilePipes, openLedgerToRead } from '../app.ts';
import { explainPayload, explainRecord } from '../explain/explain-record.ts';
import type { Explanation, UnknownField } from '../explain/explanation.ts';
import type { LoadedProject } from '../load/load-project.ts';
import type { Delivery } from '../model/delivery.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { casesSurroundings } from './cases-surroundings.ts';
import type { Environment } from './environment.ts';
import { jsonInput, yamlInput } from './json-input.ts';
import { newestDelivery } from './newest-delivery.ts';

/** What a person asks `explain` for. */
export interface AskedRecord {
  readonly pipe: string;
  readonly key: string | undefined;
  /** A file in place of a key. */
  readonly sample: string | undefined;
  /** A file with what a run would have asked the target. */
  readonly given: string | undefined;
  readonly field: string | undefined;
  readonly item: string | undefined;
}

/** A record that can be explained: a delivery of the ledger, or a sample. */
export interface ExplainedRecord {
  readonly delivery: Delivery | undefined;
  /** Rejects with a Hold. */
  readonly explain: () => Promise<Explanation | UnknownField>;
  readonly close: () => Promise<void>;
}

/** Throws USAGE when the pipe or the record does not exist, or none is named. */
export async function chosenRecord(
  project: LoadedProject,
  asked: AskedRecord,
  environment: Environment,
): Promise<ExplainedRecord> {
  const { field, item } = asked;
  const signal = environment.aborting;
  if (asked.sample !== undefined) {
    const given = casesSurroundings(
      project,
      asked.given === undefined ? {} : yamlInput(asked.given, environment),
      '--with',
    );
    const native = await jsonInput(asked.sample, environment);
    return {
      delivery: undefined,
      explain: () => explainPayload(project, asked.pipe, native, { field, item, given, signal }),
      close: async () => undefined,
    };
  }
  if (asked.key === undefined)
    throw new IntegrationError('USAGE', 'name the record by its key or label, or a file with --sample', {});
  const [pipe] = compilePipes(project, [asked.pipe]);
  if (pipe === undefined) throw new IntegrationError('USAGE', 'name a pipe', {});
  const ledger = await openLedgerToRead(project);
  try {
    const delivery = await newestDelivery(ledger, pipe.name, asked.key);
    return {
      delivery,
      explain: () => explainRecord(project, pipe, delivery, ledger, { field, item }, signal),
      close: () => ledger.close(),
    };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}
