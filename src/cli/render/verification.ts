import type { ChalkInstance } from 'chalk';
import type { VerificationFile, VerifiedItem } from '../../model/config.generated.ts';
import { CHECKLIST } from '../../qa/checklist/checklist-items.ts';
import { githubAnnotations } from '../../qa/report/github-annotations.ts';
import type { ReportContent } from '../../qa/report/report-content.ts';
import { resultJson } from '../../qa/report/result-json.ts';
import { renderTable } from './table.ts';

export type VerificationFormat = 'pretty' | 'json' | 'github';

const MOST_LINES = 40;

/** How a verification ended: what blocks, then each stage in a line, then one word. */
export function renderVerification(
  content: ReportContent,
  format: VerificationFormat,
  folder: string,
  paint: ChalkInstance,
): string {
  if (format === 'json') return resultJson(content);
  const annotations = format === 'github' ? githubAnnotations(content) : '';
  return `${annotations}${pretty(content, folder, paint)}`;
}

function pretty({ verification, scenarios }: ReportContent, folder: string, paint: ChalkInstance): string {
  const { stages, verdict, hash, project, items } = verification;
  const colour = { passed: paint.green, blocked: paint.red, 'left-out': paint.yellow };
  const failures = scenarios
    .filter(({ failure }) => failure !== undefined)
    .map(
      ({ name, pair, file, line, failure }) =>
        `${paint.bold(`${file}:${line}`)} ${name}${pair === undefined ? '' : ` (${pair})`}\n${indented(failure ?? '')}\n`,
    );
  const blocking = stages.flatMap(({ stage, blocking: lines }) => {
    const more = lines.length - MOST_LINES;
    return [
      ...lines.slice(0, MOST_LINES).map((line) => `${paint.red('✗')} ${stage}: ${line}\n`),
      ...(more > 0 ? [`  and ${more} more: see the report\n`] : []),
    ];
  });
  const without = items
    .filter(({ id }) => CHECKLIST.some((item) => item.id === id))
    .flatMap((item) => withoutScenario(item, verification).map((line) => `${paint.yellow('○')} features: ${line}\n`));
  const table = renderTable(stages.map(({ stage, verdict: each, summary }) => [stage, colour[each](each), summary]));
  const last =
    verdict === 'passed'
      ? `${paint.green('passed')}: ${project} ${hash.slice(0, 12)}; commit verification.json with the change\n`
      : `${paint.red('blocked')}: ${project} ${hash.slice(0, 12)} is not to be released\n`;
  const told = [...failures, ...without, ...blocking].join('');
  const next = nextSteps(items).map((line) => `${paint.dim('next')}  ${line}\n`);
  return `${told}${told === '' ? '' : '\n'}${table}\n${last}${next.join('')}${paint.dim(`report: ${folder}/report.html`)}\n`;
}

/** What does not block though nothing ran for it: the reader has to agree. */
function withoutScenario({ id, verdict, reason }: VerifiedItem, verification: VerificationFile): string[] {
  if (verdict === 'waived') return [`${id} is waived: ${reason}`];
  if (verdict !== 'not-applicable') return [];
  const reasons = verification.not_played.filter(({ items }) => items.includes(id)).map((left) => left.reason);
  return [`${id} does not apply: ${[...new Set(reasons)].join('; ')}`];
}

/** What usually comes next, where the lines above do not say it themselves. */
function nextSteps(items: readonly VerifiedItem[]): string[] {
  const required = items.filter(({ id }) => CHECKLIST.some((item) => item.id === id));
  return [
    ...(required.some(({ verdict }) => verdict === 'missing')
      ? ['`pipewright eject features` copies the scenarios that ship into this project, to begin with']
      : []),
    ...(required.some(({ verdict }) => verdict === 'missing' || verdict === 'pending')
      ? [
          'what this project does without is said in pipewright.yaml: verify: { waive: [{ item: …, reason: …, by: … }] }',
        ]
      : []),
  ];
}

const indented = (text: string): string => text.trimEnd().replaceAll(/^/gm, '    ');
