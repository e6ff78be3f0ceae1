import { HttpFailure } from './http-failure.ts';
import type { HttpAnswer } from './http-message.ts';

/**
 * The body as text, by the charset that the content type declares, UTF-8 when it declares none (RFC 8259 §8.1).
 * A byte order mark is dropped. Bytes that the charset does not have are refused, never replaced: a replaced character
 * in a name or a SKU would be written to the other side. Throws an HttpFailure `undecodable`.
 */
export function answerText(answer: HttpAnswer): string {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(answer.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  try {
    return decoderOf(charset.toLowerCase()).decode(answer.body);
  } catch (error) {
    throw new HttpFailure(
      'undecodable',
      'maybe',
      `the body is not text in the charset "${charset.slice(0, 40)}"`,
      answer.status,
      error,
    );
  }
}

/** Whole bodies are decoded at once, so a decoder holds nothing between two calls and can serve them all. */
const DECODERS = new Map<string, TextDecoder>();

function decoderOf(charset: string): TextDecoder {
  const known = DECODERS.get(charset);
  if (known !== undefined) return known;
  const made = new TextDecoder(charset, { fatal: true, ignoreBOM: false });
  if (DECODERS.size < 50) DECODERS.set(charset, made);
  return made;
}
