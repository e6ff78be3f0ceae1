import type { MappingFunction } from '../map/functions/mapping-function.ts';
import { orNull, TEXT, TEXT_OR_NUMBER } from '../map/functions/value-schema.ts';

/** `undefined` stays nothing, so that a parameter made of it is left out or the request is not built. */
function quoted(name: string, quote: (text: string) => string): MappingFunction['call'] {
  return (value) => {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new TypeError(`$${name} takes text or a number, not ${Array.isArray(value) ? 'a list' : typeof value}`);
    }
    return quote(String(value));
  };
}

/** What the expressions of a connector may call besides the functions of mappings: quoting for query languages. */
export const CONNECTOR_FUNCTIONS: readonly MappingFunction[] = [
  {
    name: 'odataText',
    parameters: [{ name: 'text', takes: orNull(TEXT_OR_NUMBER), maybeNothing: true }],
    returns: { gives: TEXT, nothingForNothing: true },
    description: 'Text as OData writes it in `$filter`: in single quotes, quotes inside doubled.',
    examples: [{ expression: `$odataText("O'Neil")`, result: `'O''Neil'` }],
    call: quoted('odataText', (text) => `'${text.replaceAll("'", "''")}'`),
  },
  {
    name: 'searchText',
    parameters: [{ name: 'text', takes: orNull(TEXT_OR_NUMBER), maybeNothing: true }],
    returns: { gives: TEXT, nothingForNothing: true },
    description: 'Text as Shopify’s search writes it: in double quotes, quotes and backslashes inside escaped.',
    examples: [{ expression: `$searchText('say "hi"')`, result: '"say \\"hi\\""' }],
    call: quoted('searchText', (text) => `"${text.replace(/[\\"]/g, '\\$&')}"`),
  },
  {
    name: 'progressText',
    parameters: [{ name: 'text', takes: orNull(TEXT_OR_NUMBER), maybeNothing: true }],
    returns: { gives: TEXT, nothingForNothing: true },
    description:
      'Text as a where clause of Progress ABL writes it: in double quotes, quotes, tildes and backslashes inside escaped.',
    examples: [{ expression: `$progressText('3/4" pipe')`, result: '"3/4~" pipe"' }],
    call: quoted('progressText', (text) => `"${text.replace(/["~\\]/g, '~$&')}"`),
  },
];
