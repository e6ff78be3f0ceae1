import type { WriteRequest } from '../../model/connection.ts';
import { Hold } from '../../model/hold.ts';
import { resultOf } from '../answer-result.ts';
import { type FailedOutcome, outcomeOfError } from '../call-outcome.ts';
import { CallFailed } from '../call-result.ts';
import { callVariables } from '../call-variables.ts';
import type { Channel } from '../channel.ts';
import { evaluateAnswer } from '../evaluate-answer.ts';
import { keptView } from '../kept-steps.ts';
import type { Variables } from '../protocol/protocol.ts';
import { readAnswer } from '../read-answer.ts';
import { readOneRecord } from '../read-one-record.ts';
import { reasonOf } from '../reason.ts';
import type { ReferenceLists } from '../reference-lists.ts';
import type { CompiledRevision } from './compiled-revision.ts';
import { differenceWords } from './difference-words.ts';
import { contestedPaths, isSame } from './leaves.ts';
import { areSameRows, hasRows, isOnTheWay, pairRows } from './paired-rows.ts';
import { listsOf, type Version, versionOf } from './version.ts';

/** What is to be changed on a record: `$revision` of the update steps. */
export interface Revision {
  /** The record as it was read. */
  readonly record: unknown;
  /** Fields with their new values, in their places; null where the source has nothing there any more. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Lists that are to be otherwise: what each row of the record becomes. Without `now` it is new, without `to` it goes. */
  readonly lists: Readonly<
    Record<string, readonly { readonly now?: unknown; readonly to?: unknown; readonly same: boolean }[]>
  >;
}

/** `revision` is nothing when the record has everything already. */
export type Judged = { readonly revision: Revision | undefined } | { readonly failed: FailedOutcome };

/**
 * Looks at the record that stands, and judges whether what was changed at the source may and can be changed on it. Rejects
 * with a Hold where that is for a person: it may not be changed any more, or somebody has changed the same there.
 */
export async function judgeRevision(
  channel: Channel,
  references: ReferenceLists,
  rule: CompiledRevision,
  request: WriteRequest,
): Promise<Judged> {
  const variables = callVariables(channel, request, keptView(request.done));
  try {
    const record = await readRecord(channel, references, rule, request, variables);
    const closed = rule.closed && evaluateAnswer('closed', rule.closed, record, variables);
    // A record that may not be changed any more may look otherwise: one that is gone has no lines.
    const now = versionOf(evaluateAnswer('has', rule.has, record, variables), rule);
    return { revision: revisionOf(channel, rule, request, record, now, closed, variables) };
  } catch (error) {
    if (error instanceof CallFailed && error.failure.verdict === 'absent')
      return { failed: { kind: 'gone', reason: error.failure.reason } };
    return { failed: outcomeOfError(error, channel) };
  }
}

async function readRecord(
  channel: Channel,
  references: ReferenceLists,
  { read }: CompiledRevision,
  { target, signal }: WriteRequest,
  variables: Variables,
): Promise<unknown> {
  if ('operation' in read)
    return resultOf(channel, read.operation, await readAnswer(channel, read.operation, { variables, signal }, false));
  const found = await readOneRecord(channel, references, read.one, target?.id ?? '', signal);
  if (found !== undefined) return found.native;
  const reason = reasonOf(channel.redactor, 'ABSENT', `there is no ${target?.id} any more`);
  throw new CallFailed({ verdict: 'absent', reason, outage: false, stated: false });
}

function revisionOf(
  channel: Channel,
  rule: CompiledRevision,
  { before = [], payload, target, document }: WriteRequest,
  record: unknown,
  now: Version,
  closed: unknown,
  variables: Variables,
): Revision | undefined {
  const laidOut = (said: unknown): Version =>
    versionOf(rule.says === undefined ? said : evaluateAnswer('says', rule.says, said, variables), rule);
  const wanted = laidOut(payload);
  const former = before.map(laidOut);
  const delivered = former.at(-1);
  const name = `${target?.number ?? target?.id ?? ''}`;
  const label = typeof document.number === 'string' ? document.number : 'It';
  if (delivered === undefined)
    throw new Hold(
      'changed-after-delivery',
      `${label} changed after it became ${name}, and nothing is known of the version before: compare them on ${channel.connection} by hand, then skip this version`,
    );

  const paths = contestedPaths([...former.map(({ fields }) => fields), wanted.fields]);
  const lists = listsOf(wanted, rule.lists).filter(([list, rows, how]) =>
    former.some((version) => !areSameRows(version.lists.get(list) ?? [], rows, how)),
  );
  const toSet = paths.filter((path) => !isSame(now.fields.get(path), wanted.fields.get(path)));
  const toRefill = lists.filter(([list, rows, how]) => !hasRows(now.lists.get(list) ?? [], rows, how));
  if (toSet.length === 0 && toRefill.length === 0) return undefined;

  const inShop = `changed at the source: ${differenceWords(delivered, wanted, rule)}`;
  const advice = `change ${name} on ${channel.connection} by hand as far as that is still right and retry, or skip this version`;
  const held = (why: string): Hold =>
    new Hold('changed-after-delivery', `${label} changed after it became ${name}, ${why}; ${inShop}; ${advice}`);
  if (typeof closed === 'string' && closed !== '') throw held(`which may not be changed any more: ${closed}`);

  // What the system fills in by itself is nobody’s change: only what the source has changed is compared.
  const contested = ({ fields, lists: all }: Version): Version => ({
    fields: new Map(toSet.filter((path) => !rule.unseen.has(path)).map((path) => [path, fields.get(path)])),
    lists: new Map([...all].map(([list, rows]) => [list, toRefill.some(([each]) => each === list) ? rows : []])),
  });
  const isBase = (version: Version): boolean =>
    toSet.every((path) => rule.unseen.has(path) || isSame(now.fields.get(path), version.fields.get(path))) &&
    toRefill.every(([list, rows, how]) =>
      isOnTheWay(now.lists.get(list) ?? [], version.lists.get(list) ?? [], rows, how),
    );
  if (!former.some(isBase))
    throw held(
      `which was changed on ${channel.connection} as well: ${differenceWords(contested(delivered), contested(now), rule)}`,
    );

  for (const [path, what] of rule.fixed)
    if (toSet.some((each) => each === path || each.startsWith(`${path}.`)))
      throw held(`and ${what} of it cannot be changed there`);

  return {
    record,
    fields: nested(toSet.map((path) => [path, wanted.fields.get(path) ?? null])),
    lists: Object.fromEntries(
      toRefill.map(([list, rows, how]) => [
        list,
        pairRows(now.lists.get(list) ?? [], rows, how).map(({ from, ...rest }) =>
          from === undefined ? rest : { ...rest, now: from },
        ),
      ]),
    ),
  };
}

/** Values by their paths as one object. */
function nested(values: readonly (readonly [path: string, value: unknown])[]): Readonly<Record<string, unknown>> {
  const whole: Record<string, unknown> = {};
  for (const [path, value] of values) {
    const steps = path.split('.');
    const last = steps.pop() ?? path;
    let place = whole;
    for (const step of steps) {
      place[step] ??= {};
      place = place[step] as Record<string, unknown>;
    }
    place[last] = value;
  }
  return whole;
}
