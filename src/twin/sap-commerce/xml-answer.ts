/** An answer in Atom, which is what whoever does not ask for JSON gets (sheet section 3.0). `d` is what JSON would say. */
export function atom(d: unknown): string {
  const body = isObject(d) && Array.isArray(d.results) ? feed(d) : entry(d);
  return `<?xml version="1.0" encoding="utf-8"?>${body}`;
}

export function xmlError(error: { readonly code: string; readonly message: { readonly value: string } }): string {
  const { code, message } = error;
  return `<?xml version="1.0" encoding="utf-8"?><error ${NAMESPACES}><code>${escaped(code)}</code><message xml:lang="en">${escaped(message.value)}</message></error>`;
}

const NAMESPACES =
  'xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices"';

type Fields = Readonly<Record<string, unknown>>;

function feed(d: Fields): string {
  const next = typeof d.__next === 'string' ? `<link rel="next" href="${escaped(d.__next)}"/>` : '';
  const count = typeof d.__count === 'string' ? `<m:count>${d.__count}</m:count>` : '';
  return `<feed ${NAMESPACES}>${count}${(d.results as unknown[]).map(entry).join('')}${next}</feed>`;
}

function entry(d: unknown): string {
  if (!isObject(d)) return '';
  const { __metadata, ...fields } = d;
  const id = isObject(__metadata) ? String(__metadata.uri ?? '') : '';
  const links = Object.entries(fields).filter(([, value]) => isObject(value));
  const plain = Object.entries(fields).filter(([, value]) => !isObject(value));
  return `<entry ${NAMESPACES}><id>${escaped(id)}</id>${links.map(link).join('')}<content type="application/xml"><m:properties>${plain.map(property).join('')}</m:properties></content></entry>`;
}

function link([name, value]: readonly [string, unknown]): string {
  if (isObject(value) && isObject(value.__deferred))
    return `<link rel="related" title="${name}" href="${escaped(String(value.__deferred.uri))}"/>`;
  const inner = isObject(value) && Array.isArray(value.results) ? feed(value) : entry(value);
  return `<link rel="related" title="${name}"><m:inline>${inner}</m:inline></link>`;
}

const property = ([name, value]: readonly [string, unknown]): string =>
  value === null ? `<d:${name} m:null="true"/>` : `<d:${name}>${escaped(String(value))}</d:${name}>`;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
