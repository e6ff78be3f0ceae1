import { isDeepStrictEqual } from 'node:util';
import { compileExpression, type Expression } from '../map/expression.ts';
import type { ConnectorFile } from '../model/config.generated.ts';

/** One checklist item or part of one, set against each other on both sides over all records. */
export interface Comparison {
  /** What was compared: orders, customers … */
  readonly of: string;
  readonly item: string;
  readonly says: string;
  readonly same: number;
  readonly different: readonly { readonly label: string; readonly left: unknown; readonly right: unknown }[];
}

export interface Pair {
  readonly label: string;
  /** The shop's own document. */
  readonly left: unknown;
  /** The ERP's own document. */
  readonly right: unknown;
}

const SAYS: Readonly<Record<string, string>> = {
  'ORD-01': 'order number',
  'ORD-02.email': 'customer e-mail',
  'ORD-02.name': 'customer name',
  'ORD-02.phone': 'customer phone',
  'ORD-02.ship_to': 'shipping address',
  'ORD-03.items': 'articles (SKU)',
  'ORD-03.names': 'article names',
  'ORD-04.quantities': 'quantities',
  'ORD-04.unit_prices': 'unit prices',
  'ORD-05.method': 'shipping method',
  'ORD-05.cost': 'shipping cost',
  'ORD-06.total': 'total paid, to the cent',
  'ORD-06.tax': 'tax',
  'ORD-07.codes': 'coupon codes',
  'ORD-07.discount': 'discount',
  'ORD-08.invoice_number': 'invoice number',
  'ORD-08.total': 'invoice total',
  'ORD-08.status': 'invoice status',
  'ORD-09.method': 'payment method',
  'ORD-09.reference': 'payment reference',
  'ORD-09.paid': 'paid or not',
  'CUS-01': 'customer name',
  'CUS-02': 'customer e-mail',
  'CUS-03.billing': 'billing address',
  'INV-01': 'available quantity',
  'INV-02': 'in stock or not',
};

/** Which documents of the two sides belong together, and what they are for the connectors’ checklists. */
export interface Comparable {
  readonly of: string;
  readonly left: string;
  readonly right: string;
  readonly pairs: readonly Pair[];
}

/**
 * Sets both systems' own documents against each other by the checklist paths of their connectors: the same question asked
 * of each side, neither through the mapping that carried the order. `translate` yields what a value of the left side is
 * called on the right (methods have other names there).
 */
export function compareSides(
  left: ConnectorFile,
  right: ConnectorFile,
  { of, left: leftKind, right: rightKind, pairs }: Comparable,
  translate: (item: string, value: unknown) => unknown,
): Comparison[] {
  const leftPaths = left.checklist[leftKind] ?? {};
  const rightPaths = right.checklist[rightKind] ?? {};
  const items = Object.keys(leftPaths)
    .filter((item) => item in rightPaths)
    .sort();
  return items.map((item) => {
    const ask = { left: compileExpression(leftPaths[item] ?? ''), right: compileExpression(rightPaths[item] ?? '') };
    const different: { label: string; left: unknown; right: unknown }[] = [];
    let same = 0;
    for (const pair of pairs) {
      const there = answer(ask.right, pair.right);
      const here = translate(item, answer(ask.left, pair.left));
      if (isDeepStrictEqual(here, there)) same += 1;
      else different.push({ label: pair.label, left: here, right: there });
    }
    return { of, item, says: SAYS[item] ?? item, same, different };
  });
}

/** JSONata’s lists carry hidden marks that comparison would see; an empty text and nothing are the same answer. */
function answer(expression: Expression, document: unknown): unknown {
  const value = expression.evaluate(document);
  return value === undefined || value === null || value === ''
    ? undefined
    : (JSON.parse(JSON.stringify(value)) as unknown);
}
