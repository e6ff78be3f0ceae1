import type { ChalkInstance } from 'chalk';
import { DELIVERY_STATES, type DeliveryState, NEEDS_A_PERSON } from '../../model/delivery.ts';
import type { PipeTally } from './run-progress.ts';
import { renderTable } from './table.ts';

/** What a run did, a line a pipe. */
export function renderRunSummary(pipes: ReadonlyMap<string, PipeTally>, paint: ChalkInstance): string {
  const rows = [...pipes].map(([pipe, tally]) => {
    const states = (Object.keys(DELIVERY_STATES) as DeliveryState[]).filter((state) => (tally.states[state] ?? 0) > 0);
    const parts = states.map((state) => {
      const text = `${tally.states[state]} ${state}`;
      return NEEDS_A_PERSON.includes(state) ? paint.yellow(text) : state === 'delivered' ? paint.green(text) : text;
    });
    return [paint.bold(pipe), `${tally.received} new, ${tally.repeats} known`, parts.join(', ') || 'nothing to do'];
  });
  return renderTable(rows);
}
