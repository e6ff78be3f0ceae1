import type { FileCoverage, Missed } from '../coverage/mapping-coverage.ts';
import { type Markup, markup } from './markup.ts';

const WORDS: { readonly [W in Missed['what']]: string } = {
  expression: 'never evaluated',
  'first branch': 'its condition was never true',
  'other branch': 'its condition was never false',
};

/** A mapping line by line, with a mark on whatever never ran. */
export function coveredSource(file: FileCoverage, source: string): Markup {
  const byLine = Map.groupBy(file.missed, ({ line }) => line);
  const lines = source.split('\n').map((text, index) => {
    const missed = byLine.get(index + 1) ?? [];
    const says = [...new Set(missed.map(({ column, what }) => `column ${column}: ${WORDS[what]}`))].join('; ');
    return missed.length === 0
      ? markup`<li>${text || ' '}</li>`
      : markup`<li class="missed" title="${says}">${text}<span class="why">${says}</span></li>`;
  });
  return markup`<ol class="source">${lines}</ol>`;
}
