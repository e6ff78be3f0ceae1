import { UnreadableFile } from './csv.ts';

export type CodePage = 'utf-8' | 'windows-1252';

/** Text of a file. Throws UnreadableFile for bytes that are no UTF-8 where that is what is read. */
export function decodeFile(content: Uint8Array, codePage: CodePage): string {
  try {
    return new TextDecoder(codePage, { fatal: true }).decode(content);
  } catch {
    throw new UnreadableFile(`the file is not ${codePage}`);
  }
}

/** Bytes of a text, without a byte order mark. What a back end of one byte a character does not have becomes a question mark. */
export function encodeFile(text: string, codePage: CodePage): Buffer {
  if (codePage === 'utf-8') return Buffer.from(text, 'utf8');
  return Buffer.from([...text].map((character) => WINDOWS.get(character) ?? 0x3f));
}

const WINDOWS: ReadonlyMap<string, number> = new Map(
  Array.from(
    { length: 256 },
    (_, byte) => [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte] as const,
  ),
);
