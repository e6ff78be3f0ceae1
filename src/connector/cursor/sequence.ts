import type { ReadRequest } from '../../model/connection.ts';
import type { Channel } from '../channel.ts';
import type { CompiledCursor } from '../compiled-connector.ts';
import { evaluateAnswer } from '../evaluate-answer.ts';
import { MalformedAnswer } from '../malformed-answer.ts';
import type { ReadCursor } from './read-cursor.ts';

/** By a number that only grows. Records without one pass and move no watermark. */
export function sequenceCursor(
  rule: Extract<CompiledCursor, { kind: 'sequence' }>,
  request: Pick<ReadRequest, 'watermark'>,
  channel: Channel,
): ReadCursor {
  const stored = storedNumber(request.watermark, channel);
  let highest = stored;
  const mark = () => (highest === undefined ? undefined : String(highest));
  return {
    since: stored === undefined ? 0 : Math.max(0, stored - rule.overlapNumbers),
    notBeforeMs: undefined,
    written: String,
    look: (native) => {
      const value = evaluateAnswer('cursor.field', rule.field, native);
      if (value === undefined || value === null) return {};
      const sequence = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
      if (typeof sequence !== 'number' || !Number.isSafeInteger(sequence)) {
        throw new MalformedAnswer(`\`${rule.field.source}\` of a record is no whole number`);
      }
      return { sequence };
    },
    pass: ({ sequence }) => {
      if (sequence !== undefined) highest = highest === undefined ? sequence : Math.max(highest, sequence);
    },
    afterPage: () => undefined,
    atEnd: mark,
  };
}

function storedNumber(watermark: string | undefined, channel: Channel): number | undefined {
  if (watermark === undefined) return undefined;
  if (/^\d+$/.test(watermark) && Number.isSafeInteger(Number(watermark))) return Number(watermark);
  channel.report({
    code: 'watermark-unreadable',
    text: `the watermark "${watermark}" is no number; everything is read`,
  });
  return undefined;
}
