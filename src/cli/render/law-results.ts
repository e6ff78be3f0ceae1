import type { ChalkInstance } from 'chalk';
import type { LawResult } from '../../qa/connector-laws/connector-law.ts';
import type { Output } from '../environment.ts';
import { wrapText } from './wrap-text.ts';

/** A line for each law, what breaks it below, and one line of sums. */
export function renderLawResults(results: readonly LawResult[], output: Output, paint: ChalkInstance): string {
  const width = output.isTerminal ? Math.max(60, output.columns) : 110;
  const signs = { kept: paint.green('✓'), broken: paint.red('✗'), 'left-out': paint.yellow('○') };
  const count = (verdict: LawResult['verdict']) => results.filter((result) => result.verdict === verdict).length;
  return [
    ...results.map(({ law, about, verdict, says }) => {
      const lines = says.map((line) => `${wrapText(line, width, '    ')}\n`);
      return `${signs[verdict]} ${law}  ${paint.dim(about)}\n${verdict === 'kept' ? paint.dim(lines.join('')) : lines.join('')}`;
    }),
    `\n${count('kept')} laws kept, ${count('broken')} broken, ${count('left-out')} left out\n`,
  ].join('');
}
