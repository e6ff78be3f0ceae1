/** A scenario's expectation is not met. Its message is all that a tester needs: no stack, no class names. */
export class NotAsExpected extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotAsExpected';
    // Where in the step library it was thrown says nothing to whoever wrote the scenario. No stack at all, rather than the
    // message: Cucumber looks for calls in a stack, and for a line of 800 characters with quotes that took it half an hour.
    this.stack = '';
  }
}

export function expectThat(met: boolean, message: string): asserts met {
  if (!met) throw new NotAsExpected(message);
}

/** One thing compared: what the scenario says and what there is, both in a tester's words. */
export interface Difference {
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
  /** Checklist item and native path, and where the value comes from. */
  readonly because: readonly string[];
}

export function differencesText(where: string, differences: readonly Difference[]): string {
  return [
    where,
    ...differences.flatMap(({ what, expected, actual, because }) => [
      `  ${what}`,
      `    expected  ${expected}`,
      `    but is    ${actual}`,
      ...because.map((line) => `    ${line}`),
    ]),
  ].join('\n');
}
