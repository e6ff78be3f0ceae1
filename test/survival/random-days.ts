import type { ScenarioWorld } from '../../src/qa/scenario/scenario-world.ts';
import { matchStep } from '../../src/qa/steps/match-step.ts';
import type { Table } from '../../src/qa/steps/step-definition.ts';

/** A sentence of the step library, and the table below it. */
export type Sentence = string | readonly [text: string, table: Table];

/** What may happen to an order between shop and ERP, how often, and what must be right at the end. */
interface Happening {
  readonly often: number;
  readonly says: (day: Day) => readonly Sentence[];
}

interface Day {
  readonly random: () => number;
  quantity: number;
  cancelled: boolean;
  readonly edits: boolean;
}

const pick = <T>({ random }: Pick<Day, 'random'>, choices: readonly T[]): T =>
  choices[Math.floor(random() * choices.length)] as T;

// Staff reach the shop through its API, which what is wrong with it would meet as well.
const AT_EASE = 'the shop works again';

const TROUBLE = [
  'the ERP creates the next order but its answer is lost',
  'the connection breaks before the ERP creates the next order',
  'the ERP refuses the next order for 30 minutes because it is too busy',
  'the ERP cancels the next order but its answer is lost',
  'the ERP is out of service',
  'the shop is out of service',
  "the shop is too busy to take the ERP's number for 15 minutes",
  'the shop shows an old page of its orders next time',
];

const HAPPENINGS: readonly Happening[] = [
  { often: 6, says: (day) => [pick(day, TROUBLE)] },
  { often: 2, says: () => ['the ERP works again', AT_EASE] },
  { often: 5, says: () => ['the orders are carried over'] },
  { often: 3, says: () => ['the cancellations are carried over'] },
  { often: 2, says: (day) => [pick(day, ['1 hour passes', '5 minutes passes', '1 day passes'])] },
  { often: 1, says: () => [AT_EASE, 'staff write a remark on the order'] },
  {
    often: 2,
    says: (day) => {
      if (day.cancelled) return [];
      day.cancelled = true;
      return [AT_EASE, 'Ana cancels the order'];
    },
  },
  {
    often: 2,
    says: (day) => {
      if (!day.edits || day.cancelled || day.quantity === 1) return [];
      day.quantity -= 1;
      return [
        AT_EASE,
        `staff reduce PEN-01 on the order to ${day.quantity}`,
        ...(day.random() < 0.5 ? ['the edits are carried over'] : []),
      ];
    },
  },
];

/**
 * A day at random: an order, what happens to it and to the systems meanwhile, and at last everything works again for a day.
 * Whatever it was, the ERP then has the order once, with the shop's total, or not at all when it was cancelled.
 */
export function randomDay(random: () => number, edits: boolean): readonly Sentence[] {
  const day: Day = { random, quantity: 2 + Math.floor(random() * 5), cancelled: false, edits };
  const all = HAPPENINGS.flatMap((happening) => Array<Happening>(happening.often).fill(happening));
  const placed: Sentence = [
    'Ana orders:',
    [
      ['PEN-01', String(day.quantity)],
      ['MUG-01', '1'],
    ],
  ];
  const middle = Array.from({ length: 6 + Math.floor(random() * 9) }, () => pick(day, all).says(day)).flat();
  const carried = ['the orders are carried over', ...(edits ? ['the edits are carried over'] : [])];
  const quiet = [...carried, 'the cancellations are carried over', '1 hour passes'];
  return [
    ['the shop and the ERP sell:', GOODS],
    placed,
    ...middle,
    'the ERP works again',
    AT_EASE,
    '1 day passes',
    ...quiet,
    ...quiet,
    ...quiet,
    ...(day.cancelled
      ? ['the ERP does not have the order']
      : ['the ERP has the order exactly once', ['the order in the ERP shows:', [['total', "the shop's"]]] as const]),
  ];
}

const GOODS: Table = [
  ['SKU', 'name', 'price', 'stock'],
  ['MUG-01', 'Ceramic mug', '12.50', '400'],
  ['PEN-01', 'Ball pen', '1.33', '5000'],
];

/** Plays sentences as a scenario does. Rejects with what is not as expected. */
export async function play(world: ScenarioWorld, sentences: readonly Sentence[]): Promise<void> {
  for (const sentence of sentences) {
    const [text, table] = typeof sentence === 'string' ? [sentence] : sentence;
    const [step, another] = matchStep(text);
    if (step === undefined || another !== undefined) throw new Error(`"${text}" is no step, or several`);
    await step.definition.run(world, ...step.args, ...(table === undefined ? [] : [table]));
  }
}
