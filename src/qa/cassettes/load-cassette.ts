import type { LoadedProject } from '../../load/load-project.ts';
import { unreadableFinding } from '../../load/unreadable-file.ts';
import type { CassetteFile } from '../../model/config.generated.ts';
import type { Finding } from '../../model/finding.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { bodyFindings } from './body-findings.ts';
import { cassettePath } from './cassette-path.ts';
import { type ReadCassette, readCassette } from './read-cassette.ts';
import { type CassetteUse, reasonsAgainst } from './usable-cassette.ts';
import type { RecordedConnection } from './vantage.ts';

type Project = Pick<LoadedProject, 'layers' | 'schemas'>;

/**
 * The cassette of a system for a scenario, ready to be replayed. Rejects with CASSETTE_REFUSED, with every reason a line, when
 * it is missing, cannot be read, was made for something else or holds bodies that the system's schemas do not know.
 */
export async function loadCassette(
  project: Project,
  slug: string,
  connection: Pick<RecordedConnection, 'compiled' | 'connector'>,
  use: CassetteUse,
): Promise<CassetteFile> {
  const path = cassettePath(use.system, slug);
  const { source, findings, cassette } = read(project, path, use);
  if (cassette === undefined) throw refused(path, findings);
  const reasons = [
    ...reasonsAgainst(cassette, source, use),
    ...(await bodyFindings(project, cassette, source, connection)),
  ];
  if (reasons.length > 0) throw refused(path, reasons);
  return cassette;
}

/** Files that were read, by path and text: many scenarios are replayed with one and the same cassette. */
const known = new WeakMap<object, Map<string, ReadCassette>>();

function read(project: Project, path: string, { system, partner }: CassetteUse): ReadCassette {
  const file = project.layers.find(path);
  if (file === undefined)
    throw new IntegrationError(
      'CASSETTE_REFUSED',
      `there is no ${path}: what ${system} answers in this scenario was not recorded (with ${partner})`,
      { file: path },
    );
  const files = known.get(project.layers) ?? new Map<string, ReadCassette>();
  known.set(project.layers, files);
  const text = textOf(project, path, file);
  const before = files.get(path);
  if (before?.source.text === text) return before;
  const now = readCassette(path, text, project.schemas);
  files.set(path, now);
  return now;
}

function textOf({ layers }: Project, path: string, file: Parameters<Project['layers']['read']>[0]): string {
  try {
    return layers.read(file);
  } catch (error) {
    const finding = unreadableFinding(error);
    if (finding === undefined) throw error;
    throw refused(path, [finding]);
  }
}

function refused(path: string, findings: readonly Finding[]): IntegrationError {
  const lines = findings.map(
    ({ at, message, hint }) => `  line ${at.line}: ${message}${hint === undefined ? '' : `; ${hint}`}`,
  );
  return new IntegrationError('CASSETTE_REFUSED', [`${path} cannot be replayed:`, ...lines].join('\n'), { file: path });
}
