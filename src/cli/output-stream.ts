import { Writable } from 'node:stream';
import type { Output } from './environment.ts';

/** An output as a stream, for parts that write to one; it says whether a person looks at it. */
export function outputStream(output: Output): Writable {
  const stream = new Writable({
    write: (chunk: Buffer | string, _, done) => {
      output.write(chunk.toString());
      done();
    },
  });
  return Object.assign(stream, { isTTY: output.isTerminal, columns: output.columns });
}
