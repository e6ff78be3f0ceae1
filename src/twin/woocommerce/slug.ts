/** What WordPress makes of a name for addresses: lower case, accents dropped, everything else joined by "-". */
export function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** `mug`, `mug-2`, `mug-3`: the first that is free. */
export function freeSlug(wanted: string, taken: ReadonlySet<string>): string {
  const base = wanted === '' ? 'item' : wanted;
  let slug = base;
  for (let attempt = 2; taken.has(slug); attempt += 1) slug = `${base}-${attempt}`;
  return slug;
}
