import type { Envelope, GherkinDocument, Pickle, Step } from '@cucumber/messages';
import { nearestStep } from '../steps/match-step.ts';

/** A step that no step of the library or of the project is, with the place where it stands. */
export interface UnknownStep {
  readonly text: string;
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  /** The example of the step that it was most likely meant to be. */
  readonly nearest: string | undefined;
}

export interface PlayedScenario {
  readonly name: string;
  readonly uri: string;
  readonly tags: readonly string[];
  readonly passed: boolean;
  readonly milliseconds: number;
}

/** Keeps, of all that Cucumber tells during a run, what this command says at its end. */
export class ToldByMessages {
  readonly played: PlayedScenario[] = [];
  readonly unknown = new Map<string, UnknownStep>();
  readonly #pickles = new Map<string, Pickle>();
  readonly #pickleOfCase = new Map<string, string>();
  readonly #started = new Map<string, { readonly pickle: string; readonly at: number; passed: boolean }>();
  readonly #places = new Map<string, Step>();
  readonly #stepOwners = new Map<string, Pickle>();

  take(message: Envelope): void {
    const { gherkinDocument, pickle, testCase, testCaseStarted, testStepFinished, testCaseFinished, suggestion } =
      message;
    if (gherkinDocument !== undefined) for (const step of stepsOf(gherkinDocument)) this.#places.set(step.id, step);
    if (pickle !== undefined) {
      this.#pickles.set(pickle.id, pickle);
      for (const { id } of pickle.steps) this.#stepOwners.set(id, pickle);
    }
    if (testCase !== undefined) this.#pickleOfCase.set(testCase.id, testCase.pickleId);
    if (testCaseStarted !== undefined)
      this.#started.set(testCaseStarted.id, {
        pickle: this.#pickleOfCase.get(testCaseStarted.testCaseId) ?? '',
        at: millisecondsOf(testCaseStarted.timestamp),
        passed: true,
      });
    const running = this.#started.get(testStepFinished?.testCaseStartedId ?? '');
    if (running !== undefined && testStepFinished?.testStepResult.status !== 'PASSED') running.passed = false;
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
      tags: pickle.tags.map(({ name }) => name),
      passed: run.passed,
      milliseconds: at - run.at,
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
