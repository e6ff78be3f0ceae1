import { schemaFindings } from '../../load/schema-findings.ts';
import { readSource, type SourceFile } from '../../load/source-file.ts';
import type { CassetteFile } from '../../model/config.generated.ts';
import type { Finding } from '../../model/finding.ts';
import type { SchemaRegistry } from '../../validate/schema-registry.ts';
import { END } from './cassette-text.ts';

const SCHEMA = 'https://pipewright.dev/schemas/config/cassette.schema.json';

export interface ReadCassette {
  readonly source: SourceFile;
  /** What is wrong with it as a file. */
  readonly findings: readonly Finding[];
  /** Undefined when anything is wrong. */
  readonly cassette: CassetteFile | undefined;
}

/** Reads a cassette. A file that is cut off, or holds something else, is findings and never half a cassette. */
export function readCassette(path: string, text: string, schemas: SchemaRegistry): ReadCassette {
  const { source, findings } = readSource(path, text);
  if (findings.length > 0) return { source, findings, cassette: undefined };
  const wrong = [
    ...schemaFindings(source, schemas.validator(SCHEMA)(source.value)),
    ...(text.trimEnd().endsWith(`\n${END}`) ? [] : [cutOff(path, text)]),
  ];
  return { source, findings: wrong, cassette: wrong.length === 0 ? (source.value as CassetteFile) : undefined };
}

const cutOff = (path: string, text: string): Finding => ({
  code: 'CASSETTE107',
  severity: 'error',
  at: { file: path, line: text.trimEnd().split('\n').length, column: 1 },
  message: `the file is cut off: its last line is not "${END}"`,
  hint: `bring the whole file back, or record it again; a file written by hand ends with "${END}" as well`,
});
