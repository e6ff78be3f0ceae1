import type { Company } from './company.ts';
import type { Row } from './row.ts';
import type { Shape } from './shape.ts';

/** An entity as it is shown: every property that it has, the empty ones as null, and the company's own. */
export function viewOf(
  company: Company,
  shape: Shape,
  row: Row,
  selected?: ReadonlySet<string>,
): Record<string, unknown> {
  const view: Record<string, unknown> = {};
  const shown = (property: string) => selected === undefined || selected.has(property);
  for (const property of Object.keys(shape.fields)) if (shown(property)) view[property] = row[property] ?? null;
  for (const { name } of company.userFields(shape.table))
    if (shown(`U_${name}`)) view[`U_${name}`] = row[`U_${name}`] ?? null;
  for (const [property, inner] of Object.entries(shape.rows))
    if (shown(property)) {
      const rows = row[property];
      view[property] = Array.isArray(rows) ? rows.map((each) => viewOf(company, inner, each)) : [];
    }
  for (const [property, inner] of Object.entries(shape.parts))
    if (shown(property)) {
      const part = row[property];
      const isPart = typeof part === 'object' && part !== null && !Array.isArray(part);
      view[property] = viewOf(company, inner, isPart ? part : {});
    }
  return view;
}
