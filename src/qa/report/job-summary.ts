import type { VerifiedItem } from '../../model/config.generated.ts';
import { percentOf } from '../coverage/mapping-coverage.ts';
import type { ReportContent } from './report-content.ts';

const SIGN: { readonly [V in VerifiedItem['verdict']]: string } = {
  passed: '✓',
  failed: '✗',
  missing: '–',
  pending: '…',
  waived: '○',
  'not-applicable': '○',
};

/** What blocks, in Markdown, for the summary page of a CI job. */
export function jobSummary({ verification, coverage }: ReportContent): string {
  const { project, verdict, hash, stages, items } = verification;
  const rows = stages.map(({ stage, verdict: each, summary }) => `| ${stage} | ${each} | ${cell(summary)} |`);
  const blocking = stages.flatMap(({ stage, blocking: lines }) => lines.map((line) => `- **${stage}** ${cell(line)}`));
  const shown = items.map(({ id, verdict: each }) => `${SIGN[each]} ${id}`).join(' · ');
  return [
    `## ${cell(project)}: ${verdict}`,
    '',
    `Configuration \`${hash}\`, mappings ran to ${percentOf(coverage)} %.`,
    '',
    '| stage | result | what ran |',
    '|---|---|---|',
    ...rows,
    '',
    ...(blocking.length === 0 ? [] : ['### What blocks a release', '', ...blocking, '']),
    shown,
    '',
  ].join('\n');
}

/** Text that cannot become a table’s border, a tag or a line of its own. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ');
