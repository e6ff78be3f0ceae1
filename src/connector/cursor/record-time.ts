import { type Expression, ExpressionError } from '../../map/expression.ts';
import { instantFrom } from '../../map/functions/time.ts';
import { Hold } from '../../model/hold.ts';
import type { Channel } from '../channel.ts';

/**
 * Reads the change time of records. One that is missing, or cannot be read as a time, is undefined: the record passes
 * and moves no watermark. The first that cannot be read is reported.
 */
export function recordTimes(
  channel: Channel,
  field: Expression,
  zone: string,
): (native: unknown) => number | undefined {
  const variables = { options: channel.options };
  let reported = false;
  return (native) => {
    try {
      const value = field.evaluate(native, variables);
      return value === undefined || value === null || value === '' ? undefined : instantFrom(value, zone);
    } catch (error) {
      if (!(error instanceof Hold) && !(error instanceof ExpressionError)) throw error;
      if (!reported) channel.report({ code: 'time-unreadable', text: `\`${field.source}\`: ${error.message}` });
      reported = true;
      return undefined;
    }
  };
}
