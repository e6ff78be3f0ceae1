import type { EntitySet, Row } from './entity-set.ts';
import type { FieldRules } from './field-rules.ts';
import { unknownProperty } from './odata-error.ts';
import type { Body } from './request-body.ts';

/** An entity set as the API offers it: what it shows, what leads on from it, and what can be written. */
export interface Entity {
  /** `salesOrders` */
  readonly name: string;
  /** `salesOrder` */
  readonly type: string;
  readonly fields: FieldRules;
  readonly set: EntitySet;
  /** The rows of it, when not all of the set. */
  readonly rows?: () => Row[];
  /** Fields that are worked out on reading. */
  readonly computed?: Readonly<Record<string, (row: Row) => unknown>>;
  readonly navigation?: Readonly<Record<string, Navigation>>;
  /** A query of the analytics route: rows without key and ETag (sheet section 3.6). */
  readonly query?: boolean;
  /** Lines: a list needs the document's id or the line's (sheet section 3.1). */
  readonly ofDocument?: boolean;
  readonly create?: (body: Body) => Row;
  readonly change?: (row: Row, body: Body) => Row;
  readonly remove?: (row: Row) => void;
  /** Bound actions, `Microsoft.NAV.{name}`. */
  readonly actions?: Readonly<Record<string, (row: Row) => void>>;
}

export interface Navigation {
  readonly entity: () => Entity;
  /** A list, or at most one. */
  readonly many: boolean;
  readonly rows: (row: Row) => readonly Row[];
  /** POST below the parent. */
  readonly create?: (row: Row, body: Body) => Row;
}

export function fieldValue(entity: Entity, row: Row, field: string): unknown {
  const compute = entity.computed?.[field];
  return compute === undefined ? row[field] : compute(row);
}

/** Writes into `shown` what a row shows: these fields, or all, in the order of the entity. What it holds besides stays inside. */
export function showFields(
  entity: Entity,
  row: Row,
  select: readonly string[] | undefined,
  shown: Record<string, unknown>,
): void {
  for (const field of select ?? Object.keys(entity.fields)) shown[field] = fieldValue(entity, row, field);
}

/** A name of `$filter`, `$select` or `$orderby` that the entity does not have is a 400, however many rows there are. */
export function checkField(entity: Entity, field: string): void {
  if (!Object.hasOwn(entity.fields, field)) throw unknownProperty(field, entity.type);
}
