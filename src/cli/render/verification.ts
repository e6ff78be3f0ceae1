import type { ChalkInstance } from 'chalk';
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
  const { stages, verdict, hash, project } = verification;
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
  const table = renderTable(stages.map(({ stage, verdict: each, summary }) => [stage, colour[each](each), summary]));
  const last =
    verdict === 'passed'
      ? `${paint.green('passed')}: ${project} ${hash.slice(0, 12)}; commit verification.json with the change\n`
      : `${paint.red('blocked')}: ${project} ${hash.slice(0, 12)} is not to be released\n`;
  return `${[...failures, ...blocking].join('')}${failures.length + blocking.length > 0 ? '\n' : ''}${table}\n${last}${paint.dim(`report: ${folder}/report.html`)}\n`;
}

const indented = (text: string): string => text.trimEnd().replaceAll(/^/gm, '    ');
