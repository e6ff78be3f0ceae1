import { type Decimal, decimalText, unitsAt } from '../../model/decimal-number.ts';
import { Hold } from '../../model/hold.ts';

/**
 * Splits `total` over `weights` so that the parts add up to it: each part is rounded towards zero to `digits`, and the
 * units left over go to the largest remainders, first come first served among equals. A total finer than `digits` is
 * rounded half up. Remainders are compared exactly. Holds when the weights add up to zero.
 */
export function allocate(total: Decimal, weights: readonly Decimal[], digits: number): Decimal[] {
  const scale = weights.reduce((finest, weight) => Math.max(finest, weight.scale), 0);
  const units = weights.map((weight) => unitsAt(weight, scale));
  const sum = sumOf(units);
  if (sum === 0n) {
    throw new Hold('nothing-to-allocate-over', `${decimalText(total)} cannot be split: the weights add up to zero`);
  }
  // The share of a weight, in units of 10^-digits, is weight × amount ÷ divisor.
  const negative = total.units < 0;
  const finer = digits - total.scale;
  const flipped = sum < 0n ? -1n : 1n;
  const whole = BigInt(total.units) * (negative ? -1n : 1n);
  const amount = flipped * whole * 10n ** BigInt(Math.max(0, finer));
  const step = 10n ** BigInt(Math.max(0, -finer));
  const divisor = flipped * sum * step;
  const { parts, remainders } =
    splitNumbers(units, Number(amount), Number(divisor)) ?? splitBigInts(units, amount, divisor);
  const wanted = finer >= 0 ? whole * 10n ** BigInt(finer) : (whole + step / 2n) / step;
  const left = Number(wanted - sumOf(parts));
  if (left > 0) {
    const order = parts.map((_, index) => index).sort((a, b) => descending(remainders, a, b) || a - b);
    for (let i = 0; i < left; i += 1) {
      const at = order[i % order.length] as number;
      const part = parts[at] as number | bigint;
      parts[at] = typeof part === 'number' ? part + 1 : part + 1n;
    }
  }
  return parts.map((part) => ({ units: negative && part !== 0 ? -part : part, scale: digits }));
}

interface Split {
  readonly parts: (number | bigint)[];
  readonly remainders: readonly (number | bigint)[];
}

/** Undefined when a product would not be exact. */
function splitNumbers(weights: readonly (number | bigint)[], amount: number, divisor: number): Split | undefined {
  if (!Number.isSafeInteger(divisor)) return undefined;
  const parts: number[] = [];
  const remainders: number[] = [];
  for (const weight of weights) {
    const product = Number(weight) * amount;
    if (!Number.isSafeInteger(product)) return undefined;
    const remainder = product % divisor;
    parts.push((product - remainder) / divisor);
    remainders.push(remainder);
  }
  return { parts, remainders };
}

function splitBigInts(weights: readonly (number | bigint)[], amount: bigint, divisor: bigint): Split {
  const products = weights.map((weight) => BigInt(weight) * amount);
  return {
    parts: products.map((product) => product / divisor),
    remainders: products.map((product) => product % divisor),
  };
}

function sumOf(units: readonly (number | bigint)[]): bigint {
  let exact = 0;
  let beyond = 0n;
  for (const each of units) {
    const next = typeof each === 'number' ? exact + each : Number.NaN;
    if (Number.isSafeInteger(next)) exact = next;
    else beyond += BigInt(each);
  }
  return beyond + BigInt(exact);
}

function descending(remainders: readonly (number | bigint)[], a: number, b: number): number {
  const first = remainders[a] as number | bigint;
  const second = remainders[b] as number | bigint;
  return first > second ? -1 : first < second ? 1 : 0;
}
