/**
 * Formats change by small registered upgrades that run when a file is loaded; nothing after that asks for a version.
 * Format 1 is the first, so the list is empty: the first change of a format adds its upgrade here, with a sample of the
 * old form in its test.
 */
export interface Upgrade {
  readonly format: 'project' | 'pipe' | 'connector';
  readonly from: number;
  /** Told to the user as a finding, with the place of the file. */
  readonly says: string;
  readonly apply: (value: Record<string, unknown>) => Record<string, unknown>;
}

export const UPGRADES: readonly Upgrade[] = [];

/** The newest format that this version reads. */
export const CURRENT_FORMAT = 1;

/** Brings a file up to the current format. Yields the changes made, in words. */
export function upgrade(
  format: Upgrade['format'],
  value: Record<string, unknown>,
  upgrades: readonly Upgrade[] = UPGRADES,
): { readonly value: Record<string, unknown>; readonly changes: readonly string[] } {
  let current = value;
  const changes: string[] = [];
  for (;;) {
    const version = typeof current.format === 'number' ? current.format : CURRENT_FORMAT;
    const next = upgrades.find((each) => each.format === format && each.from === version);
    if (next === undefined) return { value: current, changes };
    current = { ...next.apply(current), format: version + 1 };
    changes.push(next.says);
  }
}
