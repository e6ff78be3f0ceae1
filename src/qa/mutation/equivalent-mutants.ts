import { isDeepStrictEqual } from 'node:util';
import { isNode, type MutableNode, type NodePath, nodesOf } from './tree.ts';

/** Functions of the language and the library that yield nothing of nothing, whatever else they are given. */
export const NOTHING_OF_NOTHING: ReadonlySet<string> = new Set([
  'instant',
  'oneLine',
  'given',
  'string',
  'number',
  'lowercase',
  'uppercase',
  'trim',
  'not',
  'replace',
  'substring',
  'split',
  'shorten',
  'decodeUrlComponent',
]);

/**
 * Whether a condition asks for nothing but whether there is what its only branch is made of: `$exists(a) ? $oneLine(a)`. To
 * take the branch always yields the same, so no case can tell it.
 */
export function asksForNothing({ condition, then, else: otherwise }: MutableNode): boolean {
  return (
    otherwise === undefined &&
    isNode(condition) &&
    nameOf(condition) === 'exists' &&
    isMadeOf(then, argumentsOf(condition)[0])
  );
}

function isMadeOf(node: unknown, asked: unknown): boolean {
  if (!isNode(node) || !isNode(asked)) return false;
  if (isSame(node, asked)) return true;
  const name = nameOf(node);
  if (name === 'lookup') return isMadeOf(argumentsOf(node)[1], asked);
  return name !== undefined && NOTHING_OF_NOTHING.has(name) && isMadeOf(argumentsOf(node)[0], asked);
}

/**
 * Ways to what no output has: of a field whose name is an option, `(a ? a : 'none'): a ? value`, the name that it has where
 * it has no value.
 */
export function neverWritten(root: MutableNode): readonly NodePath[] {
  return [...nodesOf(root)].flatMap(([{ type, value, lhs }, path]) => {
    if (type !== 'unary' || value !== '{' || !Array.isArray(lhs)) return [];
    return (lhs as readonly (readonly [MutableNode, MutableNode])[]).flatMap(([key, field], index) => {
      const named = onlyOf(key);
      const isAskedAgain =
        named.type === 'condition' &&
        field.type === 'condition' &&
        field.else === undefined &&
        conjuncts(field.condition).some((each) => isSame(each, named.condition));
      return isAskedAgain ? [[...path, 'lhs', index, 0]] : [];
    });
  });
}

/** What stands in brackets. */
function onlyOf(node: MutableNode): MutableNode {
  const [only, ...others] = node.type === 'block' ? (node.expressions as readonly MutableNode[]) : [];
  return only === undefined || others.length > 0 ? node : only;
}

const conjuncts = (node: unknown): readonly unknown[] =>
  isNode(node) && node.type === 'binary' && node.value === 'and'
    ? [...conjuncts(node.lhs), ...conjuncts(node.rhs)]
    : [node];

const nameOf = ({ type, procedure }: MutableNode): string | undefined =>
  type === 'function' && isNode(procedure) && procedure.type === 'variable' ? String(procedure.value) : undefined;

const argumentsOf = (node: MutableNode): readonly unknown[] =>
  Array.isArray(node.arguments) ? (node.arguments as readonly unknown[]) : [];

const isSame = (one: unknown, other: unknown): boolean => isDeepStrictEqual(withoutPlaces(one), withoutPlaces(other));

function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'position')
      .map(([key, inner]) => [key, withoutPlaces(inner)]),
  );
}
