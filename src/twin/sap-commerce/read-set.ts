import { compileFilter, orderOf } from './filter.ts';
import { badRequest, noProperty } from './integration-error.ts';
import { type IntegrationItem, isPlain } from './integration-object.ts';
import type { Item } from './item.ts';
import { type ViewScope, viewItem } from './item-view.ts';
import { countOf, selectionOf } from './query-options.ts';

/** One page of an entity set, with the address of the next one while there are more (sheet section 4). */
export function readSet(query: URLSearchParams, of: IntegrationItem, scope: ViewScope, address: string): unknown {
  const { object, store } = scope;
  const { pageSize, maxPageSize } = store.settings;
  const found = matching(query, of, scope);
  const selection = selectionOf(query, of, object);
  const top = Math.min(countOf(query, '$top') ?? pageSize, maxPageSize);
  const skip = countOf(query, '$skiptoken') ?? countOf(query, '$skip') ?? 0;
  const page = found.slice(skip, skip + top);
  const more = skip + page.length < found.length && page.length > 0;
  return {
    ...(query.get('$inlinecount') === 'allpages' ? { __count: String(found.length) } : {}),
    results: page.map((item) => viewItem(item, of, scope, selection)),
    ...(more ? { __next: nextAddress(address, query, skip + page.length) } : {}),
  };
}

/** The items that `$filter` lets through, in the order that `$orderby` asks for; without it in the order of creation. */
export function matching(query: URLSearchParams, of: IntegrationItem, { object, store }: ViewScope): readonly Item[] {
  const filter = query.get('$filter');
  const all = store.all(of.type);
  const found = filter === null ? all : all.filter(compileFilter(filter, { of, object, store }));
  const order = query.get('$orderby');
  return order === null ? found : [...found].sort(ordering(order, of));
}

function ordering(written: string, of: IntegrationItem): (a: Item, b: Item) => number {
  const terms = written.split(',').map((term) => {
    const [name = '', direction = 'asc', ...rest] = term.trim().split(/\s+/);
    const attribute = of.attributes.get(name);
    if (attribute === undefined) throw noProperty(name, of.code);
    if (!isPlain(attribute) || rest.length > 0 || !['asc', 'desc'].includes(direction))
      throw badRequest('odata_error', `Cannot order by '${term.trim()}'.`);
    return { qualifier: attribute.descriptor.qualifier, sign: direction === 'asc' ? 1 : -1 };
  });
  return (a, b) => {
    for (const { qualifier, sign } of terms) {
      const [left, right] = [a.get(qualifier), b.get(qualifier)];
      const order =
        left === null || right === null ? Number(left !== null) - Number(right !== null) : orderOf(left, right);
      if (order !== 0) return sign * order;
    }
    return 0;
  };
}

function nextAddress(address: string, query: URLSearchParams, token: number): string {
  const next = new URLSearchParams(query);
  next.delete('$skip');
  next.set('$skiptoken', String(token));
  return `${address}?${next}`;
}
