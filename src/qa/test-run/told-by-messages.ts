import type { Envelope, GherkinDocument, Pickle, Step } from '@cucumber/messages';
import type { Fixture } from '../scenario/trial-tape.ts';
import { nearestStep } from '../steps/match-step.ts';
import { fixturesOf } from './fixtures-of.ts';

/** A step that no step of the library or of the project is, with the place where it stands. */
export interface UnknownStep {
  readonly text: string;
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  /** The example of the step that it was most likely meant to be. */
  readonly nearest: string | undefined;
}

/** A feature file that is no Gherkin, or a scenario in it that says nothing. */
export interface UnreadableFeature {
  readonly uri: string;
  readonly line: number;
  readonly message: string;
}

export interface PlayedScenario {
  readonly name: string;
  readonly uri: string;
  /** Line of the scenario, from 1; of an outline, of its row. */
  readonly line: number;
  readonly tags: readonly string[];
  readonly passed: boolean;
  /** What the first step that failed said. */
  readonly failure?: string | undefined;
  readonly milliseconds: number;
  /** Names of the pipes that it ran. */
  readonly pipes: readonly string[];
  /** The cassettes that it was answered from. */
  readonly fixtures: readonly Fixture[];
}

/** Media type of an attachment: names of pipes, joined by blanks. */
export const PIPES_THAT_RAN = 'text/x.pipewright.pipes+plain';

/** Keeps, of all that Cucumber tells during a run, what this command says at its end. */
export class ToldByMessages {
  readonly played: PlayedScenario[] = [];
  readonly unknown = new Map<string, UnknownStep>();
  readonly unreadable: UnreadableFeature[] = [];
  readonly #pickles = new Map<string, Pickle>();
  readonly #pickleOfCase = new Map<string, string>();
  readonly #started = new Map<
    string,
    {
      readonly pickle: string;
      readonly at: number;
      readonly fixtures: Fixture[];
      passed: boolean;
      failure?: string | undefined;
      pipes?: readonly string[];
    }
  >();
  readonly #places = new Map<string, Step>();
  readonly #stepOwners = new Map<string, Pickle>();

  take(message: Envelope): void {
    const {
      gherkinDocument,
      pickle,
      testCase,
      testCaseStarted,
      testStepFinished,
      testCaseFinished,
      attachment,
      suggestion,
      parseError,
    } = message;
    if (parseError !== undefined)
      this.unreadable.push({
        uri: parseError.source.uri ?? '',
        line: parseError.source.location?.line ?? 1,
        message: parseError.message,
      });
    if (gherkinDocument !== undefined) {
      for (const step of stepsOf(gherkinDocument)) this.#places.set(step.id, step);
      this.unreadable.push(...emptyScenarios(gherkinDocument));
    }
    if (pickle !== undefined) {
      this.#pickles.set(pickle.id, pickle);
      for (const { id } of pickle.steps) this.#stepOwners.set(id, pickle);
    }
    if (testCase !== undefined) this.#pickleOfCase.set(testCase.id, testCase.pickleId);
    if (testCaseStarted !== undefined)
      this.#started.set(testCaseStarted.id, {
        pickle: this.#pickleOfCase.get(testCaseStarted.testCaseId) ?? '',
        at: millisecondsOf(testCaseStarted.timestamp),
        fixtures: [],
        passed: true,
      });
    const running = this.#started.get(testStepFinished?.testCaseStartedId ?? '');
    if (running !== undefined && testStepFinished?.testStepResult.status !== 'PASSED') {
      running.passed = false;
      running.failure ??= testStepFinished?.testStepResult.message;
    }
    const attached = this.#started.get(attachment?.testCaseStartedId ?? '');
    if (attached !== undefined && attachment?.mediaType === PIPES_THAT_RAN) attached.pipes = attachment.body.split(' ');
    if (attached !== undefined && attachment !== undefined) attached.fixtures.push(...fixturesOf(attachment));
    if (testCaseFinished !== undefined)
      this.#finish(testCaseFinished.testCaseStartedId, millisecondsOf(testCaseFinished.timestamp));
    if (suggestion !== undefined) this.#notKnown(suggestion.pickleStepId);
  }

  #finish(id: string, at: number): void {
    const run = this.#started.get(id);
    const pickle = this.#pickles.get(run?.pickle ?? '');
    if (run === undefined || pickle === undefined) return;
    this.played.push({
      name: pickle.name,
      uri: pickle.uri,
      line: pickle.location?.line ?? 1,
      tags: pickle.tags.map(({ name }) => name),
      passed: run.passed,
      failure: run.failure,
      milliseconds: at - run.at,
      pipes: run.pipes ?? [],
      fixtures: run.fixtures,
    });
  }

  #notKnown(pickleStepId: string): void {
    const pickle = this.#stepOwners.get(pickleStepId);
    const step = pickle?.steps.find(({ id }) => id === pickleStepId);
    if (pickle === undefined || step === undefined) return;
    const { line = 1, column = 1 } = this.#places.get(step.astNodeIds[0] ?? '')?.location ?? {};
    this.unknown.set(`${pickle.uri}:${line}`, {
      text: step.text,
      uri: pickle.uri,
      line,
      column,
      nearest: nearestStep(step.text)?.example,
    });
  }
}

/** A line that begins with a misspelled keyword is a description to Gherkin: such a scenario would pass unplayed. */
function emptyScenarios({ feature, uri = '' }: GherkinDocument): UnreadableFeature[] {
  const children = (feature?.children ?? []).flatMap((child) => [child, ...(child.rule?.children ?? [])]);
  return children.flatMap(({ scenario }) =>
    scenario === undefined || scenario.steps.length > 0
      ? []
      : [
          {
            uri,
            line: scenario.location.line,
            message: `"${scenario.name}" has no steps: each begins with Given, When, Then, And or But`,
          },
        ],
  );
}

function stepsOf({ feature }: GherkinDocument): Step[] {
  const scenariosOf = (children: NonNullable<typeof feature>['children'] | undefined): Step[] =>
    (children ?? []).flatMap((child) => [
      ...(child.background?.steps ?? []),
      ...(child.scenario?.steps ?? []),
      ...scenariosOf(child.rule?.children.map((inner) => ({ ...inner }))),
    ]);
  return scenariosOf(feature?.children);
}

const millisecondsOf = ({ seconds, nanos }: { readonly seconds: number; readonly nanos: number }): number =>
  seconds * 1000 + nanos / 1e6;
