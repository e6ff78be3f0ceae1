import jsonata from 'jsonata';
import { ExpressionError } from './expression.ts';
import { BOUND_FUNCTIONS } from './functions/bound-functions.ts';
import { FUNCTION_LIBRARY } from './functions/function-library.ts';

/** One call of a function by name. */
export interface FunctionCall {
  readonly name: string;
  /** Characters from the start to the end of the name. */
  readonly position: number;
  /** Whether the name is a function of JSONata, of the library, of the engine, or bound in the expression itself. */
  readonly known: boolean;
  readonly functions: readonly string[];
}

/** JSONata’s own functions, by its documentation (docs.jsonata.org, overview of 2.2). */
const BUILT_IN =
  'string length substring substringBefore substringAfter uppercase lowercase trim pad contains split join match replace eval base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl number abs floor ceil round power sqrt random formatNumber formatBase formatInteger parseInteger sum max min average boolean not exists count append sort reverse shuffle distinct zip keys lookup spread merge sift each error assert type now millis fromMillis toMillis map filter single reduce'.split(
    ' ',
  );

interface AstNode {
  readonly type?: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly [key: string]: unknown;
}

/** Every function call in an expression. Throws an ExpressionError when it does not compile. */
export function callsOf(source: string): FunctionCall[] {
  let ast: AstNode;
  try {
    ast = jsonata(source).ast() as unknown as AstNode;
  } catch (error) {
    const {
      code = 'S0000',
      message = 'not valid',
      position = 0,
    } = error as { code?: string; message?: string; position?: number };
    throw new ExpressionError(code, message, position, undefined, error);
  }
  const bound = new Set<string>();
  const calls: { name: string; position: number }[] = [];
  walk(ast, (node) => {
    if (node.type === 'bind' && isNode(node.lhs)) bound.add(String(node.lhs.value));
    if (node.type === 'lambda' && Array.isArray(node.arguments))
      for (const argument of node.arguments) if (isNode(argument)) bound.add(String(argument.value));
    if (typeof node.focus === 'string') bound.add(node.focus);
    if (typeof node.index === 'string') bound.add(node.index);
    if (
      (node.type === 'function' || node.type === 'partial') &&
      isNode(node.procedure) &&
      node.procedure.type === 'variable'
    ) {
      calls.push({ name: String(node.procedure.value), position: node.procedure.position ?? 0 });
    }
  });
  const functions = [
    ...BUILT_IN,
    ...FUNCTION_LIBRARY.map(({ name }) => name),
    ...BOUND_FUNCTIONS.map(({ name }) => name),
  ];
  const known = new Set([...functions, ...bound]);
  return calls.filter(({ name }) => name !== '').map((call) => ({ ...call, known: known.has(call.name), functions }));
}

const isNode = (value: unknown): value is AstNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function walk(value: unknown, visit: (node: AstNode) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
    return;
  }
  if (!isNode(value)) return;
  visit(value);
  for (const [key, item] of Object.entries(value)) if (key !== 'ancestor') walk(item, visit);
}
