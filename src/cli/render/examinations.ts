import type { ChalkInstance } from 'chalk';
import type { Examination, Observation } from '../../doctor/examine-connection.ts';
import type { Output } from '../environment.ts';
import { wrapText } from './wrap-text.ts';

/** What the doctor found, connection by connection, each trouble with what to do next. */
export function renderExaminations(examinations: readonly Examination[], output: Output, paint: ChalkInstance): string {
  if (examinations.length === 0) return 'the project has no connections\n';
  const width = output.isTerminal ? output.columns : 110;
  const marks: { readonly [S in Observation['state']]: string } = {
    good: paint.green('✓'),
    doubtful: paint.yellow('!'),
    bad: paint.red('✗'),
  };
  return examinations
    .map(({ connection, system, observations }) => {
      const lines = observations.map(({ state, says, next }) => {
        const advice = next === undefined ? '' : `\n${wrapText(`→ ${next}`, width, '      ')}`;
        return `  ${marks[state]} ${wrapText(says, width, '    ').trimStart()}${advice}\n`;
      });
      return `${paint.bold(connection)} ${paint.dim(system)}\n${lines.join('')}`;
    })
    .join('\n');
}
