/**
 * A path and what may be asked of it. `{name}` stands for one segment, `{name:number}` for one made of digits, and
 * `{name:rest}` for all that follows: `orders/{id:number}/lines`.
 */
export interface RoutePattern {
  readonly path: string;
  readonly methods: readonly string[];
}

/** A route that a path leads to, with the values of its `{…}`, decoded. */
export interface RouteMatch<R> {
  readonly route: R;
  readonly values: Readonly<Record<string, string>>;
}

const SEGMENTS: Readonly<Record<string, string>> = { number: '(\\d+)', rest: '(.+)' };

/** The routes of a twin: which of them a path leads to, and which of those answers a method. */
export class RouteTable<R extends RoutePattern> {
  readonly #routes: readonly { readonly route: R; readonly pattern: RegExp; readonly names: readonly string[] }[];

  constructor(routes: readonly R[]) {
    this.#routes = routes.map((route) => ({ route, ...compiled(route.path) }));
  }

  /** The routes whose path this is, in the order of the table; none: the system knows no such path. One slash at the end counts for nothing. */
  at(path: string): readonly RouteMatch<R>[] {
    return this.#routes.flatMap(({ route, pattern, names }) => {
      const parts = pattern.exec(path);
      if (parts === null) return [];
      const values = names.map((name, index) => [name, decodeURIComponent(parts[index + 1] ?? '')] as const);
      return [{ route, values: Object.fromEntries(values) }];
    });
  }
}

/** The first of `matches` that answers `method`; none: the system refuses the method, and may say what {@link allowedMethods} it would answer. */
export function answering<R extends RoutePattern>(
  matches: readonly RouteMatch<R>[],
  method: string,
): RouteMatch<R> | undefined {
  return matches.find(({ route }) => route.methods.includes(method));
}

/** The methods that any of `matches` answers, each once. */
export function allowedMethods<R extends RoutePattern>(
  matches: readonly RouteMatch<R>[],
): readonly R['methods'][number][] {
  return [...new Set(matches.flatMap(({ route }) => route.methods))];
}

interface CompiledPath {
  readonly names: readonly string[];
  readonly pattern: RegExp;
}

/** A twin is made for each scenario, and has the paths of the one before. */
const known = new Map<string, CompiledPath>();

function compiled(path: string): CompiledPath {
  const made = known.get(path) ?? compile(path);
  known.set(path, made);
  return made;
}

function compile(path: string): CompiledPath {
  const names: string[] = [];
  const source = path.split(/(\{\w+(?::\w+)?\})/).map((part) => {
    const [, name, kind] = /^\{(\w+)(?::(\w+))?\}$/.exec(part) ?? [];
    if (name === undefined) return RegExp.escape(part);
    names.push(name);
    const segment = kind === undefined ? '([^/]+)' : SEGMENTS[kind];
    if (segment === undefined) throw new Error(`${path}: no such kind of segment: ${kind}`);
    return segment;
  });
  return { names, pattern: new RegExp(`^${source.join('')}/?$`) };
}
