import type { ChalkInstance } from 'chalk';
import type { ShadowDiff } from '../../qa/shadow/shadow-diff.ts';

const MOST_NAMED = 5;
const MOST_DETAILS = 6;

/** `orders: 412 records: 409 same, 3 differ`, then each kind of difference with some of its records. */
export function renderShadowDiff(diffs: readonly ShadowDiff[], ref: string, paint: ChalkInstance): string {
  if (diffs.length === 0)
    return 'there is no recorded record to compare: neither the ledger nor a cassette holds one\n';
  return diffs.map((diff) => oneDiff(diff, paint)).join('') + paint.dim(`compared with ${ref}\n`);
}

function oneDiff({ pipe, records, same, changes }: ShadowDiff, paint: ChalkInstance): string {
  const head = `${paint.bold(pipe)}: ${records} record${records === 1 ? '' : 's'}: ${same} same, ${changes.length} differ\n`;
  const kinds = [...Map.groupBy(changes, ({ says }) => says)].sort(([, a], [, b]) => b.length - a.length);
  return (
    head +
    kinds
      .map(([says, alike]) => {
        const named = alike.slice(0, MOST_NAMED).map(({ record }) => record.label || record.key || record.from);
        const more = alike.length > MOST_NAMED ? ` and ${alike.length - MOST_NAMED} more` : '';
        const details = (alike[0]?.details ?? []).slice(0, MOST_DETAILS).map((line) => `      ${paint.dim(line)}\n`);
        return `  ${paint.yellow(String(alike.length))} ${says}: ${named.join(', ')}${more}\n${details.join('')}`;
      })
      .join('')
  );
}
