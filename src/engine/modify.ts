import type { PipePlan } from '../compile/pipe-plan.ts';
import { ExpressionError } from '../map/expression.ts';
import type { Surroundings } from '../map/mapping.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Document } from '../model/document.ts';
import { Hold } from '../model/hold.ts';
import { assertValid } from '../receive/read-document.ts';

/** A modifier changes a document by what is in it; it translates nothing and knows no other system. */
export const MODIFIER_SURROUNDINGS: Surroundings = {
  options: {},
  needs: {},
  translate: (table) => {
    throw new Hold(
      'translation-too-early',
      `a modifier cannot translate with "${table}": translate in the target’s mapping`,
    );
  },
  reference: (list) => {
    throw new Hold(
      'reference-too-early',
      `a modifier cannot ask the reference list "${list}": ask it in the target’s mapping`,
    );
  },
};

/** The document after the pipe’s modifiers, valid still. A write-back or a need is modified already. */
export function modify(pipe: PipePlan, delivery: Pick<Delivery, 'part'>, document: Document): Document {
  if (delivery.part !== 'to' || pipe.modify.length === 0) return document;
  let changed = document;
  for (const modifier of pipe.modify) changed = modifier.run(changed, MODIFIER_SURROUNDINGS) as Document;
  assertValid(changed, pipe.source.validate, `modified ${pipe.source.document}`);
  return changed;
}

/** Whether the pipe’s `where` takes the document. A `where` that yields neither true nor false holds it. */
export function isWanted(pipe: PipePlan, delivery: Pick<Delivery, 'part'>, document: Document): boolean {
  const { where } = pipe.source;
  if (where === undefined || delivery.part !== 'to') return true;
  let answer: unknown;
  try {
    answer = where.evaluate(document);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new Hold('where-failed', `the pipe’s \`where\` failed: ${error.message} (${error.code})`, error);
  }
  if (typeof answer === 'boolean') return answer;
  throw new Hold(
    'where-undecided',
    `the pipe’s \`where\` yields ${JSON.stringify(answer) ?? 'nothing'}, neither true nor false: "${where.source}"`,
  );
}
