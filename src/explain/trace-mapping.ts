import { type SyntaxNode, type SyntaxPair, type SyntaxStage, syntaxTreeOf } from '../map/syntax-tree.ts';
import { valueStart } from './expression-text.ts';
import { LIBRARY_CALLS } from './library-calls.ts';
import { allFields, anyOf, calledBy, madeOf, NOTHING, select, type Traced, type TracedField } from './traced-value.ts';

/**
 * Follows a mapping from its output back to its input without running it: through paths, variables, blocks, conditions
 * and functions. What depends on values alone (computed keys, functions that call themselves) is told as not followed.
 */
export function traceMapping(source: string): Traced {
  const tracer = new Tracer(source);
  const root: Traced = { kind: 'input', path: [] };
  const scope = new Scope();
  for (const name of GIVEN) scope.bind(name, () => ({ kind: 'given', name, path: [] }));
  scope.bind('$', () => root);
  return tracer.trace(syntaxTreeOf(source), scope, root);
}

const GIVEN = ['options', 'needs', 'target'];

/** A mapping that is followed further than this goes in circles. The largest shipped one takes some 20,000 steps. */
const MOST_STEPS = 400_000;
const MOST_CALLS = 60;

/** Variables in reach. They are traced when they are asked for: most never are. */
class Scope {
  readonly #variables = new Map<string, () => Traced>();
  readonly #outer: Scope | undefined;

  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  bind(name: string, value: () => Traced): void {
    const before = this.#variables.get(name);
    // What was bound so far means what the name stood for until now.
    if (before !== undefined) for (const bound of this.#variables.values()) bound();
    let known: Traced | undefined;
    let underWay = false;
    this.#variables.set(name, () => {
      if (known !== undefined) return known;
      // `$x := $trim($x)`: the name on the right is the one from before.
      if (underWay) return before?.() ?? this.#outer?.find(name) ?? NOTHING;
      underWay = true;
      known = value();
      return known;
    });
  }

  find(name: string): Traced | undefined {
    const value = this.#variables.get(name);
    return value === undefined ? this.#outer?.find(name) : value();
  }
}

class Tracer {
  readonly #source: string;
  readonly #active: SyntaxNode[] = [];
  #steps = 0;

  constructor(source: string) {
    this.#source = source;
  }

  trace(node: SyntaxNode | undefined, scope: Scope, context: Traced): Traced {
    if (node === undefined) return NOTHING;
    this.#steps += 1;
    if (this.#steps > MOST_STEPS) return madeOf([], 'the mapping is too large to be followed');
    const value = this.#withoutFilters(node, scope, context);
    const filtered = node.type === 'path' ? value : this.#filtered(value, node.predicate ?? [], scope);
    return node.group === undefined ? filtered : this.#object(node.group.lhs, scope, filtered);
  }

  #withoutFilters(node: SyntaxNode, scope: Scope, context: Traced): Traced {
    switch (node.type) {
      case 'path':
        return this.#path(node.steps ?? [], scope, context);
      case 'name':
        return select(context, String(node.value));
      case 'variable':
        if (node.value === '') return context;
        return scope.find(String(node.value)) ?? this.#libraryFunction(String(node.value), context);
      case 'string':
      case 'number':
      case 'value':
        return { kind: 'constant', value: node.value };
      case 'regex':
        return { kind: 'constant', value: String(node.value) };
      case 'wildcard':
        return allFields(context);
      case 'descendant':
        return madeOf([context], '`**` is not followed');
      case 'parent':
        return context.kind === 'input'
          ? { ...context, path: context.path.slice(0, -1) }
          : madeOf([context], '`%` is not followed');
      case 'block':
        return this.#block(node.expressions ?? [], scope, context);
      case 'bind':
        return this.#bind(node, scope, context);
      case 'condition':
        return anyOf(
          [this.trace(node.then, scope, context), this.trace(node.else, scope, context)],
          [this.trace(node.condition, scope, context)],
        );
      case 'unary':
        return this.#unary(node, scope, context);
      case 'binary':
        return madeOf([this.trace(single(node.lhs), scope, context), this.trace(node.rhs, scope, context)]);
      case 'function':
        return this.#call(node, scope, context, []);
      case 'partial':
        return { kind: 'function', apply: (args) => this.#call(node, scope, context, args) };
      case 'lambda':
        return node.thunk === true ? this.trace(node.body, scope, context) : this.#lambda(node, scope, context);
      case 'apply':
        return this.#apply(node, scope, context);
      case 'transform':
        return this.#transform(node, scope);
      case 'sort':
        return anyOf(
          [context],
          (node.terms ?? []).map(({ expression }) => this.trace(expression, scope, context)),
        );
      default:
        return madeOf([], `\`${node.type}\` is not followed`);
    }
  }

  #path(steps: readonly SyntaxNode[], outer: Scope, context: Traced): Traced {
    const scope = new Scope(outer);
    let value = context;
    for (const step of steps) {
      const item = this.trace(step, scope, value);
      if (step.index !== undefined) scope.bind(step.index, () => madeOf([]));
      if (step.focus === undefined) value = item;
      else scope.bind(step.focus, () => item);
      value = this.#filtered(value, step.stages ?? [], scope);
    }
    return value;
  }

