import type { SyntaxNode } from '../map/syntax-tree.ts';
import type { Analysis } from './analysis.ts';
import { intersection } from './intersection.ts';
import { manyOf } from './many.ts';
import { literalsOf } from './narrow.ts';
import { nearestField } from './nearest-field.ts';
import { showType } from './show-type.ts';
import { hasNoValue, isNever, present, type Type } from './type.ts';

const INSTEAD: Readonly<Record<string, string>> = {
  '+': '$moneyAdd(a, b)',
  '-': '$moneySubtract(a, b)',
  '*': '$moneyMultiply(a, b)',
  '/': '$moneyDivide(a, b, digits)',
};

/** Tells arithmetic on what is no number, and on money. */
export function tellNumberWanted(node: SyntaxNode, sides: readonly Type[], analysis: Analysis): void {
  const operator = String(node.value);
  const at = node.position ?? 0;
  const money = sides.some((type) => !type.any && (type.number?.money === true || type.text?.form === 'amount'));
  const wrong = sides.find((type) => !type.any && !hasNoValue(type) && type.number === undefined);
  if (money && operator !== '..') {
    analysis.tell(node, {
      kind: 'money-in-floats',
      at,
      message: `\`${operator}\` works out money in binary numbers, which cannot hold most cents`,
      hint: `write ${INSTEAD[operator] ?? 'the money functions'}: they take decimal text and give it`,
    });
  } else if (wrong !== undefined) {
    analysis.tell(node, {
      kind: 'wrong-operand',
      at,
      message: `\`${operator}\` takes numbers, and one side is ${showType(present(wrong), 0)}`,
      hint:
        wrong.text?.form === 'decimal'
          ? `write ${INSTEAD[operator] ?? '$number(…)'} for decimal text, or $number(…) where it is no money`
          : 'write $number(…) around it',
    });
  }
}

/** Tells `<` between decimal texts, which go by their first letter: "10" comes before "9". And what cannot be compared. */
export function tellComparison(node: SyntaxNode, lhs: Type, rhs: Type, analysis: Analysis): void {
  if (lhs.any || rhs.any || hasNoValue(lhs) || hasNoValue(rhs)) return;
  const operator = String(node.value);
  const decimals = [lhs, rhs].filter(({ text }) => text?.form === 'amount' || text?.form === 'decimal');
  if (decimals.length > 0 && lhs.text !== undefined && rhs.text !== undefined) {
    analysis.tell(node, {
      kind: 'wrong-operand',
      at: node.position ?? 0,
      message: `\`${operator}\` compares decimal text letter by letter: "10" comes before "9"`,
      hint: `write $moneyCompare(a, b) ${operator} 0`,
    });
    return;
  }
  const numbers = lhs.number !== undefined && rhs.number !== undefined;
  const texts = lhs.text !== undefined && rhs.text !== undefined;
  if (numbers || texts) return;
  analysis.tell(node, {
    kind: 'wrong-operand',
    at: node.position ?? 0,
    message: `\`${operator}\` takes two numbers or two texts, and is given ${showType(present(lhs), 0)} and ${showType(present(rhs), 0)}`,
    hint:
      decimals.length > 0
        ? `write $moneyCompare(a, b) ${operator} 0`
        : 'write $number(…) or $string(…) around one of them',
  });
}

/** Tells `=` between what can never be equal. */
export function tellEquality(node: SyntaxNode, lhs: Type, rhs: Type, analysis: Analysis): void {
  if (lhs.any || rhs.any || hasNoValue(lhs) || hasNoValue(rhs)) return;
  if (asksKind(node.rhs) || asksKind(node.lhs as SyntaxNode) || !isNever(intersection(present(lhs), present(rhs))))
    return;
  const [literal, other] = isLiteral(rhs) ? [rhs, lhs] : [lhs, rhs];
  const known = other.text?.literals;
  const [value] = literal.text?.literals ?? [];
  if (known !== undefined && value !== undefined && isLiteral(literal)) {
    const { hint, certain } = nearestField(value, known);
    const side = [node.rhs, node.lhs as SyntaxNode].find((each) => each?.type === 'string');
    analysis.tell(node, {
      kind: 'no-such-value',
      at: side?.position ?? node.position ?? 0,
      message: `this is never "${value}"`,
      hint,
      ...(certain === undefined || side === undefined ? {} : { instead: JSON.stringify(certain) }),
    });
    return;
  }
  // Null where a schema lets through no null, and the like: a guard against what should not be.
  if (lhs.null || rhs.null) return;
  analysis.tell(node, {
    kind: 'wrong-operand',
    at: node.position ?? 0,
    message: `${showType(present(lhs), 0)} is compared with ${showType(present(rhs), 0)}: they are never equal`,
    hint: [lhs, rhs].some(({ text }) => text?.form === 'decimal' || text?.form === 'amount')
      ? 'write $moneyCompare(a, b) = 0'
      : 'compare values of one kind',
  });
}

/** Tells `x in [...]` of words that x never is, and of a list of another kind of value. */
export function tellMembership(node: SyntaxNode, lhs: Type, rhs: Type, analysis: Analysis): void {
  const known = lhs.list === undefined && !lhs.any ? lhs.text?.literals : undefined;
  const values = node.rhs === undefined ? undefined : literalsOf(node.rhs);
  if (known !== undefined && values !== undefined) {
    tellWords(node.rhs, values, known, analysis);
    return;
  }
  const [sought, item] = [present(lhs), manyOf(rhs).item].map((type) => ({ ...type, null: false })) as [Type, Type];
  if (sought.any || item.any || isNever(sought) || isNever(item) || !isNever(intersection(sought, item))) return;
  analysis.tell(node, {
    kind: 'wrong-operand',
    at: node.position ?? 0,
    message: `${showType(sought, 0)} is looked for among ${showType(item, 0)}: it is never there`,
    hint: 'write $string(…) or $number(…), so that both are of one kind',
  });
}

function tellWords(
  list: SyntaxNode | undefined,
  words: readonly unknown[],
  known: readonly string[],
  analysis: Analysis,
): void {
  for (const [index, value] of words.entries()) {
    if (typeof value !== 'string' || known.includes(value)) continue;
    const element = list?.expressions?.[index];
    if (element === undefined) continue;
    const { hint, certain } = nearestField(value, known);
    analysis.tell(element, {
      kind: 'no-such-value',
      at: element.position ?? 0,
      message: `this is never "${value}"`,
      hint,
      ...(certain === undefined ? {} : { instead: JSON.stringify(certain) }),
    });
  }
}

/** `$type(x) = "null"` is a guard against what no schema promises. */
export const asksKind = (node: SyntaxNode | undefined): boolean =>
  node?.type === 'function' && node.procedure?.value === 'type';

const isLiteral = (type: Type): boolean =>
  type.text?.literals?.length === 1 && hasNoValue({ ...type, text: undefined });
