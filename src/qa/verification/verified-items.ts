import type { VerifiedItem, VerifiedScenario } from '../../model/config.generated.ts';
import { type ChecklistItem, isItemTag } from '../checklist/checklist-items.ts';
import type { ScenarioRun } from './scenario-run.ts';

/** An item that cannot be shown yet, with the reason. */
export interface PendingItem {
  readonly id: string;
  readonly reason: string;
}

export interface ItemsInput {
  /** Items that have to be shown. */
  readonly required: readonly ChecklistItem[];
  readonly scenarios: readonly ScenarioRun[];
  readonly pending: readonly PendingItem[];
  /** The verification before this one: it knows when a scenario that fails now last passed. */
  readonly before?: readonly VerifiedItem[] | undefined;
  /** Now, as an instant in UTC. */
  readonly at: string;
}

/** The trace from each item to the scenarios that show it: required ones first, then whatever else is tagged. */
export function verifiedItems({ required, scenarios, pending, before = [], at }: ItemsInput): VerifiedItem[] {
  const tagged = new Set(scenarios.flatMap(({ tags }) => tags.filter(isItemTag).map((tag) => tag.slice(1))));
  const ids = [...new Set([...required.map(({ id }) => id), ...[...tagged].sort(), ...pending.map(({ id }) => id)])];
  return ids.map((id) => {
    const known = before.find((item) => item.id === id)?.scenarios ?? [];
    const ran = scenarios
      .filter(({ tags }) => tags.includes(`@${id}`))
      .map((run): VerifiedScenario => scenarioOf(run, known, at));
    const reason = pending.find((item) => item.id === id)?.reason;
    return { id, verdict: verdictOf(ran, reason), ...(reason === undefined ? {} : { reason }), scenarios: ran };
  });
}

function verdictOf(ran: readonly VerifiedScenario[], pending: string | undefined): VerifiedItem['verdict'] {
  if (ran.some(({ verdict }) => verdict === 'failed')) return 'failed';
  if (pending !== undefined) return 'pending';
  return ran.length === 0 ? 'missing' : 'passed';
}

function scenarioOf(run: ScenarioRun, known: readonly VerifiedScenario[], at: string): VerifiedScenario {
  const { name, file, line, pair, verdict, fixtures } = run;
  const earlier = known.find((other) => other.name === name && other.file === file && other.pair === pair);
  const lastPass = run.lastPass ?? (verdict === 'passed' ? at : earlier?.last_pass);
  return {
    name,
    file,
    line,
    ...(pair === undefined ? {} : { pair }),
    verdict,
    fixtures: [...fixtures],
    ...(lastPass === undefined ? {} : { last_pass: lastPass }),
  };
}

/** What blocks a release: every required item without a passing scenario, and every scenario that fails. */
export function blockingItems(items: readonly VerifiedItem[], required: readonly ChecklistItem[]): string[] {
  return items.flatMap(({ id, verdict, reason, scenarios }) => {
    const title = required.find((each) => each.id === id)?.title;
    if (verdict === 'failed')
      return scenarios
        .filter((scenario) => scenario.verdict === 'failed')
        .map(
          ({ name, pair, file, line }) =>
            `${id} fails: ${name}${pair === undefined ? '' : ` (${pair})`} at ${file}:${line}`,
        );
    if (title === undefined || verdict === 'passed') return [];
    return [verdict === 'pending' ? `${id} is open: ${reason}` : `${id} has no scenario that ran: ${title}`];
  });
}
