import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { HttpFailure } from './http-failure.ts';

/** What is asked for with Accept-Encoding. */
export const ACCEPTED_ENCODINGS = 'gzip, br';

const DECODERS = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/**
 * The body without its content-encoding. Stops at `maxBytes` of output, so that a small answer cannot swell
 * (a gzip bomb grows a thousandfold). Rejects with an HttpFailure: too-large, truncated or undecodable.
 */
export async function decompress(body: Buffer, encoding: string, maxBytes: number, status: number): Promise<Buffer> {
  let plain = body;
  // Encodings are listed in the order in which they were applied (RFC 9110 §8.4).
  const applied = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  for (const name of applied.reverse()) {
    if (name === '' || name === 'identity' || plain.length === 0) continue;
    if (!Object.hasOwn(DECODERS, name)) {
      throw new HttpFailure('undecodable', 'maybe', `the answer is encoded as "${name.slice(0, 40)}"`, status);
    }
    try {
      plain = await DECODERS[name as keyof typeof DECODERS](plain, { maxOutputLength: maxBytes });
    } catch (error) {
      throw decompressFailure(error, name, maxBytes, status);
    }
  }
  return plain;
}

function decompressFailure(error: unknown, name: string, maxBytes: number, status: number): HttpFailure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_BUFFER_TOO_LARGE') {
    return new HttpFailure('too-large', 'maybe', `the answer is larger than ${maxBytes} bytes`, status, error);
  }
  if (code === 'Z_BUF_ERROR') {
    return new HttpFailure('truncated', 'maybe', `the ${name} data of the answer is cut off`, status, error);
  }
  return new HttpFailure('undecodable', 'maybe', `the ${name} data of the answer is damaged`, status, error);
}
