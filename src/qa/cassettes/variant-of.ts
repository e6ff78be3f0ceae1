import type { CassetteExchange } from '../../model/config.generated.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { differences, isFields, partsOf, pointerTo } from './difference.ts';
import { valueAtPointer, withValueAt } from './partners.ts';
import { callText } from './replay-problem.ts';
import type { ReplayedExchange, ReplayTape } from './replay-tape.ts';

/**
 * One thing that goes wrong in a scenario that was recorded going right. `at` is the place of an exchange in the tape,
 * from 0; `callAt` finds it.
 *
 * - reply-lost: the system does what it was asked, and the answer never arrives. A look-up that found nothing before finds
 *   what was created; `found` says it where that cannot be told from the tape. Sending again is no answer any more
 * - answered-with: that status instead, `times` times, and nothing is done; then the recorded answer
 * - timed-out, not-reached: no answer, and nothing is done; then the recorded answer
 * - token-expired: refused with 401 until there is a new sign-in
 * - page-repeated: the page before comes again; page-empty: a list without records; page-reordered: from its end
 * - records-twice: every record of the list is there twice, as after an event that came twice
 * - fields-null: fields of every record of the list that the system may leave empty
 */
export type CassetteChange =
  | { readonly kind: 'reply-lost'; readonly at: number; readonly found?: readonly CassetteExchange[] }
  | {
      readonly kind: 'answered-with';
      readonly at: number;
      readonly status: number;
      readonly json?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly times?: number;
    }
  | { readonly kind: 'timed-out' | 'not-reached'; readonly at: number; readonly times?: number }
  | { readonly kind: 'token-expired'; readonly at: number; readonly json?: unknown }
  | { readonly kind: 'page-repeated' | 'page-empty' | 'page-reordered' | 'records-twice'; readonly at: number }
  | { readonly kind: 'fields-null'; readonly at: number; readonly fields: readonly string[] };

/** The place in a tape of the `nth` call (from 1) of a method to a path, sign-ins left out. Throws USAGE when there is none. */
export function callAt(tape: ReplayTape, method: string, path: RegExp | string, nth = 1): number {
  const matches = tape.exchanges.flatMap(({ request }, at) => {
    const asked = request.path ?? '';
    const fits = typeof path === 'string' ? asked === path : path.test(asked);
    return request.sign_in !== true && request.method === method && fits ? [at] : [];
  });
  const at = matches[nth - 1];
  if (at === undefined) throw new IntegrationError('USAGE', `the tape has no call ${nth} of ${method} ${path}`, {});
  return at;
}

/** A tape of the same scenario in which one thing goes wrong. Throws USAGE where the change has nothing to change. */
export function variantOf(tape: ReplayTape, change: CassetteChange): ReplayTape {
  const exchange = tape.exchanges[change.at];
  if (exchange === undefined)
    throw new IntegrationError('USAGE', `the tape has no exchange ${change.at}, only ${tape.exchanges.length}`, {});
  return { exchanges: changed(tape.exchanges, exchange, change), tolerance: 'after-a-fault' };
}

function changed(
  exchanges: readonly ReplayedExchange[],
  exchange: ReplayedExchange,
  change: CassetteChange,
): readonly ReplayedExchange[] {
  const instead = (other: ReplayedExchange) => exchanges.map((each, at) => (at === change.at ? other : each));
  const first = (fault: Omit<CassetteExchange, 'request'>, times = 1) =>
    instead({ ...exchange, before: [...Array<typeof fault>(times).fill(fault), ...(exchange.before ?? [])] });
  const list = (records: (all: readonly unknown[]) => readonly unknown[]) =>
    instead({ ...exchange, ...withRecords(exchange, records) });
  switch (change.kind) {
    case 'reply-lost':
      return [
        ...instead({ request: exchange.request, failure: 'reset' }),
        ...(change.found ?? lookUpsAfter(exchanges.slice(0, change.at), exchange)),
      ];
    case 'answered-with': {
      const { status, json, headers, times } = change;
      return first(
        { response: { status, ...(headers && { headers }), ...(json === undefined ? {} : { json }) } },
        times,
      );
    }
    case 'timed-out':
      return first({ failure: 'timeout' }, change.times);
    case 'not-reached':
      return first({ failure: 'refused' }, change.times);
    case 'token-expired':
      return first({ response: { status: 401, json: change.json ?? {} } });
    case 'page-repeated':
      return instead({ ...exchange, ...answerOnly(pageBefore(exchanges, change.at)) });
    case 'page-empty':
      return list(() => []);
    case 'page-reordered':
      return list((records) => records.toReversed());
    case 'records-twice':
      return list((records) => [...records, ...records]);
    case 'fields-null':
      return list((records) =>
        records.map((record) =>
          isFields(record) ? { ...record, ...Object.fromEntries(change.fields.map((name) => [name, null])) } : record,
        ),
      );
  }
}

