import { percentOf } from '../coverage/mapping-coverage.ts';
import { scoreOf } from '../mutation/mutated-file.ts';
import type { ReportContent } from './report-content.ts';

/** Everything that the report shows, for other programs; the files’ hashes stand in verification.json. */
export function resultJson({ verification, scenarios, coverage, mutation }: ReportContent): string {
  const { files, ...rest } = verification;
  const result = {
    ...rest,
    scenarios,
    coverage: { percent: percentOf(coverage), files: coverage },
    mutation: mutation === undefined ? undefined : { score: scoreOf(mutation), files: mutation },
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}
