import type { ChalkInstance } from 'chalk';
import type { Comparison } from '../../demo/both-sides.ts';
import type { Delivery } from '../../model/delivery.ts';
import type { Output } from '../environment.ts';
import { renderTable } from './table.ts';

/** Both sides set against each other, a line a checklist item. */
export function renderComparison(comparisons: readonly Comparison[], paint: ChalkInstance, output: Output): string {
  const rows = comparisons.map(({ of, item, says, same, different }) => [
    `  ${paint.dim(item)}`,
    says,
    different.length === 0
      ? paint.green(`${same} ${of} the same`)
      : paint.red(`${different.length} of ${same + different.length} ${of} differ`),
    different
      .slice(0, 2)
      .map(({ label, left, right }) => `${label}: ${JSON.stringify(left)} / ${JSON.stringify(right)}`)
      .join('; '),
  ]);
  return `\n${paint.bold('Shop and ERP set against each other')} ${paint.dim('(each side’s own document, by the tester’s checklist)')}\n${renderTable(rows, output.isTerminal ? output.columns : undefined)}`;
}

/** What waits for a person, and why. */
export function renderHeld(deliveries: readonly Delivery[], paint: ChalkInstance, output: Output): string {
  if (deliveries.length === 0) return '\nNothing waits for a person.\n';
  const rows = deliveries.map(({ id, pipe, label, state, reason }) => [
    `  ${id}`,
    pipe,
    label,
    paint.yellow(state),
    reason?.text ?? '',
  ]);
  return `\n${paint.bold('Waiting for a person')}\n${renderTable(rows, output.isTerminal ? output.columns : undefined)}`;
}
