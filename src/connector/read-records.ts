import type { NativeRecord, Page, ReadRequest } from '../model/connection.ts';
import type { Channel } from './channel.ts';
import type { CompiledOperation, CompiledRead } from './compiled-connector.ts';
import { cursorOf } from './cursor/cursor-of.ts';
import { detailsOf } from './detail-records.ts';
import { joinFields } from './joined-fields.ts';
import { isWindow, listWalk } from './list-walk.ts';
import { nativeRecord } from './native-record.ts';
import { walkPages } from './paging/walk-pages.ts';
import { fieldOf } from './protocol/protocol.ts';
import { readError } from './read-answer.ts';
import type { ReferenceLists } from './reference-lists.ts';
import { SeenInWindow } from './seen-in-window.ts';

/** The pages of a read, and at last the closing page with the final watermark. Rejects with an IntegrationError. */
export async function* readRecords(
  channel: Channel,
  references: ReferenceLists,
  rule: CompiledRead,
  request: ReadRequest,
): AsyncGenerator<Page> {
  const { signal } = request;
  const cursor = cursorOf(rule.cursor, request, channel);
  const isParsed = rule.join.length === 0 && yieldsWhatWasParsed(rule.each ?? rule.list);
  const seen = isWindow(rule.list) ? new SeenInWindow() : undefined;
  const walk = listWalk(channel, {
    operation: rule.list,
    key: rule.key,
    variables: { options: channel.options },
    cursor,
    signal,
  });
  try {
    const join = await joinFields(channel, rule.join, references, signal);
    for await (const page of walkPages(walk)) {
      seen?.moveTo(page.request.sinceMs);
      const records: NativeRecord[] = [];
      for (const native of await detailsOf(channel, rule.each, page.items, signal)) {
        const observed = cursor.look(native);
        const whole = join === undefined ? native : await join(native);
        const record = { ...nativeRecord(rule, whole, observed), isParsed };
        if (seen?.isFresh(record.key, observed.ms) === false) continue;
        cursor.pass(observed);
        const tooOld =
          observed.ms !== undefined && cursor.notBeforeMs !== undefined && observed.ms < cursor.notBeforeMs;
        if (!tooOld) records.push(record);
      }
      const watermark = cursor.afterPage();
      const total = fieldOf(page.answer.body, '@odata.count');
      yield {
        records,
        ...(watermark === undefined ? {} : { watermark }),
        ...(typeof total === 'number' ? { total } : {}),
      };
    }
  } catch (error) {
    throw readError(error, channel, rule.list.name);
  }
  const watermark = cursor.atEnd();
  yield { records: [], ...(watermark === undefined ? {} : { watermark }) };
}

/** JSONata marks the lists that it makes; a path of names only leads to what was there. */
const yieldsWhatWasParsed = ({ result }: CompiledOperation): boolean =>
  result === undefined || /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(result.source.trim());
