import { checkProject } from '../check/check-project.ts';
import type { LoadedProject } from '../load/load-project.ts';
import type { Finding } from '../model/finding.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { type Arguments, textArgument } from './command.ts';
import type { Environment } from './environment.ts';
import { jsonInput, yamlInput } from './json-input.ts';
import { mappingSetting } from './mapping-setting.ts';
import { textOf } from './open-project.ts';
import { mappingFile, projectOrLibrary } from './project-or-library.ts';
import { type MappingTrial, tryMapping } from './try-mapping.ts';

/** A mapping run as the command line says. Throws USAGE or FILE_UNREADABLE for what cannot be used. */
export async function tryAsAsked(args: Arguments, environment: Environment): Promise<MappingTrial> {
  return tryIn(await projectOrLibrary(args, environment), args, environment);
}

/** One look at a mapping and what it reads while somebody edits them. */
export interface WatchedTrial {
  /** Undefined when something could not be used: `failure`, or a finding, says what. */
  readonly trial: MappingTrial | undefined;
  readonly failure: string | undefined;
  /** What `check` says of the mapping, the tables and the project’s settings. */
  readonly findings: readonly Finding[];
  readonly sourceOf: (file: string) => string | undefined;
  readonly tookMs: number;
}

/** Tries a mapping whatever state its files are in: what is wrong is part of the answer. */
export async function tryWhateverItIs(args: Arguments, environment: Environment): Promise<WatchedTrial> {
  const began = environment.clock.now();
  let findings: readonly Finding[] = [];
  let sourceOf: WatchedTrial['sourceOf'] = () => undefined;
  let trial: MappingTrial | undefined;
  let failure: string | undefined;
  try {
    const project = await projectOrLibrary(args, environment);
    const { path } = mappingFile(project, textArgument(args, 'mapping') ?? '', environment.cwd);
    sourceOf = textOf(project);
    findings = (await checkProject(project, { cases: false })).filter(({ at }) => concerns(at.file, path));
    trial = await tryIn(project, args, environment);
  } catch (error) {
    if (!(error instanceof IntegrationError)) throw error;
    // A mistake in the mapping is told once: as the finding, which has its place.
    if (!findings.some(({ code }) => code === 'MAPPING501')) failure = error.message;
  }
  return { trial, failure, findings, sourceOf, tookMs: environment.clock.now() - began };
}

async function tryIn(project: LoadedProject, args: Arguments, environment: Environment): Promise<MappingTrial> {
  const mapping = mappingFile(project, textArgument(args, 'mapping') ?? '', environment.cwd);
  const setting = mappingSetting(project, mapping.path, {
    pipe: textArgument(args, 'pipe'),
    connection: textArgument(args, 'connection'),
  });
  const withFile = textArgument(args, 'with');
  const surroundings = withFile === undefined ? {} : yamlInput(withFile, environment);
  const input = await jsonInput(textArgument(args, 'file'), environment);
  return tryMapping(project, mapping, setting, surroundings, input);
}

const concerns = (file: string, mapping: string): boolean =>
  file === mapping || /^(lookups|schemas)\//.test(file) || /^pipewright\.(yaml|json)$/.test(file);