  #filtered(value: Traced, stages: readonly SyntaxStage[], scope: Scope): Traced {
    let kept = value;
    for (const { type, expr, value: name } of stages) {
      if (type === 'index' && name !== undefined) scope.bind(name, () => madeOf([]));
      // A number picks an item and depends on nothing.
      else if (expr !== undefined && expr.type !== 'number') kept = anyOf([kept], [this.trace(expr, scope, kept)]);
    }
    return kept;
  }

  #block(expressions: readonly SyntaxNode[], outer: Scope, context: Traced): Traced {
    const scope = new Scope(outer);
    let last: Traced = NOTHING;
    for (const [index, expression] of expressions.entries()) {
      if (expression.type === 'bind') last = this.#bind(expression, scope, context);
      // What stands before the last expression without a name only ever holds the record.
      else if (index === expressions.length - 1) last = this.trace(expression, scope, context);
    }
    return last;
  }

  #bind(node: SyntaxNode, scope: Scope, context: Traced): Traced {
    const name = String(single(node.lhs)?.value);
    const { position = 0 } = single(node.lhs) ?? {};
    const value = () => {
      const bound = this.trace(node.rhs, scope, context);
      // A name for another function is not where that is defined.
      return bound.kind === 'function' && node.rhs?.type === 'lambda'
        ? { ...bound, definedAt: position - name.length - 1 }
        : bound;
    };
    scope.bind(name, value);
    return scope.find(name) ?? NOTHING;
  }

  #unary(node: SyntaxNode, scope: Scope, context: Traced): Traced {
    if (node.value === '{') return this.#object((node.lhs ?? []) as readonly SyntaxPair[], scope, context);
    if (node.value === '[') return anyOf((node.expressions ?? []).map((each) => this.trace(each, scope, context)));
    return madeOf([this.trace(node.expression, scope, context)]);
  }

  #object(pairs: readonly SyntaxPair[], scope: Scope, context: Traced): Traced {
    const fields = new Map<string, TracedField>();
    let open = false;
    for (const [key, value] of pairs) {
      if (key.type !== 'string') {
        open = true;
        continue;
      }
      let known: Traced | undefined;
      fields.set(String(key.value), {
        start: valueStart(this.#source, key.position ?? 0),
        value: () => {
          known ??= this.trace(value, scope, context);
          return known;
        },
      });
    }
    return { kind: 'object', fields, open };
  }

  #lambda(node: SyntaxNode, scope: Scope, context: Traced): Traced {
    return {
      kind: 'function',
      apply: (args) => {
        if (this.#active.includes(node)) return madeOf(args, 'a function that calls itself is not followed');
        if (this.#active.length >= MOST_CALLS) return madeOf(args, 'calls within calls are not followed any further');
        const inner = new Scope(scope);
        for (const [index, parameter] of (node.arguments ?? []).entries())
          inner.bind(String(parameter.value), () => args[index] ?? NOTHING);
        this.#active.push(node);
        try {
          return this.trace(node.body, inner, context);
        } finally {
          this.#active.pop();
        }
      },
    };
  }

  /** A call; `before` are arguments that come first, by `~>` or in place of `?`. */
  #call(node: SyntaxNode, scope: Scope, context: Traced, before: readonly Traced[]): Traced {
    const waiting = [...before];
    const args = (node.arguments ?? []).map((argument) =>
      argument.type === 'operator' && argument.value === '?'
        ? (waiting.shift() ?? NOTHING)
        : this.trace(argument, scope, context),
    );
    const procedure = node.procedure;
    const all = [...waiting, ...args];
    if (procedure?.type === 'variable') {
      const own = scope.find(String(procedure.value));
      if (own?.kind === 'function') return this.#own(procedure, own, all);
      return this.#library(String(procedure.value), all, context);
    }
    const called = this.trace(procedure, scope, context);
    return called.kind === 'function'
      ? called.apply(all)
      : madeOf([called, ...all], 'a computed function is not followed');
  }

  #library(name: string, args: readonly Traced[], context: Traced): Traced {
    const call = Object.hasOwn(LIBRARY_CALLS, name) ? LIBRARY_CALLS[name] : undefined;
    // Functions of one argument take the context when they get none.
    return call === undefined ? calledBy({ name }, madeOf(args.length === 0 ? [context] : args)) : call(args, context);
  }

  /** A function that the mapping defines, or hands on under a name. */
  #own(
    called: SyntaxNode | undefined,
    { apply, definedAt }: Traced & { kind: 'function' },
    args: readonly Traced[],
  ): Traced {
    if (definedAt === undefined) return apply(args);
    const { value, position = 0 } = called ?? {};
    const name = called?.type === 'variable' ? String(value) : '';
    return calledBy({ name, definedAt, calledAt: Math.max(0, position - name.length - 1) }, apply(args));
  }

  #libraryFunction(name: string, context: Traced): Traced {
    return { kind: 'function', apply: (args) => this.#library(name, args, context) };
  }

  #apply(node: SyntaxNode, scope: Scope, context: Traced): Traced {
    const value = this.trace(single(node.lhs), scope, context);
    if (node.rhs?.type === 'function') return this.#call(node.rhs, scope, context, [value]);
    const called = this.trace(node.rhs, scope, context);
    if (called.kind !== 'function') return madeOf([value, called], 'a computed function is not followed');
    if (value.kind !== 'function') return this.#own(node.rhs, called, [value]);
    const first = value;
    return { kind: 'function', apply: (args) => called.apply([first.apply(args)]) };
  }

  #transform(node: SyntaxNode, scope: Scope): Traced {
    const whole = node.pattern?.type === 'variable' && node.pattern.value === '';
    return {
      kind: 'function',
      apply: ([value = NOTHING]) =>
        whole
          ? { kind: 'merged', parts: [value, this.trace(node.update, scope, value)] }
          : madeOf([value], 'a transform inside a document is not followed'),
    };
  }
}

function single(node: SyntaxNode['lhs']): SyntaxNode | undefined {
  return Array.isArray(node) ? undefined : (node as SyntaxNode | undefined);
}
