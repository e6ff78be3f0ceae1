import type { EventEmitter } from 'node:events';
import {
  type Envelope,
  type FeatureChild,
  type GherkinDocument,
  IdGenerator,
  type Pickle,
  type RuleChild,
} from '@cucumber/messages';
import { type PairName, pairText } from '../scenario/pair-project.ts';
import { type KnownPair, type WhyNot, whyNot } from './applicability.ts';
import { nameWithPair, pairTag } from './pair-tag.ts';

/** A scenario that was left out for a pair, and why. */
export interface NotApplicable {
  readonly scenario: string;
  readonly uri: string;
  readonly tags: readonly string[];
  readonly pair: PairName;
  readonly why: string;
}

/** What the plugin is given, and what it tells back. One object for each run. */
export interface PairMultiplication {
  readonly pairs: readonly KnownPair[];
  /** Where Cucumber's messages go, so that reports know the scenarios of each pair. */
  messages?: EventEmitter;
  readonly left: NotApplicable[];
  /** Scenarios about Pipewright itself, or about the shop alone, for each pair for which another one stood. */
  readonly stoodFor: NotApplicable[];
  /** Scenarios that apply to no pair, though no system says that it cannot. */
  readonly homeless: { readonly scenario: string; readonly uri: string; readonly reasons: readonly string[] }[];
  played: number;
}

export const PAIR_OPTIONS = 'pairs';
/** A scenario with this tag is about Pipewright itself and is played for the first pair that it applies to. */
const ONCE = '@once';
/** With this one it is about the shop alone, whatever the ERP is: played for the first pair of each shop. */
const ONCE_A_SHOP = '@once:shop';

interface Filterable {
  readonly pickle: Pickle;
  readonly gherkinDocument: GherkinDocument;
}

interface Context {
  readonly options: PairMultiplication;
  readonly transform: (event: 'pickles:filter', handler: (pickles: readonly Filterable[]) => Filterable[]) => void;
}

/*
 * A Cucumber plugin, which is what this module exports as a whole: it plays each scenario once for every pair that it
 * applies to. A pickle becomes one for each pair, with the pair in its name and as a tag, so one run has workers, reports
 * and filters for all of them, and nothing is started twice.
 */
export const type = 'plugin';
export const optionsKey = PAIR_OPTIONS;
export function coordinator({ options, transform }: Context): void {
  const newId = IdGenerator.uuid();
  transform('pickles:filter', (pickles) => pickles.flatMap((filterable) => forPairs(filterable, options, newId)));
}

function forPairs<F extends Filterable>(filterable: F, run: PairMultiplication, newId: () => string): F[] {
  const { pickle } = filterable;
  const reasons: WhyNot[] = [];
  const made: F[] = [];
  const gherkinDocument = aloneIn(filterable);
  const tags = pickle.tags.map(({ name }) => name);
  const leftOut = (pair: PairName, why: string): NotApplicable => ({
    scenario: pickle.name,
    uri: pickle.uri,
    tags,
    pair,
    why,
  });
  const standsFor = new Map<string, PairName>();
  for (const pair of run.pairs) {
    const subject = subjectOf(tags, pair);
    const played = subject === undefined ? undefined : standsFor.get(subject);
    if (subject !== undefined && played !== undefined) {
      run.stoodFor.push(leftOut(pair, `is about ${subject}: played once, with ${pairText(played)}`));
      continue;
    }
    const why = whyNot(pickle, pair);
    if (why === undefined) {
      made.push({ ...filterable, gherkinDocument, pickle: forPair(pickle, pair, newId) });
      if (subject !== undefined) standsFor.set(subject, pair);
    } else {
      reasons.push(why);
      run.left.push(leftOut(pair, why.text));
    }
  }
  // What every system says of itself is reported as not applicable; what nobody has declared is a scenario that tests nothing.
  if (made.length === 0 && !(reasons.length > 0 && reasons.every(({ declared }) => declared)))
    run.homeless.push({
      scenario: pickle.name,
      uri: pickle.uri,
      reasons: [...new Set(reasons.map(({ text }) => text))],
    });
  run.played += made.length;
  for (const each of made) run.messages?.emit('envelope', { pickle: each.pickle } satisfies Envelope);
  return made;
}

/** What alone a scenario is about, by its tags; undefined: about both systems. */
function subjectOf(tags: readonly string[], { shop }: PairName): string | undefined {
  if (tags.includes(ONCE)) return 'Pipewright itself';
  return tags.includes(ONCE_A_SHOP) ? `${shop} alone` : undefined;
}

/** The document without the other scenarios: it goes to a worker with each scenario, and is eight times as large as that. */
function aloneIn({ pickle, gherkinDocument }: Filterable): GherkinDocument {
  const { feature } = gherkinDocument;
  if (feature === undefined) return gherkinDocument;
  const isWanted = ({ scenario }: RuleChild): boolean =>
    scenario === undefined || pickle.astNodeIds.includes(scenario.id);
  const children = feature.children
    .filter(isWanted)
    .map(
      (child): FeatureChild =>
        child.rule === undefined ? child : { rule: { ...child.rule, children: child.rule.children.filter(isWanted) } },
    );
  return { ...gherkinDocument, feature: { ...feature, children }, comments: [] };
}

function forPair(pickle: Pickle, pair: PairName, newId: () => string): Pickle {
  const [{ astNodeId = '' } = {}] = pickle.tags;
  return {
    ...pickle,
    id: newId(),
    name: nameWithPair(pickle.name, pair),
    steps: pickle.steps.map((step) => ({ ...step, id: newId() })),
    tags: [...pickle.tags, { name: pairTag(pair), astNodeId }],
  };
}
