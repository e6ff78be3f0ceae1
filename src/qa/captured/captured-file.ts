import { Document } from 'yaml';
import type { LoadedProject } from '../../load/load-project.ts';
import { schemaFindings } from '../../load/schema-findings.ts';
import { readSource } from '../../load/source-file.ts';
import type { CapturedFile } from '../../model/config.generated.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { END } from '../cassettes/cassette-text.ts';

const SCHEMA = 'https://pipewright.dev/schemas/config/captured.schema.json';

/** Beside the cassettes, so that `check` looks for secrets and real people in them as well (SECRET003). */
export const capturedPath = (slug: string): string => `features/cassettes/captured/${slug}.yaml`;

export const capturedText = (captured: CapturedFile): string =>
  `${new Document(captured, { aliasDuplicateObjects: false, version: '1.2' }).toString({ lineWidth: 0, flowCollectionPadding: true })}${END}\n`;

/** Reads one of a project. Throws CASSETTE_REFUSED, with every reason a line, when it is missing, cut off or something else. */
export function readCaptured(
  { layers, schemas }: Pick<LoadedProject, 'layers' | 'schemas'>,
  path: string,
): CapturedFile {
  const file = layers.find(path);
  if (file === undefined) throw refused(path, ['there is no such file']);
  const text = layers.read(file);
  const { source, findings } = readSource(path, text);
  const wrong = findings.length > 0 ? findings : schemaFindings(source, schemas.validator(SCHEMA)(source.value));
  if (wrong.length > 0)
    throw refused(
      path,
      wrong.map(({ at, message }) => `line ${at.line}: ${message}`),
    );
  if (!text.trimEnd().endsWith(`\n${END}`)) throw refused(path, [`it is cut off: its last line is not "${END}"`]);
  return source.value as CapturedFile;
}

const refused = (path: string, reasons: readonly string[]): IntegrationError =>
  new IntegrationError('CASSETTE_REFUSED', `${path} cannot be used: ${reasons.join('\n  ')}`, { file: path });
