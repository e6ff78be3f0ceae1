import type { StepResults } from '../model/delivery.ts';

/**
 * `$steps`: results by step name. Those of a step that is called for each item of a list (`lines/0`, `lines/1` …) stand
 * under its name as a list, in order.
 */
export function keptView(done: StepResults): Readonly<Record<string, unknown>> {
  const view: Record<string, unknown> = {};
  for (const [key, result] of Object.entries(done)) {
    const [, name, index] = /^([a-z][a-z0-9_]*)\/(\d+)$/.exec(key) ?? [];
    if (name === undefined || index === undefined) {
      view[key] = result;
      continue;
    }
    const list = Array.isArray(view[name]) ? (view[name] as unknown[]) : [];
    list[Number(index)] = result;
    view[name] = list;
  }
  return view;
}
