import type { ChalkInstance } from 'chalk';
import { groupedReasons } from '../../qa/matrix/grouped-reasons.ts';
import type { CellVerdict, MatrixCell, PairRow } from '../../qa/matrix/pair-matrix.ts';
import { VERDICT_WORDS } from '../../qa/matrix/verdict-words.ts';
import type { Output } from '../environment.ts';
import { renderTable } from './table.ts';
import { wrapText } from './wrap-text.ts';

/** A line for each pair, a sign for each item; below, why something is not verified. */
export function renderMatrix(rows: readonly PairRow[], output: Output, paint: ChalkInstance): string {
  const width = output.isTerminal ? Math.max(60, output.columns) : 120;
  const items = (rows[0]?.cells ?? []).map(({ item }) => item);
  const all = rows.flatMap(({ cells }) => cells);
  const shown = (Object.keys(VERDICT_WORDS) as CellVerdict[]).filter((each) =>
    all.some(({ verdict }) => verdict === each),
  );
  const sign = ({ verdict }: Pick<MatrixCell, 'verdict'>) => painted(verdict, VERDICT_WORDS[verdict].sign, paint);
  const verified = all.filter(({ verdict }) => verdict === 'verified').length;
  return [
    renderTable([
      ['', ...items.map((item, index) => (areaOf(item) === areaOf(items[index - 1] ?? '') ? '' : areaOf(item)))],
      [paint.dim('pair'), ...items.map((item) => item.slice(-2))],
      ...rows.map(({ pair, cells }) => [pair, ...cells.map(sign)]),
    ]),
    '\n',
    ...shown.map((verdict) => `${sign({ verdict })} ${paint.dim(VERDICT_WORDS[verdict].words)}\n`),
    `\n${verified} of ${all.length} verified\n`,
    ...groupedReasons(rows).map(
      ({ item, verdict, reason, pairs }) =>
        `\n${paint.bold(item)} ${painted(verdict, verdict, paint)}  ${paint.dim(pairs)}\n${wrapText(reason, width, '  ')}\n`,
    ),
  ].join('');
}

const areaOf = (item: string): string => item.slice(0, 3);

function painted(verdict: CellVerdict, text: string, paint: ChalkInstance): string {
  if (verdict === 'verified') return paint.green(text);
  return verdict === 'failed' || verdict === 'missing' ? paint.red(text) : paint.yellow(text);
}
