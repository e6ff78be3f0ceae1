import type { NativeRecord, Page, ReadRequest } from '../model/connection.ts';
import type { Channel } from './channel.ts';
import type { CompiledOperation, CompiledRead } from './compiled-connector.ts';
import { cursorOf } from './cursor/cursor-of.ts';
import type { ReadCursor } from './cursor/read-cursor.ts';
import { detailsOf } from './detail-records.ts';
import { evaluateAnswer } from './evaluate-answer.ts';
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
  const cursor = cursorOf(rule.cursor, request, channel);
  const reading = { channel, references, rule, cursor, signal: request.signal };
  for (const list of [rule.list, ...rule.also]) yield* pagesOfList(list, reading);
  const watermark = cursor.atEnd();
  yield { records: [], ...(watermark === undefined ? {} : { watermark }) };
}

interface Reading {
  readonly channel: Channel;
  readonly references: ReferenceLists;
  readonly rule: CompiledRead;
  readonly cursor: ReadCursor;
  readonly signal: AbortSignal;
}

async function* pagesOfList(
  list: CompiledOperation,
  { channel, references, rule, cursor, signal }: Reading,
): AsyncGenerator<Page> {
  const isParsed = rule.join.length === 0 && rule.split === undefined && yieldsWhatWasParsed(rule.each ?? list);
  const seen = isWindow(list) ? new SeenInWindow() : undefined;
  const variables = { options: channel.options };
  const key = rule.split === undefined ? rule.key : undefined;
  const walk = listWalk(channel, { operation: list, key, variables, cursor, signal });
  try {
    const join = await joinFields(channel, rule.join, references, signal);
    for await (const page of walkPages(walk)) {
      seen?.moveTo(page.request.sinceMs);
      const records: NativeRecord[] = [];
      for (const native of await detailsOf(channel, rule.each, page.items, signal)) {
        const observed = cursor.look(native);
        const whole = join === undefined ? native : await join(native);
        const parts = partsOf(rule, whole, channel).map((part) => ({
          ...nativeRecord(rule, part, observed),
          isParsed,
        }));
        if (seen?.isFresh(identityOf(rule, native, parts), observed.ms) === false) continue;
        cursor.pass(observed);
        const tooOld =
          observed.ms !== undefined && cursor.notBeforeMs !== undefined && observed.ms < cursor.notBeforeMs;
        if (!tooOld) records.push(...parts);
      }
      // What one list has reached says nothing of the others.
      const watermark = rule.also.length === 0 ? cursor.afterPage() : undefined;
      const total = fieldOf(page.answer.body, '@odata.count');
      yield {
        records,
        ...(watermark === undefined ? {} : { watermark }),
        ...(typeof total === 'number' ? { total } : {}),
      };
    }
  } catch (error) {
    throw readError(error, channel, list.name);
  }
}

/** The records in an entry of a list: itself, or the several that it holds. */
function partsOf({ split }: CompiledRead, whole: unknown, { options }: Channel): readonly unknown[] {
  if (split === undefined) return [whole];
  const parts = evaluateAnswer('split', split, whole, { options });
  if (parts === undefined) return [];
  return Array.isArray(parts) ? parts : [parts];
}

/** What tells an entry of a list apart. One that holds several records, or none, has no key of its own. */
const identityOf = ({ split }: CompiledRead, native: unknown, [first]: readonly { readonly key: string }[]): string =>
  split === undefined && first !== undefined ? first.key : JSON.stringify(native);

/** JSONata marks the lists that it makes; a path of names only leads to what was there. */
const yieldsWhatWasParsed = ({ result }: CompiledOperation): boolean =>
  result === undefined || /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(result.source.trim());
