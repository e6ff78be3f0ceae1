/**
 * RFC 3986: everything but unreserved characters is encoded, also what encodeURIComponent leaves alone: a quote or a
 * parenthesis of a record must not end an OData key.
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
