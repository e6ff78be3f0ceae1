export type Test<T> = (row: T) => boolean;

/** What is between `and`, `or` and brackets, and how words are taken one after the other. */
export interface AndOrTokens<T> {
  /** Goes on behind the word when it is the next one. */
  readonly take: (word: string) => boolean;
  /** Reads one test. Throws what the system says of one that it cannot read. */
  readonly single: () => Test<T>;
  /** The system's error of a bracket that is not closed. */
  readonly unclosed: () => Error;
}

/** Tests joined by `and`, which binds stronger, and `or`, with `not` and brackets: as far as they go. */
export function andOr<T>(tokens: AndOrTokens<T>): Test<T> {
  const either = (): Test<T> => {
    let left = both();
    while (tokens.take('or')) {
      const [one, other] = [left, both()];
      left = (row) => one(row) || other(row);
    }
    return left;
  };
  const both = (): Test<T> => {
    let left = negated();
    while (tokens.take('and')) {
      const [one, other] = [left, negated()];
      left = (row) => one(row) && other(row);
    }
    return left;
  };
  const negated = (): Test<T> => {
    if (tokens.take('not')) {
      const inner = negated();
      return (row) => !inner(row);
    }
    if (!tokens.take('(')) return tokens.single();
    const inner = either();
    if (!tokens.take(')')) throw tokens.unclosed();
    return inner;
  };
  return either();
}
