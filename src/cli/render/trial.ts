import type { ChalkInstance } from 'chalk';
import type { MappingTrial } from '../try-mapping.ts';

/** What is wrong with the outcome of a mapping; nothing when it is fine. */
export function renderTrial({ hold, violations }: MappingTrial, paint: ChalkInstance): string {
  if (hold !== undefined) return `${paint.yellow('held')} ${hold.text} ${paint.dim(`[${hold.code}]`)}\n`;
  if (violations.length === 0) return '';
  const lines = violations.map(({ at, message }) => `  ${at === '' ? 'output' : at}: ${message}\n`);
  return `${paint.red('not valid')} the schema refuses ${violations.length === 1 ? 'one thing' : `${violations.length} things`}\n${lines.join('')}`;
}
