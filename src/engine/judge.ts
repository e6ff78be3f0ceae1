import type { PipePlan } from '../compile/pipe-plan.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Document } from '../model/document.ts';
import { Hold } from '../model/hold.ts';

/** Holds a document that breaks a rule of the pipe, with everything that is wrong by all rules. */
export function judge(pipe: PipePlan, delivery: Pick<Delivery, 'part'>, document: Document): void {
  if (delivery.part !== 'to') return;
  const broken: { readonly rule: string; readonly wrong: readonly string[] }[] = [];
  for (const rule of pipe.rules) {
    const wrong = rule.judge(document);
    if (wrong.length > 0) broken.push({ rule: rule.name, wrong });
  }
  const [first] = broken;
  if (first === undefined) return;
  throw new Hold(first.rule.replace(/^.*\/|\.jsonata$/g, ''), broken.flatMap(({ wrong }) => wrong).join('; '));
}
