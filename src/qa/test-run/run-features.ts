import type { EventEmitter } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { type IRunOptions, runCucumber } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import type { TrialProject } from '../scenario/trial.ts';
import type { KnownPair } from './applicability.ts';
import { type NotApplicable, PAIR_OPTIONS, type PairMultiplication } from './pair-plugin.ts';
import { featureWithScenarioLines } from './scenario-at-line.ts';
import { type PlayedScenario, ToldByMessages, type UnknownStep, type UnreadableFeature } from './told-by-messages.ts';

export interface FeatureRun {
  /** Folder of the project: paths of features are told relative to it. */
  readonly root: string;
  readonly place: TrialProject;
  readonly pairs: readonly KnownPair[];
  /** Files, folders or patterns, each with `:line` where wanted. */
  readonly features: readonly string[];
  readonly tags: string;
  readonly names: readonly string[];
  /** Worker threads; 0 plays everything in this one. */
  readonly parallel: number;
  /** Nothing more is played after the first scenario that fails. */
  readonly failFast?: boolean;
  /** Cucumber's formatters: `progress`, `html:report.html`. */
  readonly formats: readonly string[];
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface FeatureResult {
  readonly success: boolean;
  readonly played: readonly PlayedScenario[];
  readonly unknown: readonly UnknownStep[];
  readonly unreadable: readonly UnreadableFeature[];
  readonly notApplicable: readonly NotApplicable[];
  /** Scenarios about Pipewright itself, for each pair that another one stood for. */
  readonly stoodFor: readonly NotApplicable[];
  /** Scenarios that ran for no pair at all, with the reasons. */
  readonly homeless: PairMultiplication['homeless'];
}

const beside = (name: string): string => {
  const source = new URL(`${name}.ts`, import.meta.url);
  return existsSync(source) ? source.href : new URL(`${name}.js`, import.meta.url).href;
};

/** Plays features for pairs of systems, by Cucumber. What a scenario expects and does not find is told by the formatters. */
export async function runFeatures(run: FeatureRun): Promise<FeatureResult> {
  const pairs: PairMultiplication = { pairs: run.pairs, left: [], stoodFor: [], homeless: [], played: 0 };
  const told = new ToldByMessages();
  const { stdout, files } = formatsOf(run.formats);
  const options: IRunOptions = {
    sources: {
      defaultDialect: 'en',
      paths: run.features.map((feature) => featureWithScenarioLines(run.root, feature)),
      names: [...run.names],
      tagExpression: run.place.tape === undefined ? run.tags : recordedOnly(run.tags),
      order: 'defined',
    },
    support: {
      requireModules: [],
      requirePaths: [],
      loaders: [],
      importPaths: [stepsModule(run.place.scratch), ...ownSteps(run.root)],
    },
    runtime: {
      dryRun: false,
      failFast: run.failFast === true,
      filterStacktraces: true,
      parallel: run.parallel,
      // A scenario that passes at the second try has found something.
      retry: 0,
      retryTagFilter: '',
      strict: true,
      worldParameters: { place: JSON.parse(JSON.stringify(run.place)) },
    },
    formats: { stdout, files, publish: false, options: {} },
    // Handed over as it is: the plugin lives in this thread and tells back in the same object.
    plugins: { specifiers: [beside('./pair-plugin')], options: { [PAIR_OPTIONS]: pairs as never } },
  };
  // Cucumber calls this with the emitter of its messages as `this`, as every emitter of Node does; the pickles that the
  // plugin makes are told through it, or reports would not know them. A test holds this.
  function onMessage(this: EventEmitter, message: Envelope): void {
    pairs.messages ??= this;
    told.take(message);
  }
  const { success } = await runCucumber(
    options,
    { cwd: run.root, stdout: run.stdout, stderr: run.stderr, env: { ...run.env } },
    onMessage as (message: Envelope) => void,
  );
  return {
    success: success && pairs.homeless.length === 0 && told.unreadable.length === 0,
    played: told.played,
    unknown: [...told.unknown.values()],
    unreadable: told.unreadable,
    notApplicable: pairs.left,
    stoodFor: pairs.stoodFor,
    homeless: pairs.homeless,
  };
}

/**
 * What Cucumber and each of its workers import. A module of its own for each run: Node evaluates a module once, so that a
 * second run in one process would find no steps.
 */
function stepsModule(scratch: string): string {
  const path = join(mkdtempSync(join(scratch, 'steps-')), 'steps.mjs');
  writeFileSync(path, `import { defineSteps } from ${JSON.stringify(beside('../steps/glue'))};\n\ndefineSteps();\n`);
  return path;
}

/** Scenarios with this tag have cassettes: they are recorded, and replayed besides being played between twins. */
export const RECORDED_TAG = '@recorded';

const recordedOnly = (tags: string): string => (tags === '' ? RECORDED_TAG : `${RECORDED_TAG} and (${tags})`);

/** Steps of the project's own, in TypeScript or JavaScript. */
const ownSteps = (root: string): string[] =>
  existsSync(join(root, 'features/steps')) ? ['features/steps/**/*.{ts,js,mjs}'] : [];

/** `html:report.html` writes a file, `progress` to the terminal; the last one without a file wins. */
function formatsOf(formats: readonly string[]): { readonly stdout: string; readonly files: Record<string, string> } {
  const files: Record<string, string> = {};
  let stdout = 'progress';
  for (const format of formats) {
    const [, name = format, file] = /^([^:]+):(.+)$/.exec(format) ?? [];
    if (file === undefined) stdout = name;
    else files[file] = name;
  }
  return { stdout, files };
}
