import { dirname, posix } from 'node:path';
import type { LoadedProject } from '../load/load-project.ts';
import type { LayeredFile } from '../load/project-layers.ts';
import { schemaFindings } from '../load/schema-findings.ts';
import { readSource, type SourceFile } from '../load/source-file.ts';
import type { MappingCase } from '../map/mapping-cases.ts';
import type { Finding } from '../model/finding.ts';
import { IntegrationError } from '../model/integration-error.ts';

const CASES_SCHEMA = 'https://pipewright.dev/schemas/config/cases.schema.json';

/** A `*.cases.yaml`, read with the files that its cases name. */
export interface CasesFile {
  readonly source: SourceFile;
  /** What is usable of it; `index` is the place in the file. */
  readonly cases: readonly (MappingCase & { readonly index: number })[];
  /** The mapping beside it, if there is one. */
  readonly mappingFile: LayeredFile | undefined;
  readonly findings: readonly Finding[];
}

/** Reads the cases of one mapping. Throws FILE_UNREADABLE when the file itself cannot be read. */
export function readCasesFile(project: LoadedProject, file: LayeredFile): CasesFile {
  const mappingFile = project.layers.find(file.path.replace(/\.cases\.yaml$/, '.jsonata'));
  const { source, findings } = readSource(file.path, project.layers.read(file));
  const invalid =
    findings.length > 0 ? findings : schemaFindings(source, project.schemas.validator(CASES_SCHEMA)(source.value));
  if (invalid.length > 0) return { source, cases: [], mappingFile, findings: invalid };
  const cases: (MappingCase & { index: number })[] = [];
  const unusable: Finding[] = [];
  for (const [index, each] of (source.value as (MappingCase & { given_file?: string })[]).entries()) {
    const { given_file, ...rest } = each;
    try {
      const given = given_file === undefined ? rest.given : readGiven(project, file, given_file);
      cases.push({ ...rest, given, index });
    } catch (error) {
      if (!(error instanceof IntegrationError)) throw error;
      unusable.push(unusableCase(source, index, error.message));
    }
  }
  return { source, cases, mappingFile, findings: unusable };
}

/** A case that cannot be run as it stands. */
export function unusableCase(source: SourceFile, index: number, message: string): Finding {
  return {
    code: 'MAPPING505',
    severity: 'error',
    at: source.place([index, 'given_file']),
    message,
    hint: 'correct `given_file` or `change`',
  };
}

function readGiven(project: LoadedProject, cases: LayeredFile, name: string): unknown {
  const path = posix.normalize(posix.join(dirname(cases.path), name));
  const file = project.layers.find(path);
  if (file === undefined)
    throw new IntegrationError('FILE_UNREADABLE', `there is no file ${path}`, { file: cases.path });
  try {
    return JSON.parse(project.layers.read(file)) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new IntegrationError('FILE_UNREADABLE', `${path} is not JSON: ${error.message}`, { file: path }, error);
  }
}
