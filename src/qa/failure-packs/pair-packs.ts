import { type PairName, pairText } from '../scenario/pair-project.ts';
import type { TrialProject } from '../scenario/trial.ts';
import {
  HAPPY,
  ORDER_VARIANTS,
  type PackVariant,
  REVERSED,
  type Side,
  troubleAt,
  withNothingIn,
} from './pack-variant.ts';
import { type Call, playVariant } from './play-variant.ts';

export interface PairBounds {
  /** At how many calls of each side trouble is put: the writes first, then reads, spread over all of them. */
  readonly calls: number;
  /** Whether fields that may be nothing are left out one by one as well, and not only all at once. */
  readonly fieldByField: boolean;
}

/** What the packs of one pair yielded. */
export interface PairPacks {
  /** In a line. */
  readonly summary: string;
  readonly played: number;
  /** Each variant that an oracle refused. */
  readonly refused: readonly string[];
}

/**
 * Plays the standard variants of one happy order for a pair, each in a trial of its own, and judges them by oracles that
 * know nothing of the variant. The happy order is played first: its calls are those at which trouble is put.
 */
export async function packsOfPair(pair: PairName, place: TrialProject, bounds: PairBounds): Promise<PairPacks> {
  const name = pairText(pair);
  const refused: string[] = [];
  const leftOut: string[] = [];
  let without = 0;
  let played = 0;
  const play = async (variant: PackVariant) => {
    try {
      const result = await playVariant(pair, place, variant);
      if (result.kind === 'cannot-be-placed') leftOut.push(`"${variant.name}" (the shop takes no such order)`);
      if (result.kind === 'no-such-trouble') without += 1;
      if (result.kind === 'judged') {
        played += 1;
        refused.push(...result.wrong.map((each) => `${name}, ${variant.name}: ${each}`));
      }
      return result;
    } catch (error) {
      // A variant that ends the program is what a variant is for: it is told beside the others.
      played += 1;
      refused.push(`${name}, ${variant.name}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };

  const happy = await play(HAPPY);
  if (happy?.kind === 'no-pipe') return { summary: `${name}: none, as no pipe carries orders`, played, refused };
  if (happy === undefined || happy.wrong.length > 0)
    return { summary: `${name}: the happy order fails already`, played, refused };
  for (const variant of ORDER_VARIANTS) await play({ ...variant, mayBeHeld: variant.mayBeHeld || happy.held });
  for (const variant of REVERSED) await play({ ...variant, mayBeHeld: happy.held });
  const firstWrite = happy.calls.shop.indexOf('write');
  const reads = firstWrite < 0 ? happy.calls.shop.length : firstWrite;
  for (const variant of withNothingIn(happy.optional(), { reads, each: bounds.fieldByField })) await play(variant);
  for (const side of ['shop', 'erp'] satisfies Side[]) {
    const calls = happy.calls[side];
    const chosen = troubledCalls(calls, bounds.calls);
    if (chosen.length < calls.length)
      leftOut.push(`trouble at ${calls.length - chosen.length} of ${calls.length} calls of the ${side}`);
    for (const call of chosen)
      for (const variant of troubleAt(side, call)) await play({ ...variant, mayBeHeld: happy.held });
  }
  if (without > 0) leftOut.push(`${without} kinds of trouble that files do not know`);
  return {
    summary: `${name}: ${played} variants, ${new Set(refused).size} refused${leftOut.length === 0 ? '' : `; left out: ${leftOut.join(', ')}`}`,
    played,
    refused,
  };
}

/** Numbers of the calls, counted from 1. A write is where an order can be doubled or lost. */
export function troubledCalls(calls: readonly Call[], most: number): readonly number[] {
  const numbers = (wanted: Call) => calls.flatMap((call, index) => (call === wanted ? [index + 1] : []));
  const writes = spread(numbers('write'), most);
  return [...writes, ...spread(numbers('read'), most - writes.length)].toSorted((one, other) => one - other);
}

/** So many of them, the first and the last among them where two are wanted. */
function spread(all: readonly number[], most: number): readonly number[] {
  if (most >= all.length) return all;
  const step = most < 2 ? 0 : (all.length - 1) / (most - 1);
  return all.filter((_, index) => Array.from({ length: most }, (_, turn) => Math.round(turn * step)).includes(index));
}
