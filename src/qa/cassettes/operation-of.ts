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
 * Which read capabilities may have got records by this. By method and path, or by the text of a GraphQL query. A list whose
 * records are then read one by one only names them.
 */
export function readsBehind(
  { request }: Pick<CassetteExchange, 'request'>,
  connector: ConnectorFile,
  compiled: CompiledConnector,
): ReadBehind[] {
  const found: ReadBehind[] = [];
  for (const [capability, read] of compiled.reads)
    for (const part of ['list', 'each', 'one'] as const) {
      const operation = read[part];
      if (operation === undefined || (part === 'list' && read.each !== undefined)) continue;
      const written = connector.operations[operation.name];
      if (written !== undefined && isFor(request, written, operation.method)) found.push({ capability, read, part });
    }
  return found;
}

type WrittenOperation = ConnectorFile['operations'][string];

function isFor(request: CassetteRequest, written: WrittenOperation, method: string): boolean {
  if (request.sign_in === true || request.method !== method) return false;
  if (written.graphql !== undefined)
    return isFields(request.json) && squeezed(String(request.json.query ?? '')) === squeezed(written.graphql);
  if (!pathPattern(written.path ?? '').test(request.path ?? '')) return false;
  // Two lists of one path are told apart by what is constant in their queries and bodies.
  return (
    Object.entries(written.query ?? {}).every(
      ([name, value]) => String(value).includes('{') || String(request.query?.[name]) === String(value),
    ) && saysConstants(written.body, request.json)
  );
}

/** Whether a body says what the connector writes as it stands: which object, and which of its fields, a query service is asked for. */
function saysConstants(body: unknown, sent: unknown): boolean {
  if (typeof body !== 'string') return true;
  const written = syntaxTreeOf(body);
  if (written.type !== 'unary' || written.value !== '{') return true;
  return (written.lhs as readonly SyntaxPair[]).every(([name, value]) => {
    const constant = constantOf(value);
    return constant === undefined || (isFields(sent) && isDeepStrictEqual(sent[String(name.value)], constant));
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
  let pattern = '';
  for (let at = 0; at < path.length; at += 1) {
    if (path[at] !== '{') {
      pattern += (path[at] ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      continue;
    }
    let depth = 1;
    while (depth > 0 && at + 1 < path.length) {
      at += 1;
      if (path[at] === '{') depth += 1;
      if (path[at] === '}') depth -= 1;
    }
    pattern += '[^/]*';
  }
  return new RegExp(`^${pattern === '' ? '/' : pattern}$`);
}
