import type { Finding } from '../model/finding.ts';

/** Raised by whoever needs a usable project and got one with findings. `sourceOf` yields a file's text, for showing the place. */
export class ProjectRefused extends Error {
  readonly findings: readonly Finding[];
  readonly sourceOf: (file: string) => string | undefined;
  readonly advice = 'Mend what is listed; `pipewright check` shows it again.';

  constructor(findings: readonly Finding[], sourceOf: (file: string) => string | undefined) {
    super(`${findings.length} findings`);
    this.name = 'ProjectRefused';
    this.findings = findings;
    this.sourceOf = sourceOf;
  }
}
