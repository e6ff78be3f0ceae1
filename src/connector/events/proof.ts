import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether two texts are the same, in a time that says nothing of where they differ. Both are hashed first: the comparison
 * needs equal lengths, and their length would otherwise show.
 */
export function isSameText(one: string, other: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'length').update(text, 'utf8').digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** Whether a signature is the HMAC-SHA256 of a body's bytes under a secret. */
export function isHmacOf(
  signature: string,
  body: Uint8Array,
  secret: string | Buffer,
  encoding: 'base64' | 'hex',
): boolean {
  const wanted = createHmac('sha256', secret).update(body).digest(encoding);
  return isSameText(encoding === 'hex' ? signature.trim().toLowerCase() : signature.trim(), wanted);
}
