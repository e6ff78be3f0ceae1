import { commandData, commandProperty } from '../../model/workflow-command.ts';
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
        `::error file=${commandProperty(file)},line=${line},title=${commandProperty(pair === undefined ? name : `${name} (${pair})`)}::${commandData(failure ?? 'failed')}\n`,
    );
  const blocking = verification.stages
    .filter(({ stage }) => stage !== 'features')
    .flatMap(({ stage, blocking: lines }) =>
      lines.map((line) => `::error title=${commandProperty(stage)}::${commandData(line)}\n`),
    );
  return [...failed, ...blocking].join('');
}
