import { instantOf } from '../../model/clock.ts';
import type { ReadRequest } from '../../model/connection.ts';
import type { Channel } from '../channel.ts';
import type { CompiledCursor, WrittenAs } from '../compiled-connector.ts';
import type { ReadCursor } from './read-cursor.ts';
import { recordTimes } from './record-time.ts';

/**
 * By change time. Asks from the watermark less the overlap; the next watermark is the newest time seen, but never after
 * this run's start: a server's clock that runs ahead would make the next run begin after records that are yet to come.
 */
export function timestampCursor(
  rule: Extract<CompiledCursor, { kind: 'timestamp' }>,
  request: Pick<ReadRequest, 'watermark' | 'since'>,
  channel: Channel,
): ReadCursor {
  const startedAt = channel.clock.now();
  const stored = storedMark(request.watermark, startedAt, channel);
  const bound = request.since === undefined ? undefined : Date.parse(request.since);
  const from = stored ?? bound;
  const sinceMs = from === undefined ? undefined : from - rule.overlapMs;
  const timeOf = recordTimes(channel, rule.field, rule.zone);
  let newest = stored;
  let last = Number.NEGATIVE_INFINITY;
  let inOrder = rule.ascending;

  const mark = () => (newest === undefined ? undefined : instantOf(Math.min(newest, startedAt)));
  return {
    since: sinceMs === undefined ? undefined : writtenTime(sinceMs, rule.writeAs),
    ...(sinceMs === undefined ? {} : { sinceMs }),
    notBeforeMs: stored === undefined ? bound : undefined,
    written: (ms) => writtenTime(ms, rule.writeAs),
    look: (native) => {
      const ms = timeOf(native);
      return ms === undefined ? {} : { ms, observedAt: instantOf(ms) };
    },
    pass: ({ ms }) => {
      if (ms === undefined) return;
      newest = newest === undefined ? ms : Math.max(newest, ms);
      if (inOrder && ms < last) {
        // A page's watermark would pass over what is still to come.
        inOrder = false;
        channel.report({
          code: 'list-out-of-order',
          text: 'the list is not in order of change time; the cursor moves at its end',
        });
      }
      last = ms;
    },
    afterPage: () => (inOrder ? mark() : undefined),
    atEnd: mark,
  };
}

function storedMark(watermark: string | undefined, now: number, channel: Channel): number | undefined {
  if (watermark === undefined) return undefined;
  const ms = Date.parse(watermark);
  if (Number.isNaN(ms)) {
    channel.report({
      code: 'watermark-unreadable',
      text: `the watermark "${watermark}" is no time; everything is read`,
    });
    return undefined;
  }
  if (ms <= now) return ms;
  channel.report({
    code: 'watermark-in-the-future',
    text: `the watermark ${watermark} lies in the future; it is taken for now; run once with --since to read what it may have passed over`,
  });
  return now;
}

function writtenTime(ms: number, writeAs: WrittenAs): string {
  const iso = instantOf(ms);
  switch (writeAs) {
    case 'iso':
      return iso;
    case 'iso-seconds':
      return `${iso.slice(0, 19)}Z`;
    case 'iso-seconds-no-zone':
      return iso.slice(0, 19);
    case 'date':
      return iso.slice(0, 10);
  }
}
