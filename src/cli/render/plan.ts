import type { ChalkInstance } from 'chalk';
import type { PipePlan } from '../../compile/pipe-plan.ts';
import { PLAN_ACTIONS, type PlanAction, type PlannedRecord } from '../../engine/plan-pipe.ts';
import type { Output } from '../environment.ts';
import { renderTable } from './table.ts';

/** Actions that change nothing are counted, not listed. */
const QUIET: ReadonlySet<PlanAction> = new Set(['known', 'unchanged', 'excluded']);

/** The plan of one pipe as a table. */
export function renderPlan(
  pipe: PipePlan,
  records: readonly PlannedRecord[],
  output: Output,
  paint: ChalkInstance,
): string {
  const listed = records.filter(({ action }) => !QUIET.has(action));
  const rows = listed.map(({ label, action, why, target, creates }) => [
    `  ${painted(action, paint)}`,
    label,
    target?.number ?? target?.id ?? '',
    creates.length === 0 ? why : `${why}, after its ${creates.join(' and ')}`,
  ]);
  const quiet = [...QUIET]
    .map((action) => [action, records.filter((record) => record.action === action).length] as const)
    .filter(([, count]) => count > 0);
  const head = `${paint.bold(pipe.name)}  ${paint.dim(`${pipe.source.connection} → ${pipe.target.connection}  ${pipe.target.capability}`)}\n`;
  const tail =
    quiet.length === 0
      ? ''
      : `  ${paint.dim(quiet.map(([action, count]) => `${count} ${action}: ${PLAN_ACTIONS[action]}`).join('; '))}\n`;
  const nothing = records.length === 0 ? `  ${paint.dim('nothing new at the source')}\n` : '';
  return `${head}${renderTable(rows, output.isTerminal ? output.columns : undefined)}${tail}${nothing}`;
}

export function renderPlanCounts(counts: ReadonlyMap<PlanAction, number>, paint: ChalkInstance): string {
  const parts = [...counts].map(([action, count]) => `${count} ${painted(action, paint)}`);
  return `\n${parts.join(', ') || 'nothing to do'}\n`;
}

function painted(action: PlanAction, paint: ChalkInstance): string {
  if (action === 'hold' || action === 'wait') return paint.yellow(action);
  return action === 'create' || action === 'update' ? paint.green(action) : action;
}
