import type { Finding, Fix } from '../model/finding.ts';

/** A finding that brings its own correction. */
export type FixableFinding = Finding & { readonly fix: Fix };

export const isFixable = (finding: Finding): finding is FixableFinding => finding.fix !== undefined;

/**
 * The text of a file with the fixes of its findings made, and the findings whose fixes were. Of fixes that overlap the
 * first is made: the others may be found again, or no longer, when the text is looked at anew.
 */
export function applyFixes(
  text: string,
  findings: readonly FixableFinding[],
): { readonly text: string; readonly fixed: readonly FixableFinding[] } {
  const fixed: FixableFinding[] = [];
  let result = '';
  let done = 0;
  for (const finding of [...findings].sort((a, b) => a.fix.start - b.fix.start || a.fix.end - b.fix.end)) {
    const { start, end, text: instead } = finding.fix;
    if (start < done || end > text.length || (start === done && fixed.length > 0 && fixed.at(-1)?.fix.start === start))
      continue;
    result += text.slice(done, start) + instead;
    done = end;
    fixed.push(finding);
  }
  return { text: result + text.slice(done), fixed };
}
