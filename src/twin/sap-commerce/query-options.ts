import { badRequest, noProperty } from './integration-error.ts';
import { type IntegrationItem, type IntegrationObject, isPlain } from './integration-object.ts';

/** What of an item is shown: the properties chosen, and what is shown of the references that are expanded. */
export interface Selection {
  /** undefined: all. */
  readonly only: ReadonlySet<string> | undefined;
  readonly expanded: ReadonlyMap<string, Selection>;
}

export const WHOLE: Selection = { only: undefined, expanded: new Map() };

/** `$expand=entries,entries/product` and `$select=code,entries/quantity`. Throws what an unknown property is answered with. */
export function selectionOf(query: URLSearchParams, of: IntegrationItem, object: IntegrationObject): Selection {
  const paths = (name: string) =>
    (query.get(name) ?? '')
      .split(',')
      .map((path) => path.trim())
      .filter((path) => path !== '')
      .map((path) => path.split('/'));
  return build(paths('$expand'), paths('$select'), of, object);
}

type Paths = readonly (readonly string[])[];

function build(expand: Paths, select: Paths, of: IntegrationItem, object: IntegrationObject): Selection {
  const expanded = new Map<string, Selection>();
  for (const [name = ''] of expand) {
    const attribute = of.attributes.get(name);
    if (name === 'localizedAttributes') {
      expanded.set(name, WHOLE);
      continue;
    }
    if (attribute === undefined || isPlain(attribute)) throw noProperty(name, of.code);
    if (attribute.target === undefined) {
      expanded.set(name, WHOLE);
      continue;
    }
    const below = (all: Paths) => all.flatMap(([first, ...rest]) => (first === name && rest.length > 0 ? [rest] : []));
    expanded.set(name, build(below(expand), below(select), object.item(attribute.target), object));
  }
  for (const [name = ''] of select)
    if (name !== '*' && name !== 'integrationKey' && !of.attributes.has(name)) throw noProperty(name, of.code);
  const names = select.map(([name = '']) => name);
  return { only: names.length === 0 || names.includes('*') ? undefined : new Set(names), expanded };
}

/** `$top`, `$skip` and `$skiptoken` are whole numbers from 0. */
export function countOf(query: URLSearchParams, name: string): number | undefined {
  const written = query.get(name);
  if (written === null) return undefined;
  if (!/^\d{1,9}$/.test(written))
    throw badRequest('odata_error', `Invalid value '${written}' for the query option ${name}.`);
  return Number(written);
}
