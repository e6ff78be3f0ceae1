import iconv from 'iconv-lite';
import type { Layout } from './layout.ts';
import { RowsRefused, RowsUnreadable } from './row.ts';

/** A file's bytes as text. A byte order mark is dropped; bytes that the encoding does not have are refused, never replaced. */
export function fileText(content: Buffer, { encoding }: Pick<Layout, 'encoding'>): string {
  if (encoding !== 'utf-8') return iconv.decode(content, encoding);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(content);
  } catch (error) {
    throw new RowsUnreadable('it is not UTF-8; set the encoding of its layout', undefined, error);
  }
}

/** Text as bytes, without a byte order mark. Throws RowsRefused for a character that the encoding does not have. */
export function fileBytes(text: string, { encoding }: Pick<Layout, 'encoding'>): Buffer {
  const bytes = iconv.encode(text, encoding, { addBOM: false });
  if (encoding === 'utf-8' || iconv.decode(bytes, encoding) === text) return bytes;
  const lost = [...text].find((character) => iconv.decode(iconv.encode(character, encoding), encoding) !== character);
  throw new RowsRefused(`${encoding} has no "${lost ?? '?'}"`);
}
