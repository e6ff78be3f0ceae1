import type { VerifiedItem, WaivedItem } from '../../model/config.generated.ts';
import { CHECKLIST, type ChecklistItem, isItemTag } from '../checklist/checklist-items.ts';
import type { ScenarioNotPlayed, ScenarioRun } from './scenario-run.ts';

/** An item that cannot be shown yet, with the reason. */
export interface PendingItem {
  readonly id: string;
  readonly reason: string;
}

export interface ItemsInput {
  /** Items that have to be shown. */
  readonly required: readonly ChecklistItem[];
  readonly scenarios: readonly ScenarioRun[];
  readonly notPlayed: readonly ScenarioNotPlayed[];
  readonly pending: readonly PendingItem[];
  /** Items that the project does without, by its own decision. */
  readonly waived: readonly WaivedItem[];
}

/** How each item stands by the scenarios that show it: required ones first, then whatever else is tagged. */
export function verifiedItems(input: ItemsInput): VerifiedItem[] {
  const { required, scenarios, notPlayed, pending, waived } = input;
  const tagged = new Set(
    [...scenarios, ...notPlayed].flatMap(({ tags }) => tags.filter(isItemTag).map((tag) => tag.slice(1))),
  );
  const ids = [...new Set([...required.map(({ id }) => id), ...[...tagged].sort(), ...pending.map(({ id }) => id)])];
  return ids.map((id) => {
    const ran = scenarios.filter(({ tags }) => tags.includes(`@${id}`));
    const left = notPlayed.filter(({ tags }) => tags.includes(`@${id}`));
    const open = pending.find((item) => item.id === id)?.reason;
    const waiver = waived.find(({ item }) => item === id);
    const verdict = verdictOf({ ran, left, open, waiver });
    const reason = verdict === 'waived' && waiver !== undefined ? `${waiver.reason} (${waiver.by})` : open;
    return { id, verdict, ...(reason === undefined ? {} : { reason }) };
  });
}

interface Shown {
  readonly ran: readonly ScenarioRun[];
  readonly left: readonly ScenarioNotPlayed[];
  readonly open: string | undefined;
  readonly waiver: WaivedItem | undefined;
}

/** A waiver stands for what cannot be shown; it hides no scenario that fails. */
function verdictOf({ ran, left, open, waiver }: Shown): VerifiedItem['verdict'] {
  if (ran.some(({ verdict }) => verdict === 'failed')) return 'failed';
  if (waiver !== undefined && (open !== undefined || ran.length === 0)) return 'waived';
  if (open !== undefined) return 'pending';
  if (ran.length > 0) return 'passed';
  return left.length > 0 ? 'not-applicable' : 'missing';
}

/** What blocks a release: every required item without a passing scenario, and every scenario that fails. */
export function blockingItems(
  items: readonly VerifiedItem[],
  required: readonly ChecklistItem[],
  scenarios: readonly ScenarioRun[],
): string[] {
  return items.flatMap(({ id, verdict, reason }) => {
    const title = required.find((each) => each.id === id)?.title;
    if (verdict === 'failed')
      return scenarios
        .filter((scenario) => scenario.verdict === 'failed' && scenario.tags.includes(`@${id}`))
        .map(
          ({ name, pair, file, line }) =>
            `${id} fails: ${name}${pair === undefined ? '' : ` (${pair})`} at ${file}:${line}`,
        );
    if (title === undefined) return [];
    if (verdict === 'pending') return [`${id} is open: ${reason}`];
    return verdict === 'missing' ? [`${id} has no scenario that ran: ${title}`] : [];
  });
}

/** Waivers of what is no item of the checklist: they would wait for ever for what they are meant for. */
export const unknownItems = (waived: readonly WaivedItem[]): string[] =>
  waived
    .filter(({ item }) => !CHECKLIST.some(({ id }) => id === item))
    .map(({ item }) => `pipewright.yaml waives ${item}, which is no item of the checklist`);
