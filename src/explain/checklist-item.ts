import type { ConnectorFile } from '../model/config.generated.ts';
import type { ExplainedField } from './explanation.ts';
import { type FieldPath, originsOf } from './origins.ts';
import { traceMapping } from './trace-mapping.ts';

/** Where the two connectors of a pipe say that a checklist item stands in their own documents. */
export interface ChecklistItem {
  /** Fields of the source’s record. */
  readonly native: readonly FieldPath[];
  /** Fields of the target’s record, which may be called the same in what is sent. */
  readonly target: readonly FieldPath[];
}

export interface ChecklistSide {
  readonly connector: ConnectorFile | undefined;
  readonly document: string;
}

/** The fields of an item or of all its parts. Undefined when neither connector names it. */
export function checklistItem(item: string, from: ChecklistSide, to: ChecklistSide): ChecklistItem | undefined {
  const native = fieldsOf(item, from);
  const target = fieldsOf(item, to);
  return native === undefined && target === undefined ? undefined : { native: native ?? [], target: target ?? [] };
}

/** Items and their parts that the connectors name for these documents. */
export function checklistItems(...sides: readonly ChecklistSide[]): string[] {
  const names = sides.flatMap(({ connector, document }) => Object.keys(connector?.checklist[document] ?? {}));
  return [...new Set(names.flatMap((name) => [name.split('.')[0] ?? name, name]))].sort();
}

function fieldsOf(item: string, { connector, document }: ChecklistSide): FieldPath[] | undefined {
  const expressions = Object.entries(connector?.checklist[document] ?? {})
    .filter(([name]) => name === item || name.startsWith(`${item}.`))
    .map(([, expression]) => expression);
  return expressions.length === 0 ? undefined : [...originsOf(expressions.map(traceMapping)).reads];
}

/**
 * Whether a field of the target carries the item: it comes from the item’s fields of the source. The target’s own are asked
 * where the source’s connector does not name the item; they count more, as whole lines to add up costs of shipping.
 */
export function isOfItem(field: ExplainedField, { native, target }: ChecklistItem): boolean {
  const reads = field.document.flatMap((each) => [...each.native, ...each.boundTo]);
  return native.length > 0
    ? reads.some((read) => native.some((path) => overlaps(path, read.path)))
    : target.some((path) => overlaps(path, field.path));
}

/** Whether one of two fields is the other or a part of it, whatever the positions in lists. */
function overlaps(path: FieldPath, text: string): boolean {
  const other = text.replace(/\[\d+\]/g, '').split('.');
  const shorter = Math.min(path.length, other.length);
  return shorter > 0 && path.slice(0, shorter).every((part, index) => part === '*' || part === other[index]);
}
