import type { PipePlan } from '../../compile/pipe-plan.ts';
import { explainRecord } from '../../explain/explain-record.ts';
import type { NamedFunction } from '../../explain/traced-mapping.ts';
import { compileExpression } from '../../map/expression.ts';
import type { Delivery } from '../../model/delivery.ts';
import { Hold } from '../../model/hold.ts';
import { inTestersWords, type WordedDocument, wordsOf } from '../scenario/checklist-words.ts';
import { type Difference, differencesText, NotAsExpected } from '../scenario/not-as-expected.ts';
import type { Trial } from '../scenario/trial.ts';
import type { Need, StepArguments, Table } from './step-definition.ts';
import { known, pairsOf } from './tables.ts';

/** A document in one of the systems that a step looks at. */
export interface ShownDocument {
  readonly trial: Trial;
  readonly side: 'shop' | 'erp';
  readonly document: WordedDocument;
  /** The document in its system's own words. */
  readonly native: unknown;
  /** `the order in business-central`: how a failure begins. */
  readonly where: string;
  /** What a word of the table stands for in this pair: `standard` is STANDARD there. */
  readonly translate?: (word: string, cell: string) => string;
  /** How it came there, for the explanation. */
  readonly came?: { readonly plan: PipePlan; readonly delivery: Delivery } | undefined;
}

/** What a table of words and values needs of the system that it is about. */
export const needsOfWords =
  (side: 'shop' | 'erp', document: WordedDocument) =>
  (_: StepArguments, table: Table): readonly Need[] =>
    table.flatMap(([word = '']) => {
      const item = wordsOf(document)[word];
      return item === undefined ? [] : [{ side, document, item }];
    });

/** Letters' case says nothing in these. */
const CASELESS = new Set(['coupon codes', 'e-mail']);

/** Throws, with all differences at once, when the document does not show what the table says. */
export async function mustShow(shown: ShownDocument, table: Table): Promise<void> {
  const words = wordsOf(shown.document);
  const paths =
    shown.trial.project.connectors.get(shown.trial[shown.side].system)?.value.checklist[shown.document] ?? {};
  const differences: Difference[] = [];
  for (const [word, cell] of pairsOf(table)) {
    const item = words[known(word, Object.keys(words), `word for a part of a ${shown.document}`)] ?? '';
    const path = paths[item];
    if (path === undefined)
      throw new NotAsExpected(
        `${shown.trial[shown.side].system} states no path for ${item} (${word}) in its connector.yaml`,
      );
    const value = compileExpression(path).evaluate(shown.native);
    const actual = inTestersWords(value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
    const expected = shown.translate?.(word, cell) ?? cell;
    const same = CASELESS.has(word) ? actual.toLowerCase() === expected.toLowerCase() : actual === expected;
    if (same) continue;
    const because = [`${item}, at ${path}`, ...(await origins(shown, item))];
    differences.push({ what: word, expected, actual, because });
  }
  if (differences.length > 0) throw new NotAsExpected(differencesText(shown.where, differences));
}

const MOST_FIELDS = 3;
const NEVER = new AbortController().signal;

/** Where the fields that carry an item come from: mapping and line, field of the document, field of the source. */
async function origins({ trial, came }: ShownDocument, item: string): Promise<string[]> {
  if (came === undefined) return [];
  try {
    const explained = await trial.withPorts([], ({ ledger }) =>
      explainRecord(trial.project, came.plan, came.delivery, ledger, { field: undefined, item }, NEVER),
    );
    if ('known' in explained) return [];
    return explained.fields
      .filter(({ document }) => document.length > 0)
      .slice(0, MOST_FIELDS)
      .flatMap(({ path, value, expressions, functions, document }) => {
        const [place] = expressions;
        const from = document.map((each) => `${each.path} ${JSON.stringify(each.value)}`).join(', ');
        const native = document.flatMap((each) => each.native.map(({ path: at }) => at)).join(', ');
        const by = place === undefined ? 'the mapping' : `${place.file}:${place.line}${calledFrom(place, functions)}`;
        const sent = `sent ${path} ${JSON.stringify(value)} by ${by} from ${from}${native === '' ? '' : ` (${native})`}`;
        return [sent, ...(place === undefined ? [] : shippedFile(trial, place.file))];
      });
  } catch (error) {
    // What is held has no payload to explain; the step has said what differs.
    if (error instanceof Hold) return [`not explained: ${error.message}`];
    throw error;
  }
}

/** Where a function of the mapping makes a value, what is to be changed is mostly in the call. */
function calledFrom({ line }: { readonly line: number }, functions: readonly NamedFunction[]): string {
  const around = functions
    .filter(({ at, calledAt }) => at !== undefined && calledAt !== undefined && at.line <= line && calledAt.line > line)
    .sort((a, b) => (b.at?.line ?? 0) - (a.at?.line ?? 0));
  const [nearest] = around;
  return nearest?.calledAt === undefined ? '' : `, called in line ${nearest.calledAt.line},`;
}

/** A tester who is sent to a file looks for it in the own project first. */
const shippedFile = ({ project }: Trial, file: string): readonly string[] =>
  project.layers.find(file)?.layer === 'built-in'
    ? [`that file ships with Pipewright: \`pipewright eject ${file}\` copies it here to be changed`]
    : [];
