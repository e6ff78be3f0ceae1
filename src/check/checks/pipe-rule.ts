import { BUILT_IN_RULES } from '../../validate/rules/built-in-rules.ts';
import type { Check } from '../check.ts';
import { didYouMean } from '../did-you-mean.ts';

const PIPE = (rule: string) =>
  `pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nrules: [${rule}]\n`;

export const pipeRule: Check = {
  code: 'PIPE207',
  severity: 'error',
  summary: 'A rule that a pipe names exists.',
  bad: { 'pipes/mine.yaml': PIPE('money-add-up') },
  good: { 'pipes/mine.yaml': PIPE('money-adds-up') },
  *look({ pipes }) {
    for (const { value, source } of pipes.values()) {
      for (const [index, rule] of value.rules.entries()) {
        if (rule.endsWith('.jsonata') || Object.hasOwn(BUILT_IN_RULES, rule)) continue;
        yield {
          at: source.place(['rules', index]),
          message: `there is no rule "${rule}"`,
          hint: didYouMean(rule, Object.keys(BUILT_IN_RULES)),
        };
      }
    }
  },
};
