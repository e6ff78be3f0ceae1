import type { Check } from '../check.ts';

export const pipeGuard: Check = {
  code: 'PIPE211',
  severity: 'error',
  summary: 'A pipe that acts on what a list does not have any more has a guard: a list may be empty by mistake.',
  bad: {
    'pipes/mine.yaml':
      'pipe: mine\nfrom: { connection: erp, read: stock, absent: "$" }\nto: { connection: shop, write: stock }\n',
  },
  good: {
    'pipes/mine.yaml':
      'pipe: mine\nfrom: { connection: erp, read: stock, absent: "$" }\nto: { connection: shop, write: stock }\nguard: { when: "$moneyCompare(available, \'0\') <= 0" }\n',
  },
  *look({ pipes }) {
    for (const { value, source } of pipes.values()) {
      if (value.from.absent === undefined || value.guard !== undefined) continue;
      yield {
        at: source.place(['from', 'absent']),
        message: '`absent` needs a `guard`: without one, a list that comes empty by mistake would take everything away',
        hint: 'write what must not happen to many at once: `guard: { when: "$moneyCompare(available, \'0\') <= 0", share: 20% }`',
      };
    }
  },
};
