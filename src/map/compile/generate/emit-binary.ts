import { type AstNode, child } from '../ast.ts';
import { literalsIn } from '../binary.ts';
import { type ComparisonOperator, compared, isIn } from '../comparison.ts';
import { isEqual } from '../equality.ts';
import { atOperator } from '../errors.ts';
import { type NumericOperator, notCalculated } from '../numeric.ts';
import { rangeOf } from '../range.ts';
import { truthOf } from './emit-condition.ts';
import { emitNode } from './emit-node.ts';
import { deeper, NotGenerated, type Place, type Value } from './emitter.ts';
import { literal } from './javascript.ts';
import { concatenatedAt } from './runtime.ts';

export function emitBinary(node: AstNode, place: Place): Value {
  const inside = deeper(place);
  const operator = String(node.value);
  const left = emitNode(child(node.lhs as AstNode | undefined, node), inside);
  const rhs = child(node.rhs, node);
  if (operator === 'and' || operator === 'or') return emitBoolean(operator, left, rhs, node.position, inside);
  if (operator === 'in') return emitIn(left, rhs, inside);
  const right = emitNode(rhs, inside);
  switch (operator) {
    case '=':
    case '!=':
      return emitEquality(operator, left, right, place);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return emitComparison(operator, left, right, node.position, place);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return emitCalculation(operator, left, right, node.position, place);
    case '&': {
      const result = place.out.temporary();
      place.out.risk(
        `${result} = ${place.out.constant(concatenatedAt)}(${left.js}, ${right.js}, ${literal(node.position)}, run);`,
      );
      return { js: result, kind: 'text' };
    }
    case '..': {
      const result = place.out.temporary();
      place.out.risk(
        `${result} = ${place.out.constant(rangeOf)}(${left.js}, ${right.js}, ${literal(node.position)}, run);`,
      );
      return { js: result, kind: 'any', raw: true };
    }
    default:
      throw new NotGenerated(`there is no code for the operator "${operator}"`);
  }
}

/** Values that are equal only when they are the same. */
const isSimple = ({ kind }: Value): boolean =>
  kind === 'text' || kind === 'number' || kind === 'boolean' || kind === 'null';

function emitEquality(operator: '=' | '!=', left: Value, right: Value, { out }: Place): Value {
  const result = out.temporary();
  const [a, b] = [left.js, right.js];
  if (isSimple(left) || isSimple(right)) {
    const other = isSimple(right) ? left : right;
    const known = isSimple(other) || operator === '=' ? '' : `${other.js} !== undefined && `;
    out.line(`${result} = ${operator === '=' ? `${a} === ${b}` : `${known}${a} !== ${b}`};`);
    return { js: result, kind: 'boolean' };
  }
  const equal = `(${a} === ${b} || typeof ${a} === 'object' && typeof ${b} === 'object' && ${out.constant(isEqual)}(${a}, ${b}, run))`;
  out.risk(`${result} = ${a} !== undefined && ${b} !== undefined && ${operator === '=' ? '' : '!'}${equal};`);
  return { js: result, kind: 'boolean' };
}

function emitComparison(
  operator: ComparisonOperator,
  left: Value,
  right: Value,
  position: number | undefined,
  { out }: Place,
): Value {
  const result = out.temporary();
  out.risk(
    `${result} = typeof ${left.js} === 'number' && typeof ${right.js} === 'number' ? ${left.js} ${operator} ${right.js} : ${out.constant(compared)}(${literal(operator)}, ${left.js}, ${right.js}, ${literal(position)});`,
  );
  return { js: result, kind: 'maybe-boolean' };
}

function emitCalculation(
  operator: NumericOperator,
  left: Value,
  right: Value,
  position: number | undefined,
  { out }: Place,
): Value {
  const result = out.temporary();
  out.risk(
    `${result} = isFinite(${left.js}) && isFinite(${right.js}) ? ${left.js} ${operator} ${right.js} : ${out.constant(notCalculated)}(${literal(operator)}, ${left.js}, ${right.js}, ${literal(position)});`,
  );
  return { js: result, kind: 'any' };
}

/** What the right side throws is reported at the operator too: jsonata evaluates it inside the operator. */
function emitBoolean(
  operator: 'and' | 'or',
  left: Value,
  rhs: AstNode,
  position: number | undefined,
  inside: Place,
): Value {
  const { out } = inside;
  const result = out.temporary();
  const before = out.risks;
  const lines = out.aside(() => {
    const first = truthOf(left, inside);
    const second = out.aside(() =>
      out.inBranch(() => {
        const right = emitNode(rhs, inside);
        out.line(`${result} = ${truthOf(right, inside)};`);
      }),
    );
    out.line(`${result} = ${first};\nif (${operator === 'and' ? '' : '!'}${result}) {\n${second.join('\n')}\n}`);
  });
  if (out.risks === before) out.line(lines.join('\n'));
  else {
    out.line(
      `try {\n${lines.join('\n')}\n} catch (e) { throw ${out.constant(atOperator)}(e, ${literal(position)}, ${literal(operator)}); }`,
    );
  }
  return { js: result, kind: 'boolean' };
}

function emitIn(left: Value, rhs: AstNode, inside: Place): Value {
  const { out } = inside;
  const known = literalsIn(rhs);
  const result = out.temporary();
  if (known === undefined) {
    const right = emitNode(rhs, inside);
    out.risk(`${result} = ${out.constant(isIn)}(${left.js}, ${right.js}, run);`);
  } else if (known.length > 4) {
    out.line(`${result} = ${out.constant(new Set(known))}.has(${left.js});`);
  } else {
    const any = known.map((value) => `${left.js} === ${literal(value as string | number | boolean | null)}`);
    out.line(`${result} = ${any.length === 0 ? 'false' : any.join(' || ')};`);
  }
  return { js: result, kind: 'boolean' };
}
