import type { ReportContent } from './report-content.ts';

/**
 * Workflow commands that GitHub shows beside the line of a scenario that failed, and at the top for whatever else blocks
 * (https://docs.github.com/actions/reference/workflow-commands).
 */
export function githubAnnotations({ verification, scenarios }: ReportContent): string {
  const failed = scenarios
    .filter(({ verdict }) => verdict === 'failed')
    .map(
      ({ name, pair, file, line, failure }) =>
        `::error file=${property(file)},line=${line},title=${property(pair === undefined ? name : `${name} (${pair})`)}::${data(failure ?? 'failed')}\n`,
    );
  const blocking = verification.stages
    .filter(({ stage }) => stage !== 'features')
    .flatMap(({ stage, blocking: lines }) => lines.map((line) => `::error title=${property(stage)}::${data(line)}\n`));
  return [...failed, ...blocking].join('');
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
