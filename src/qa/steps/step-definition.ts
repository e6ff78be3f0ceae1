import type { ErpAbility } from '../desks/erp-desk.ts';
import type { ShopAbility } from '../desks/shop-desk.ts';
import type { WordedDocument } from '../scenario/checklist-words.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';

/** Rows of cells, as they stand below a step. */
export type Table = readonly (readonly string[])[];

/** What a pair must have so that a step makes sense for it. A scenario does not apply where one of them is missing. */
export type Need =
  | { readonly side: 'shop' | 'erp'; readonly capability: string }
  | { readonly side: 'shop' | 'erp'; readonly document: WordedDocument; readonly item: string }
  /** The document is listed as a whole each time, so that what is missing is gone. */
  | { readonly side: 'shop' | 'erp'; readonly listed: string }
  | { readonly ability: ShopAbility }
  | { readonly erpAbility: ErpAbility };

export type StepKeyword = 'Given' | 'When' | 'Then';

/** Values of the expression's parameters, then the rows of a table where the step has one. */
export type StepArguments = readonly unknown[];

export interface StepText {
  /** One sentence for whoever writes scenarios. */
  readonly describes: string;
  /** As it stands in a feature file, with its table. */
  readonly example: string;
  /** What it needs of the pair, from its own words. */
  readonly needs?: (args: StepArguments, table: Table) => readonly Need[];
}

export interface StepDefinition extends StepText {
  readonly keyword: StepKeyword;
  readonly expression: string;
  readonly takesTable: boolean;
  readonly run: (world: ScenarioWorld, ...args: unknown[]) => Promise<void> | void;
}

type Run<A extends readonly unknown[]> = (world: ScenarioWorld, ...args: A) => Promise<void> | void;

/**
 * The three keywords, written as Cucumber's own: editors find steps by these calls. Parameters arrive in the order of the
 * expression, a table as the last one.
 */
const step =
  (keyword: StepKeyword) =>
  <A extends readonly unknown[]>(expression: string, text: StepText, run: Run<A>): StepDefinition => ({
    keyword,
    expression,
    takesTable: expression.endsWith(':'),
    // Cucumber hands over what the expression's parameters say; a test matches every example against its expression.
    run: run as unknown as StepDefinition['run'],
    ...text,
  });

export const Given = step('Given');
export const When = step('When');
export const Then = step('Then');
