/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = Number.NaN] =
    sorted.length % 2 === 0
      ? [sorted[middle - 1], sorted[middle]]
      : [sorted[Math.floor(middle)], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
