import { type Expression, ExpressionError } from '../../map/expression.ts';
import { Hold } from '../../model/hold.ts';
import type { CompiledLimit } from '../compiled-connector.ts';
import type { Limit } from './limit.ts';

/**
 * A budget of points that refills with time. What a call costs is estimated before it goes; every answer then says what
 * is left, less what calls still under way are taken to cost.
 */
export function costLimit(rule: Extract<CompiledLimit, { kind: 'cost' }>): Limit {
  let maximum = rule.maximum;
  let restorePerSecond = rule.restorePerSecond;
  let points = maximum;
  let countedAt: number | undefined;
  let underWay = 0;

  const pointsAt = (now: number) => Math.min(maximum, points + ((now - (countedAt ?? now)) / 1000) * restorePerSecond);
  const costOf = (cost: number | undefined) => cost ?? rule.estimate;

  return {
    waitMs: (now, cost) => {
      // A call that is taken to cost more than the whole budget goes when the budget is full.
      const missing = Math.min(costOf(cost), maximum) - pointsAt(now);
      return missing <= 0 ? 0 : Math.ceil((missing / restorePerSecond) * 1000);
    },
    take: (now, cost) => {
      points = pointsAt(now) - costOf(cost);
      countedAt = now;
      underWay += costOf(cost);
    },
    end: (now, cost, body) => {
      underWay -= costOf(cost);
      if (body === undefined) return;
      const [available, reportedMaximum, reportedRestore] = [
        rule.available,
        rule.reportedMaximum,
        rule.reportedRestore,
      ].map((told) => tellOf(told, body));
      if (isPositive(reportedMaximum)) maximum = reportedMaximum;
      if (isPositive(reportedRestore)) restorePerSecond = reportedRestore;
      if (typeof available === 'number' && Number.isFinite(available)) {
        points = available - underWay;
        countedAt = now;
      }
    },
  };
}

const isPositive = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;

/** What an expression yields over a body. A body that it does not fit tells nothing, and our own count goes on. */
function tellOf(told: Expression | undefined, body: unknown): unknown {
  try {
    return told?.evaluate(body);
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof Hold) return undefined;
    throw error;
  }
}
