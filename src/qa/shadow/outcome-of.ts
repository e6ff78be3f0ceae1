import type { PipePlan } from '../../compile/pipe-plan.ts';
import { judge } from '../../engine/judge.ts';
import { isWanted } from '../../engine/modify.ts';
import { valueAtPath } from '../../explain/field-values.ts';
import type { OfflineWorld } from '../../explain/offline-world.ts';
import { runOffline } from '../../explain/run-offline.ts';
import { Hold } from '../../model/hold.ts';
import { recordKey } from '../../model/names.ts';
import { pathText } from '../../validate/schema-registry.ts';
import type { RecordedRecord } from './recorded-record.ts';

/** What a configuration makes of a record. */
export type ShadowOutcome =
  | { readonly kind: 'sent'; readonly payload: unknown }
  | { readonly kind: 'held'; readonly code: string; readonly text: string }
  | { readonly kind: 'left out' };

/** Takes a record through the stages of a pipe up to what would be sent. Nothing is asked and nothing written. */
export async function outcomeOf(
  pipe: PipePlan,
  { record, key }: RecordedRecord,
  world: OfflineWorld,
): Promise<ShadowOutcome> {
  try {
    const run = await runOffline(pipe, record, key === undefined ? undefined : recordKey(key), world);
    if (!isWanted(pipe, { part: 'to' }, run.document)) return { kind: 'left out' };
    judge(pipe, { part: 'to' }, run.document);
    // What only the target knows stands as `‹…›`, which no schema of its takes.
    const [violation] = pipe.target
      .validatePayload(run.payload)
      .filter(({ path }) => !/‹.*›/.test(String(valueAtPath(run.payload, path))));
    if (violation !== undefined)
      return { kind: 'held', code: 'payload-invalid', text: `${pathText(violation.path)}: ${violation.message}` };
    return { kind: 'sent', payload: run.payload };
  } catch (error) {
    if (error instanceof Hold) return { kind: 'held', code: error.code, text: error.message };
    throw error;
  }
}
