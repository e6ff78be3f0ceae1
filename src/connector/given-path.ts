import { ExpressionError } from '../map/expression.ts';
import { compileTemplate, type Template } from '../map/template.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { ConnectionName } from '../model/names.ts';
import type { CompiledConnector, NamedTemplate } from './compiled-connector.ts';
import { CONNECTOR_FUNCTIONS } from './functions.ts';

/** A path that a connection gives a call, taken apart at its `?`. */
export interface GivenPath {
  readonly path: Template;
  readonly query: readonly NamedTemplate[];
}

/**
 * The paths that options give, by the option: `/orders/{$payload.ref}` or `/orders?ref={$payload.ref}`. Throws
 * OPTION_INVALID for one that cannot be a path.
 */
export function givenPaths(
  { operations }: Pick<CompiledConnector, 'operations'>,
  options: Readonly<Record<string, unknown>>,
  connection: ConnectionName,
): ReadonlyMap<string, GivenPath> {
  const paths = new Map<string, GivenPath>();
  for (const { pathOption } of operations.values()) {
    const written = pathOption === undefined ? undefined : options[pathOption];
    if (pathOption === undefined || written === undefined || written === '') continue;
    const invalid = (says: string, cause?: unknown) =>
      new IntegrationError(
        'OPTION_INVALID',
        `the option "${pathOption}" of "${connection}" ${says}`,
        { connection },
        cause,
      );
    if (typeof written !== 'string' || !written.startsWith('/')) throw invalid('is no path that starts with "/"');
    try {
      paths.set(pathOption, parsed(written));
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      throw invalid(`is no path: ${error.message}`, error);
    }
  }
  return paths;
}

function parsed(written: string): GivenPath {
  const [path = '', query = ''] = split(written, '?');
  const pairs = query === '' ? [] : separated(query).map((pair) => split(pair, '='));
  return {
    path: compileTemplate(path, CONNECTOR_FUNCTIONS),
    query: pairs.map(([name = '', value = '']) => [name, compileTemplate(value, CONNECTOR_FUNCTIONS)]),
  };
}

/** At the first of a sign that stands in no braces. */
function split(text: string, sign: string): string[] {
  const at = outside(text, sign)[0];
  return at === undefined ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

const separated = (query: string): string[] => {
  const ends = [...outside(query, '&'), query.length];
  return ends.map((end, index) => query.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end));
};

function outside(text: string, sign: string): number[] {
  let depth = 0;
  return [...text].flatMap((char, at) => {
    if (char === '{') depth += 1;
    if (char === '}') depth -= 1;
    return char === sign && depth === 0 ? [at] : [];
  });
}
