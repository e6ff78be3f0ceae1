import type { SignOff, VerificationFile } from '../../model/config.generated.ts';
import type { FileCoverage } from '../coverage/mapping-coverage.ts';
import type { MutatedFile } from '../mutation/mutated-file.ts';
import type { ScenarioRun } from '../verification/scenario-run.ts';

/** Everything that a report of a verification shows. */
export interface ReportContent {
  readonly verification: VerificationFile;
  readonly scenarios: readonly ScenarioRun[];
  readonly coverage: readonly FileCoverage[];
  /** Undefined where no mistakes were put in. */
  readonly mutation: readonly MutatedFile[] | undefined;
  /** Sign-offs of exactly this configuration. */
  readonly signed: readonly SignOff[];
  /** A file of the project as text, for showing what of it ran. */
  readonly sourceOf: (file: string) => string | undefined;
}
