import type { SyntaxNode } from '../map/syntax-tree.ts';
import type { Analysis } from './analysis.ts';
import { infer } from './infer.ts';
import { canBe } from './infer-condition.ts';
import { intersection } from './intersection.ts';
import { narrowed } from './narrow.ts';
import { asksKind, tellComparison, tellEquality, tellMembership, tellNumberWanted } from './operator-problems.ts';
import type { Scope } from './scope.ts';
import { BOOLEAN, booleanOf, hasNoValue, isNever, listOf, NEVER, NUMBER, present, type Type, textOf } from './type.ts';
import { strongerNothing } from './union.ts';

/** More texts than this, joined with one another, are no longer told apart. */
const MOST_JOINED = 40;

export function inferBinary(node: SyntaxNode, scope: Scope, analysis: Analysis): Type {
  const { value: operator, rhs: right } = node;
  const left = node.lhs as SyntaxNode;
  if (right === undefined) return NEVER;
  const lhs = infer(left, scope, analysis);
  if (isNever(lhs)) return NEVER;
  if (operator === 'and' || operator === 'or') return logical(node, lhs, right, scope, analysis);
  const rhs = infer(right, scope, analysis);
  if (isNever(rhs)) return NEVER;
  switch (operator) {
    case '&':
      return joined(lhs, rhs);
    case '=':
    case '!=':
      tellEquality(node, lhs, rhs, analysis);
      return equality(lhs, rhs, operator === '=');
    case 'in':
      if (!asksKind(left)) tellMembership(node, lhs, rhs, analysis);
      return BOOLEAN;
    case '..':
      tellNumberWanted(node, [lhs, rhs], analysis);
      return listOf(NUMBER);
    case '<':
    case '<=':
    case '>':
    case '>=':
      tellComparison(node, lhs, rhs, analysis);
      return { ...BOOLEAN, nothing: strongerNothing(lhs.nothing, rhs.nothing) };
    default:
      tellNumberWanted(node, [lhs, rhs], analysis);
      return {
        ...NEVER,
        number: isMoney(lhs) || isMoney(rhs) ? { money: true } : {},
        nothing: strongerNothing(lhs.nothing, rhs.nothing),
      };
  }
}

export function inferNegation(node: SyntaxNode, scope: Scope, analysis: Analysis): Type {
  if (node.expression === undefined) return NUMBER;
  const type = infer(node.expression, scope, analysis);
  if (type.number?.literals !== undefined)
    return { ...type, number: { ...type.number, literals: type.number.literals.map((each) => -each) } };
  return { ...NEVER, number: type.number ?? {}, nothing: type.nothing };
}

const isMoney = (type: Type): boolean => type.number?.money === true;

/** The right side is looked at only when the left one does not decide. */
function logical(node: SyntaxNode, lhs: Type, right: SyntaxNode, scope: Scope, analysis: Analysis): Type {
  const goesOn = node.value === 'and';
  if (!canBe(lhs, goesOn)) return booleanOf(!goesOn);
  const inner = narrowed(node.lhs as SyntaxNode, goesOn, scope, analysis);
  if (inner === undefined) return booleanOf(!goesOn);
  const rhs = infer(right, inner, analysis);
  const decided = canBe(lhs, !goesOn);
  if (isNever(rhs)) return decided ? booleanOf(!goesOn) : NEVER;
  const values = new Set<boolean>();
  if (decided || canBe(rhs, !goesOn)) values.add(!goesOn);
  if (canBe(rhs, goesOn) && narrowed(right, goesOn, inner, analysis) !== undefined) values.add(goesOn);
  return booleanOf(...values);
}

function joined(lhs: Type, rhs: Type): Type {
  const [a, b] = [literalsIn(lhs), literalsIn(rhs)];
  if (a !== undefined && b !== undefined && a.length * b.length <= MOST_JOINED)
    return textOf(...new Set(a.flatMap((first) => b.map((second) => first + second))));
  const filled = [lhs, rhs].some((type) => !type.any && type.nothing === 'no' && !canBeEmptyText(type));
  return { ...NEVER, text: filled ? { filled: true } : {} };
}

function literalsIn(type: Type): readonly string[] | undefined {
  if (type.any || !hasNoValue({ ...type, text: undefined })) return undefined;
  const literals = type.text === undefined ? [] : type.text.literals;
  return literals === undefined ? undefined : type.nothing === 'no' ? literals : [...literals, ''];
}

const canBeEmptyText = ({ text }: Type): boolean => text !== undefined && text.filled !== true;

/** Never true of what the two sides do not have in common. */
function equality(lhs: Type, rhs: Type, equal: boolean): Type {
  if (lhs.any || rhs.any) return BOOLEAN;
  const common = !isNever(intersection(present(lhs), present(rhs)));
  const missing = lhs.nothing !== 'no' || rhs.nothing !== 'no';
  if (!common) return missing && !equal ? BOOLEAN : booleanOf(!equal);
  if (!missing && isOne(lhs) && isOne(rhs)) return booleanOf(equal);
  return BOOLEAN;
}

/** Only one text, and nothing else. */
const isOne = (type: Type): boolean => type.text?.literals?.length === 1 && hasNoValue({ ...type, text: undefined });
