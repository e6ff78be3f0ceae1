export type Links = Readonly<Record<string, readonly { readonly href: string }[]>>;

const EVERYTHING = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** `https://shop.example.com/wp-json/wc/v3/orders/20` */
export function apiUrl(site: string, path: string): string {
  return `${site}/wp-json/wc/v3/${path}`;
}

/** The `_links` of a resource; `more` are relations beside self and collection, by path. */
export function links(
  site: string,
  collection: string,
  id: number | string,
  more: Readonly<Record<string, string>> = {},
  allow: readonly string[] = EVERYTHING,
): Links {
  const relations = Object.entries(more).map(([name, path]) => [name, [{ href: apiUrl(site, path) }]]);
  return {
    self: [{ href: apiUrl(site, `${collection}/${id}`), targetHints: { allow } } as { href: string }],
    collection: [{ href: apiUrl(site, collection) }],
    ...Object.fromEntries(relations),
  };
}

/** What remains of the hints once the resource is gone (captured on a deleted customer). */
export function withoutHints<T extends { readonly _links: Links }>(view: T): T {
  const self = view._links.self?.map(({ href }) => ({ href })) ?? [];
  return { ...view, _links: { ...view._links, self } };
}
