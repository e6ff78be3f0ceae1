import type { VerificationFile } from '../../model/config.generated.ts';
import { CHECKLIST } from '../checklist/checklist-items.ts';
import { groupedReasons } from './grouped-reasons.ts';
import { type CellVerdict, pairMatrix, pairsOfVerification } from './pair-matrix.ts';
import { VERDICT_WORDS } from './verdict-words.ts';

/**
 * docs/matrix.md: what a verification says of every pair and checklist item. Made of that file alone, so that the page is
 * true for exactly the configuration that it names, and can be checked without playing anything.
 */
export function matrixPage(verification: VerificationFile): string {
  const pairs = pairsOfVerification(verification);
  const rows = pairMatrix(
    verification,
    pairs,
    CHECKLIST.map(({ id }) => id),
  );
  const areas = [...Map.groupBy(CHECKLIST, ({ area }) => area)];
  const { hash, verified_at: at, engine } = verification;
  return [
    '# What is verified',
    '',
    'Every pair of systems with every item of the checklist: verified by scenarios that ran for exactly that pair, or the reason why not.',
    '',
    `Made from \`verification.json\` by \`node scripts/matrix-page.ts\`: configuration \`${hash.slice(0, 12)}\`, verified ${at} with Pipewright ${engine}. Files may have`,
    'been changed since; `pipewright systems --matrix` says which items no longer count for which pair because of that.',
    '',
    '| | |',
    '|---|---|',
    ...(Object.keys(VERDICT_WORDS) as CellVerdict[]).map(
      (verdict) => `| ${VERDICT_WORDS[verdict].sign} | ${VERDICT_WORDS[verdict].words} |`,
    ),
    ...areas.flatMap(([area, items]) => [
      '',
      `## ${area}`,
      '',
      ...items.map(({ id, title }) => `- ${id}: ${title}`),
      '',
      `| pair | ${items.map(({ id }) => id).join(' | ')} |`,
      `|---|${items.map(() => ':-:').join('|')}|`,
      ...rows.map(({ pair, cells }) => {
        const signs = items.map(({ id }) => {
          const cell = cells.find(({ item }) => item === id);
          return cell === undefined ? '' : VERDICT_WORDS[cell.verdict].sign;
        });
        return `| ${pair} | ${signs.join(' | ')} |`;
      }),
    ]),
    '',
    '## Why not',
    '',
    '| item | pairs | | reason |',
    '|---|---|---|---|',
    ...groupedReasons(rows).map(
      ({ item, pairs: of, verdict, reason }) => `| ${item} | ${of} | ${verdict} | ${cellText(reason)} |`,
    ),
    '',
  ].join('\n');
}

const cellText = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
