import type { ReadRequest } from '../../model/connection.ts';
import type { Channel } from '../channel.ts';
import type { CompiledCursor } from '../compiled-connector.ts';
import type { ReadCursor } from './read-cursor.ts';
import { scanCursor } from './scan.ts';
import { sequenceCursor } from './sequence.ts';
import { timestampCursor } from './timestamp.ts';

/** The cursor of one read, from where the request says. */
export function cursorOf(
  rule: CompiledCursor,
  request: Pick<ReadRequest, 'watermark' | 'since'>,
  channel: Channel,
): ReadCursor {
  switch (rule.kind) {
    case 'timestamp':
      return timestampCursor(rule, request, channel);
    case 'sequence':
      return sequenceCursor(rule, request, channel);
    case 'scan':
      return scanCursor(rule, request, channel);
  }
}
