import { payloadSchemaFile } from '../compile/mapping-files.ts';
import type { LoadedProject } from '../load/load-project.ts';
import type { LayeredFile } from '../load/project-layers.ts';
import { unreadableFinding } from '../load/unreadable-file.ts';
import { ExpressionError } from '../map/expression.ts';
import { compileMapping } from '../map/mapping.ts';
import { runMappingCase } from '../map/mapping-cases.ts';
import type { Finding } from '../model/finding.ts';
import { pathText, type Validator } from '../validate/schema-registry.ts';
import { readCasesFile, unusableCase } from './cases-file.ts';

/** Runs the cases beside the project’s own mappings. A case that fails is a finding at its name. */
export async function checkCases(project: LoadedProject): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const file of project.layers.list('mappings/**/*.cases.yaml', 'project')) {
    try {
      findings.push(...(await checkCasesFile(project, file)));
    } catch (error) {
      const unreadable = unreadableFinding(error);
      if (unreadable === undefined) throw error;
      findings.push(unreadable);
    }
  }
  return findings;
}

async function checkCasesFile(project: LoadedProject, file: LayeredFile): Promise<Finding[]> {
  const { source, cases, mappingFile, findings } = readCasesFile(project, file);
  if (mappingFile === undefined || cases.length === 0) return [...findings];

  let mapping: ReturnType<typeof compileMapping>;
  try {
    mapping = compileMapping(mappingFile.path, project.layers.read(mappingFile));
  } catch (error) {
    if (error instanceof ExpressionError) return []; // told as MAPPING501
    throw error;
  }
  const validate = outputValidator(project, mappingFile.path);
  const failed: Finding[] = [...findings];
  for (const { index, ...each } of cases) {
    try {
      const result = await runMappingCase(mapping, each, (output) =>
        validate(output).map(({ path, message }) => `${pathText(path)}: ${message}`),
      );
      if (result.passed) continue;
      failed.push({
        code: 'MAPPING502',
        severity: 'error',
        at: source.place([index, 'name']),
        message: `the case fails: ${result.differences.slice(0, 5).join('; ')}${result.differences.length > 5 ? `; and ${result.differences.length - 5} more` : ''}`,
        hint: `correct ${mappingFile.path} or the case; \`pipewright map ${mappingFile.path}\` shows what comes out`,
      });
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      failed.push(unusableCase(source, index, error.message));
    }
  }
  return failed;
}

/** What the output of a mapping must satisfy, by its name: `<document>.from` a document, the others a payload. */
export function outputValidator(project: LoadedProject, path: string): Validator {
  const match = /^mappings\/([^/]+)\/([a-z0-9-]+)\.(from|to|cancel|delete)\.jsonata$/.exec(path);
  const [, system = '', document = '', verb = ''] = match ?? [];
  if (verb === 'from')
    return project.layers.find(`schemas/documents/${document}.schema.json`) === undefined
      ? () => []
      : project.schemas.validator(`https://pipewright.dev/schemas/documents/${document}.schema.json`);
  const file = payloadSchemaFile(project, system, `${document}.${verb === 'to' ? 'write' : verb}`);
  return file === undefined
    ? () => []
    : project.schemas.validatorOf(JSON.parse(project.layers.read(file)) as Record<string, unknown>);
}
