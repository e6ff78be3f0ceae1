import type { SiteTime } from '../kit/site-time.ts';
import { badQuery } from './contract-error.ts';
import type { Row, Scalar } from './row.ts';
import type { Session } from './session.ts';
import type { FieldRule, Shape } from './shape.ts';

/** What of a record a request wants to see (sheet section 3.0). */
export interface View {
  readonly expand: ReadonlySet<string>;
  /** Undefined: every field. */
  readonly select: ReadonlySet<string> | undefined;
  readonly custom: readonly string[];
}

/** Reads `$expand`, `$select` and `$custom`; parts that the contract does not have are refused. */
export function viewOf(query: URLSearchParams, shape: Shape): View {
  const words = (name: string) =>
    (query.get(name) ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
  const expand = new Set<string>();
  for (const path of words('$expand')) {
    let here = shape;
    const steps: string[] = [];
    for (const step of path.split('/')) {
      const part = here.parts[step];
      if (part === undefined) throw badQuery(`Could not find a property named '${step}' on type '${here.name}'.`);
      here = part.shape;
      steps.push(step);
      expand.add(steps.join('/'));
    }
  }
  const select = words('$select');
  return { expand, select: select.length === 0 ? undefined : new Set(select), custom: words('$custom') };
}

/** A record as it is sent: wrapped, with only the parts that are asked for, and lines under ids of this session. */
export function replyBody(
  row: Row,
  shape: Shape,
  view: View,
  context: { session: Session; time: SiteTime; path: string },
  rowNumber = 1,
): Record<string, unknown> {
  const body = partBody(row, shape, '', view, context, rowNumber, row.id);
  const custom: Record<string, Record<string, unknown>> = {};
  for (const name of view.custom) {
    const found = row.custom[name];
    const [of = '', field = ''] = name.split('.');
    if (found !== undefined) custom[of] = { ...custom[of], [field]: found };
  }
  const self = `${context.path}/${shape.name}/${row.id}`;
  const files = `${context.path}/files/${SCREENS[shape.name] ?? shape.name}/${row.id}/{filename}`;
  return { ...body, custom, _links: { self, 'files:put': files } };
}

/** Where files of a record go: its screen and view, as the sheet (section 11) and answers of real tenants have them. */
const SCREENS: Readonly<Record<string, string>> = {
  SalesOrder: 'PX.Objects.SO.SOOrderEntry/Document',
  Customer: 'PX.Objects.AR.CustomerMaint/BAccount',
};

function partBody(
  row: Row,
  shape: Shape,
  path: string,
  view: View,
  context: { readonly session: Session; readonly time: SiteTime },
  rowNumber: number,
  id: string,
): Record<string, unknown> {
  const body: Record<string, unknown> = { id, rowNumber, note: { value: row.note } };
  const wanted = (name: string) => view.select === undefined || view.select.has(path === '' ? name : `${path}/${name}`);
  for (const [name, rule] of Object.entries(shape.fields))
    if (wanted(name) || shape.keys.includes(name)) body[name] = wrapped(row.values[name], rule, context.time);
  for (const [name, { shape: inner, many }] of Object.entries(shape.parts)) {
    const place = path === '' ? name : `${path}/${name}`;
    if (!view.expand.has(place)) continue;
    const part = row.parts[name];
    const all = view.select === undefined || view.select.has(place) ? { ...view, select: undefined } : view;
    const made = (each: Row, index: number) =>
      partBody(each, inner, place, all, context, index + 1, context.session.shownId(each.id));
    if (Array.isArray(part)) body[name] = part.map(made);
    else body[name] = many ? [] : made(part ?? neverFilled(inner), 0);
  }
  return { ...body, custom: {} };
}

/** An object that was never filled has only unset fields. */
const neverFilled = (shape: Shape): Row => ({
  id: `never filled ${shape.name}`,
  note: '',
  custom: {},
  values: {},
  parts: {},
});

function wrapped(value: Scalar | undefined, rule: FieldRule, time: SiteTime): Record<string, unknown> {
  if (value === undefined || value === null || (value === '' && rule.type !== 'flag')) return {};
  if (rule.type === 'day' && typeof value === 'string') return { value: time.ofDay(value) };
  if (rule.type === 'instant' && typeof value === 'number') return { value: time.ofInstant(value) };
  return { value };
}
