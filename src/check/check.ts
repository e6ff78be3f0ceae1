import type { LoadedProject } from '../load/load-project.ts';
import type { Finding } from '../model/finding.ts';

/**
 * One thing that `check` looks for. `bad` and `good` are files laid over a small sample project (test/sample-project.ts):
 * they are the check’s own test, and its page in the docs.
 */
export interface Check {
  readonly code: string;
  readonly severity: Finding['severity'];
  /** One sentence: what must hold. */
  readonly summary: string;
  readonly bad: Readonly<Record<string, string>>;
  readonly good: Readonly<Record<string, string>>;
  /** Yields what is wrong; the code and severity are put on by check-project. */
  readonly look: (project: LoadedProject) => Iterable<Omit<Finding, 'code' | 'severity'>>;
}
