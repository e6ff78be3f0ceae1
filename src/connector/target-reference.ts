import type { Expression } from '../map/expression.ts';
import type { TargetReference } from '../model/delivery.ts';
import { evaluateAnswer } from './evaluate-answer.ts';
import { MalformedAnswer } from './malformed-answer.ts';
import { idOf, textOf, type Variables } from './protocol/protocol.ts';

interface TargetRule {
  readonly id: Expression;
  readonly number?: Expression;
  readonly keep?: Expression;
}

/** The record on the other side, read by its rule. Throws a MalformedAnswer when there is no id. */
export function targetReference(rule: TargetRule, input: unknown, variables: Variables): TargetReference {
  const id = idOf(evaluateAnswer('id', rule.id, input, variables));
  if (id === undefined) throw new MalformedAnswer(`\`${rule.id.source}\` yields no id`);
  const number = rule.number && textOf(evaluateAnswer('number', rule.number, input, variables));
  const kept = rule.keep && plainJson(evaluateAnswer('keep', rule.keep, input, variables));
  return { id, ...(number === undefined ? {} : { number }), ...(kept === undefined ? {} : { kept }) };
}

/** A copy without the marks that JSONata leaves on its lists: what is kept goes into the ledger and back. */
export function plainJson(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
}
