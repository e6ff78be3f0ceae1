import type { VerificationFile, VerifiedItem } from '../../model/config.generated.ts';
import { CHECKLIST } from '../checklist/checklist-items.ts';
import type { ScenarioNotPlayed, ScenarioRun } from '../verification/scenario-run.ts';
import { notPlayedOf, runsOf } from '../verification/verified-scenarios.ts';
import { type Markup, markup } from './markup.ts';
import { shownInstant } from './shown-instant.ts';

const VERDICTS: { readonly [V in VerifiedItem['verdict']]: string } = {
  passed: 'passed',
  failed: 'failed',
  missing: 'no scenario',
  pending: 'open',
  waived: 'waived',
  'not-applicable': 'not applicable',
};

const OTHER = 'Known ways to fail';

/** The trace: item → scenario → fixture → last pass. */
export function checklistTable(verification: VerificationFile): Markup {
  const [runs, left] = [runsOf(verification), notPlayedOf(verification)];
  const areas = Map.groupBy(verification.items, ({ id }) => CHECKLIST.find((each) => each.id === id)?.area ?? OTHER);
  return markup`${[...areas].map(
    ([area, rows]) => markup`
<h3>${area}</h3>
<table class="items">
<thead><tr><th>Item</th><th>What is verified</th><th>Result</th><th>Scenario</th><th>Pairs</th><th>Fixtures</th><th>Last pass</th></tr></thead>
<tbody>${rows.map((item) => {
      const shows = ({ tags }: { readonly tags: readonly string[] }) => tags.includes(`@${item.id}`);
      return itemRows(item, runs.filter(shows), left.filter(shows));
    })}</tbody>
</table>`,
  )}`;
}

function itemRows(
  { id, verdict, reason }: VerifiedItem,
  scenarios: readonly ScenarioRun[],
  notPlayed: readonly ScenarioNotPlayed[],
): Markup {
  const title = CHECKLIST.find((each) => each.id === id)?.title ?? '';
  const byScenario = [...Map.groupBy(scenarios, ({ file, line }) => `${file}:${line}`)];
  const span = Math.max(1, byScenario.length);
  const head = markup`<th rowspan="${span}" scope="rowgroup">${id}</th><td rowspan="${span}">${title}${
    reason !== undefined && markup`<div class="reason">${reason}</div>`
  }</td><td rowspan="${span}" class="${verdict}">${VERDICTS[verdict]}</td>`;
  if (byScenario.length === 0) {
    const why = [...new Set(notPlayed.map((left) => `${left.pair}: ${left.reason}`))];
    return markup`<tr>${head}<td colspan="4">${why.map((line) => markup`<div class="reason">${line}</div>`)}</td></tr>`;
  }
  return markup`${byScenario.map(
    ([place, runs], index) =>
      markup`<tr>${index === 0 && head}<td>${runs[0]?.name}<div class="place">${place}</div></td><td>${runs.map(pairMark)}</td><td>${fixturesOf(runs)}</td><td class="time">${lastPassOf(runs)}</td></tr>`,
  )}`;
}

const pairMark = ({ pair, verdict }: ScenarioRun): Markup =>
  markup`<div class="${verdict}">${verdict === 'passed' ? '✓' : '✗'} ${pair ?? 'no pair'}</div>`;

function fixturesOf(runs: readonly ScenarioRun[]): Markup {
  const fixtures = [...new Set(runs.flatMap((run) => run.fixtures))];
  return fixtures.length === 0 ? markup`twins` : markup`${fixtures.map((path) => markup`<div>${path}</div>`)}`;
}

/** The oldest of them: the item has been right for every pair since no later than that. */
function lastPassOf(runs: readonly ScenarioRun[]): string {
  const times = runs.map((run) => run.lastPass);
  if (times.includes(undefined)) return 'never for every pair';
  const [oldest] = times.filter((time) => time !== undefined).sort();
  return oldest === undefined ? '' : shownInstant(oldest);
}
