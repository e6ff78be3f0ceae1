import { ExpressionError } from '../map/expression.ts';
import type { NativeRecord } from '../model/connection.ts';
import { Hold } from '../model/hold.ts';
import { recordKey } from '../model/names.ts';
import type { CompiledRead } from './compiled-connector.ts';
import type { Observation } from './cursor/read-cursor.ts';
import { evaluateAnswer } from './evaluate-answer.ts';
import { oneLine } from './one-line.ts';
import { idOf, textOf } from './protocol/protocol.ts';

/** A record with what its connector knows of it. Throws KEY_MALFORMED for one without an id. */
export function nativeRecord(rule: CompiledRead, native: unknown, { observedAt, sequence }: Observation): NativeRecord {
  const key = recordKey(idOf(evaluateAnswer('key', rule.key, native)));
  return {
    key,
    label: oneLine(labelOf(rule, native) ?? key),
    ...(observedAt === undefined ? {} : { observedAt }),
    native,
    ...(sequence === undefined ? {} : { sequence }),
  };
}

/** A label is for people, and one line: a record whose label cannot be read goes by its key. */
function labelOf({ label }: CompiledRead, native: unknown): string | undefined {
  try {
    return textOf(label?.evaluate(native));
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof Hold) return undefined;
    throw error;
  }
}