const answerOnly = ({ response, failure }: CassetteExchange) => ({
  ...(response === undefined ? {} : { response }),
  ...(failure === undefined ? {} : { failure }),
});

/** The latest answer before from the same list: the same method and path, asked for another page. */
function pageBefore(exchanges: readonly ReplayedExchange[], at: number): ReplayedExchange {
  const page = exchanges[at];
  const before = exchanges
    .slice(0, at)
    .findLast(
      ({ request, response }) =>
        request.method === page?.request.method &&
        request.path === page?.request.path &&
        listIn(response?.json) !== undefined,
    );
  if (before !== undefined) return before;
  throw new IntegrationError('USAGE', `exchange ${at} is the first page of its list: there is none before it`, {});
}

function withRecords(exchange: CassetteExchange, change: (records: readonly unknown[]) => readonly unknown[]) {
  const { response } = exchange;
  const pointer = listIn(response?.json);
  if (response === undefined || pointer === undefined)
    throw new IntegrationError('USAGE', `${callText(exchange.request)} was not answered with a list`, {});
  const records = valueAtPointer(response.json, partsOf(pointer)) as readonly unknown[];
  return { response: { ...response, json: withValueAt(response.json, partsOf(pointer), change(records)) } };
}

/** The list that an answer consists of, by JSON pointer: the one nearest to the top. */
function listIn(json: unknown): string | undefined {
  let level: readonly (readonly [pointer: string, value: unknown])[] = [['', json]];
  while (level.length > 0) {
    const list = level.find(([, value]) => Array.isArray(value));
    if (list !== undefined) return list[0];
    level = level.flatMap(([pointer, value]) =>
      isFields(value) ? Object.entries(value).map(([name, inner]) => [pointerTo(pointer, name), inner] as const) : [],
    );
  }
  return undefined;
}

/**
 * What look-ups answer once a record is there whose creation was not told: those that asked the same collection before
 * and found nothing now find it.
 */
function lookUpsAfter(before: readonly ReplayedExchange[], created: ReplayedExchange): readonly ReplayedExchange[] {
  const record = created.response?.json;
  if (record === undefined || created.request.method !== 'POST') return [];
  const lookUps = before.filter(
    ({ request, response }) =>
      request.method === 'GET' &&
      request.path === created.request.path &&
      isEmptyList(response?.json) &&
      concerns(request, created),
  );
  return lookUps.map((lookUp) => ({ request: lookUp.request, ...withRecords(lookUp, () => [record]) }));
}

const isEmptyList = (json: unknown): boolean => {
  const pointer = listIn(json);
  return pointer !== undefined && differences(valueAtPointer(json, partsOf(pointer)), []).length === 0;
};

/** Whether a look-up asks for something that is in the record: its number, its e-mail. */
function concerns({ query = {} }: CassetteExchange['request'], { request }: CassetteExchange): boolean {
  const asked = Object.values(query).flat().join(' ').toLowerCase();
  const values = isFields(request.json) ? Object.values(request.json) : [];
  return values.some((value) => typeof value === 'string' && value.length > 1 && asked.includes(value.toLowerCase()));
}
