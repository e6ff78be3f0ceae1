import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { LoadedProject } from '../../load/load-project.ts';
import { pairText } from '../scenario/pair-project.ts';
import type { TrialProject } from '../scenario/trial.ts';
import type { KnownPair } from '../test-run/applicability.ts';
import { runFeatures } from '../test-run/run-features.ts';
import type { ScenarioRun } from '../verification/scenario-run.ts';
import type { TextMutant } from './text-mutant.ts';

/** Where scenarios are played, and for which pairs. */
export interface JurySetting {
  readonly place: Pick<TrialProject, 'root' | 'shop' | 'erp'>;
  readonly pairs: readonly KnownPair[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Of those who caught the last mistakes, and of those who show its items, so many are asked before all others. */
const FIRST_ASKED = { caught: 2, show: 6 };

/**
 * Judges mistakes by scenarios that pass without them. A mistake is caught by the first scenario that fails; whoever
 * caught the last ones, and whoever shows the items of the mistake, is asked first.
 */
export class ScenarioJury {
  readonly #project: LoadedProject;
  readonly #setting: JurySetting;
  readonly #scratch: string;
  /** Places of scenarios that caught something, the newest first. */
  #caught: readonly string[] = [];

  constructor(project: LoadedProject, setting: JurySetting) {
    this.#project = project;
    this.#setting = setting;
    this.#scratch = mkdtempSync(join(tmpdir(), 'pipewright-mutants-'));
  }

  /** Whether one of these scenarios fails when a file says this. Pairs are asked one after the other. */
  async catches(file: string, { text, items }: TextMutant, runs: readonly ScenarioRun[]): Promise<boolean> {
    for (const pair of this.#setting.pairs) {
      const mine = runs.filter((run) => run.verdict === 'passed' && run.pair === pairText(pair));
      const places = new Set(mine.map(placeOf));
      const shows = items.flatMap((item) => mine.filter(({ tags }) => tags.includes(`@${item}`)));
      const likely = new Set([
        ...this.#caught.filter((place) => places.has(place)).slice(0, FIRST_ASKED.caught),
        ...shows.slice(0, FIRST_ASKED.show).map(placeOf),
      ]);
      const others = [...places].filter((place) => !likely.has(place));
      for (const asked of [[...likely], others]) if (await this.#anyFails(asked, pair, { [file]: text })) return true;
    }
    return false;
  }

  [Symbol.dispose](): void {
    rmSync(this.#scratch, { recursive: true, force: true });
  }

  async #anyFails(
    features: readonly string[],
    pair: KnownPair,
    edited: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    if (features.length === 0) return false;
    const { root } = this.#project.layers;
    const { success, played } = await runFeatures({
      root,
      place: { ...this.#setting.place, builtIn: this.#project.builtIn, scratch: this.#scratch, edited },
      pairs: [pair],
      features,
      tags: '',
      names: [],
      parallel: 0,
      failFast: true,
      formats: ['summary'],
      stdout: nowhere(),
      stderr: nowhere(),
      env: this.#setting.env,
    });
    const failed = played.find(({ passed }) => !passed);
    if (failed !== undefined) {
      const place = placeOf({ file: failed.uri, line: failed.line });
      this.#caught = [place, ...this.#caught.filter((each) => each !== place)];
    }
    return !success;
  }
}

const placeOf = ({ file, line }: Pick<ScenarioRun, 'file' | 'line'>): string => `${file}:${line}`;

/** What a scenario says that fails because of a mistake that was put in is of no interest. */
const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });
