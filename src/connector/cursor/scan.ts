import { instantOf } from '../../model/clock.ts';
import type { ReadRequest } from '../../model/connection.ts';
import type { Channel } from '../channel.ts';
import type { CompiledCursor } from '../compiled-connector.ts';
import type { ReadCursor } from './read-cursor.ts';
import { recordTimes } from './record-time.ts';

/** Everything, every time: there is nothing to ask from, and no watermark. */
export function scanCursor(
  rule: Extract<CompiledCursor, { kind: 'scan' }>,
  request: Pick<ReadRequest, 'since'>,
  channel: Channel,
): ReadCursor {
  const { field } = rule;
  const timeOf = field === undefined ? () => undefined : recordTimes(channel, field, rule.zone);
  return {
    since: undefined,
    notBeforeMs: request.since === undefined ? undefined : Date.parse(request.since),
    written: instantOf,
    look: (native) => {
      const ms = timeOf(native);
      return ms === undefined ? {} : { ms, observedAt: instantOf(ms) };
    },
    pass: () => undefined,
    afterPage: () => undefined,
    atEnd: () => undefined,
  };
}
