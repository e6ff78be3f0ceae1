import { durationMs } from '../../model/duration.ts';
import type { Check } from '../check.ts';

const PIPE = (every: string) =>
  `pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nwhen: { every: ${every}, event: customer.changed }\n`;

const LONGEST_MS = 86_400_000;

export const pipeReconcile: Check = {
  code: 'PIPE210',
  severity: 'warning',
  summary: 'A pipe that waits for an event polls at least once a day: events get lost.',
  bad: { 'pipes/mine.yaml': PIPE('30d') },
  good: { 'pipes/mine.yaml': PIPE('1h') },
  *look(project) {
    for (const { value, source } of project.pipes.values()) {
      if (value.when.event === undefined || durationMs(value.when.every) <= LONGEST_MS) continue;
      yield {
        at: source.place(['when', 'every']),
        message: `what an event missed is found by the poll, ${value.when.every} later at worst`,
        hint: 'write `every: 1h`, or a day at most',
      };
    }
  },
};
