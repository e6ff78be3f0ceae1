import { outputValidator } from '../check/check-cases.ts';
import type { LoadedProject } from '../load/load-project.ts';
import type { LayeredFile } from '../load/project-layers.ts';
import { ExpressionError } from '../map/expression.ts';
import { compileMapping, type Mapping, placeOf, type Surroundings } from '../map/mapping.ts';
import type { MappingCase } from '../map/mapping-cases.ts';
import { Hold } from '../model/hold.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { pathText } from '../validate/schema-registry.ts';
import { casesSurroundings } from './cases-surroundings.ts';
import type { MappingSetting } from './mapping-setting.ts';

/** What a mapping made of an input. */
export interface MappingTrial {
  readonly mapping: string;
  readonly output?: unknown;
  /** What the document’s or the payload’s schema does not allow. */
  readonly violations: readonly { readonly at: string; readonly message: string }[];
  /** Why there is no output. */
  readonly hold?: { readonly code: string; readonly text: string };
}

/** Runs a mapping once. `given` is what a case writes under `with`. Throws USAGE when that, or the mapping itself, is invalid. */
export async function tryMapping(
  project: LoadedProject,
  file: LayeredFile,
  setting: MappingSetting,
  given: unknown,
  input: unknown,
): Promise<MappingTrial> {
  const mapping = compiled(project, file);
  const surroundings = surroundingsOf(casesSurroundings(project, given, '--with'), setting);
  try {
    const output = await mapping.run(input, surroundings);
    const violations = outputValidator(project, file.path)(output);
    return {
      mapping: file.path,
      output,
      violations: violations.map(({ path, message }) => ({ at: pathText(path), message })),
    };
  } catch (error) {
    if (!(error instanceof Hold)) throw error;
    return { mapping: file.path, violations: [], hold: { code: error.code, text: error.message } };
  }
}

function compiled(project: LoadedProject, file: LayeredFile): Mapping {
  const text = project.layers.read(file);
  try {
    return compileMapping(file.path, text);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { line, column } = placeOf(text, Math.max(0, error.position - (error.token?.length ?? 1)));
    throw new IntegrationError(
      'USAGE',
      `${file.path}:${line}:${column} is not valid JSONata: ${error.message} (${error.code})`,
      {},
      error,
    );
  }
}

function surroundingsOf(given: NonNullable<MappingCase['with']>, setting: MappingSetting): Surroundings {
  return {
    options: { ...setting.options, ...given.options },
    needs: given.needs ?? {},
    ...(given.target === undefined ? {} : { target: given.target }),
    translate: (table, code) => {
      const rows = given.lookups?.[table];
      if (rows === undefined) return setting.translate(table, code);
      if (Object.hasOwn(rows, code)) return String(rows[code]);
      throw new Hold('translation-missing', `the table "${table}" of --with has no "${code}"`);
    },
    reference: (list, key) => {
      const entries = given.references?.[list];
      if (entries !== undefined && Object.hasOwn(entries, key)) return entries[key];
      throw new Hold(
        'reference-missing',
        `the reference list "${list}" lives in the target system and is not asked here: give its entry "${key}" under \`references\` with --with`,
      );
    },
  };
}
