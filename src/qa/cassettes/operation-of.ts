import { isDeepStrictEqual } from 'node:util';
import type { CompiledConnector, CompiledRead } from '../../connector/compiled-connector.ts';
import { type SyntaxNode, type SyntaxPair, syntaxTreeOf } from '../../map/syntax-tree.ts';
import type { CassetteExchange, CassetteRequest, ConnectorFile } from '../../model/config.generated.ts';
import { isFields } from './difference.ts';

/** A read of a connector that an exchange belongs to: the document, and whether it answers one record or a list. */
export interface ReadBehind {
  readonly capability: string;
  readonly read: CompiledRead;
  readonly part: 'list' | 'each' | 'one';
}

/**
 * Which read capabilities may have got records by this: by method and path and what is constant in query and body, or by the
 * text of a GraphQL query. Where another operation says more of what was asked, such as which fields or which kind of record
 * in its path, it was that one. A list whose records are then read one by one, or are parts of its entries, only names them.
 */
export function readsBehind(
  { request }: Pick<CassetteExchange, 'request'>,
  connector: ConnectorFile,
  compiled: CompiledConnector,
): ReadBehind[] {
  const said = new Map<string, number>();
  for (const sign of signsOf(connector)) {
    const constants = constantsIn(request, sign);
    if (constants !== undefined) said.set(sign.operation, constants);
  }
  const most = Math.max(...said.values());
  const found: ReadBehind[] = [];
  for (const [capability, read] of compiled.reads)
    for (const part of ['list', 'each', 'one'] as const) {
      const operation = read[part];
      if (operation === undefined || (part === 'list' && (read.each ?? read.split) !== undefined)) continue;
      if (said.get(operation.name) === most) found.push({ capability, read, part });
    }
  return found;
}

/** By what the requests of an operation are known. */
interface OperationSign {
  readonly operation: string;
  readonly method: string;
  readonly path: RegExp;
  /** Segments of the path that are written out. */
  readonly segments: number;
  readonly graphql: string | undefined;
  /** Parameters of the query that are written out. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly body: readonly (readonly [name: string, value: unknown])[];
}

const signs = new WeakMap<ConnectorFile, readonly OperationSign[]>();

/** Made once for a connector: a cassette has dozens of exchanges, and each is held against every operation. */
function signsOf(connector: ConnectorFile): readonly OperationSign[] {
  const known = signs.get(connector);
  if (known !== undefined) return known;
  const made = Object.entries(connector.operations).map(([operation, written]) => ({
    operation,
    method: written.method ?? 'GET',
    path: pathPattern(written.path ?? ''),
    segments: writtenSegments(written.path ?? ''),
    graphql: written.graphql === undefined ? undefined : squeezed(written.graphql),
    query: Object.entries(written.query ?? {})
      .map(([name, value]) => [name, String(value)] as const)
      .filter(([, value]) => !value.includes('{')),
    body: constantsOfBody(written.body),
  }));
  signs.set(connector, made);
  return made;
}

/** How many constants of an operation a request has, segments of its path among them; undefined where it lacks one, or is another call altogether. */
function constantsIn(
  request: CassetteRequest,
  { method, path, segments, graphql, query, body }: OperationSign,
): number | undefined {
  if (request.sign_in === true) return undefined;
  const sent = isFields(request.json) ? request.json : {};
  if (graphql !== undefined) return squeezed(String(sent.query ?? '')) === graphql ? 1 : undefined;
  const isSaid =
    request.method === method &&
    path.test(request.path ?? '') &&
    query.every(([name, value]) => String(request.query?.[name]) === value) &&
    body.every(([name, value]) => isDeepStrictEqual(sent[name], value));
  return isSaid ? segments + query.length + body.length : undefined;
}

/** Members of a body that are written out: which object, and which of its fields, a query service is asked for. */
function constantsOfBody(body: unknown): (readonly [name: string, value: unknown])[] {
  if (typeof body !== 'string') return [];
  const written = syntaxTreeOf(body);
  if (written.type !== 'unary' || written.value !== '{') return [];
  return (written.lhs as readonly SyntaxPair[]).flatMap(([name, value]) => {
    const constant = constantOf(value);
    return constant === undefined ? [] : [[String(name.value), constant] as const];
  });
}

/** A text, or a list of texts, that is written out; undefined for what an expression makes. */
function constantOf({ type, value, expressions = [] }: SyntaxNode): unknown {
  if (type === 'string') return value;
  const isListOfTexts = type === 'unary' && value === '[' && expressions.every((each) => each.type === 'string');
  return isListOfTexts ? expressions.map((each) => each.value) : undefined;
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A path with expressions in braces, as a pattern: an expression is one segment or part of one. */
function pathPattern(path: string): RegExp {
  const pattern = withoutExpressions(path, (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), '[^/]*');
  return new RegExp(`^${pattern === '' ? '/' : pattern}$`);
}

const writtenSegments = (path: string): number =>
  withoutExpressions(path, (text) => text, '{')
    .split('/')
    .filter((segment) => segment !== '' && !segment.includes('{')).length;

/** A path whose expressions give way to `instead`; what is written out becomes what `written` makes of it. */
function withoutExpressions(path: string, written: (text: string) => string, instead: string): string {
  let made = '';
  for (let at = 0; at < path.length; at += 1) {
    if (path[at] !== '{') {
      made += written(path[at] ?? '');
      continue;
    }
    let depth = 1;
    while (depth > 0 && at + 1 < path.length) {
      at += 1;
      if (path[at] === '{') depth += 1;
      if (path[at] === '}') depth -= 1;
    }
    made += instead;
  }
  return made;
}
