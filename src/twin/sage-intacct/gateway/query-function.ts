import type { Test } from '../../kit/and-or.ts';
import type { Company } from '../company.ts';
import { businessError, notAllowed, schemaError } from './gateway-error.ts';
import { fieldsOf, flat, type GatewayRecord, pathOf, recordsOf } from './gateway-object.ts';
import { objectNamed } from './gateway-objects.ts';
import { comparable, type ObjectField, type ObjectFields } from './object-fields.ts';
import { compared, likePattern } from './where-clause.ts';
import { childIn, childrenIn, textIn, type XmlElement } from './xml-element.ts';

type Fields = ObjectFields<GatewayRecord>;

const PARTS = ['object', 'select', 'filter', 'orderby', 'options', 'pagesize', 'offset', 'docparid'];
const MOST = 2000;

/**
 * `query`: what is compared is what is shown, other than in readByQuery. Fields of joined records may be named; `offset`
 * counts from 0 (https://developer.intacct.com/web-services/queries). Throws GatewayError.
 */
export function query(company: Company, element: XmlElement): unknown {
  const strange = element.children.find(({ name }) => !PARTS.includes(name));
  if (strange !== undefined) throw schemaError(`Error 1871: Element '${strange.name}': This element is not expected.`);
  const object = objectNamed(textIn(element, 'object') ?? '');
  const docparid = textIn(element, 'docparid') ?? '';
  const fields = fieldsOf(object, company, docparid);
  const select = childIn(element, 'select');
  if (select === undefined || select.children.length === 0) throw businessError('select needs at least one field');
  const names = select.children.map(({ text }) => text);
  const filter = childIn(element, 'filter');
  const ignoresCase = option(element, 'caseinsensitive') === 'true';
  const unknown = names.filter((name) => fields[pathOf(name)] === undefined);
  if (unknown.length > 0) throw cannotBeQueried(unknown);
  const test = filter === undefined ? () => true : onlyTest(filter, { company, fields, ignoresCase });
  const records = [...recordsOf(object, company, docparid)].filter(test).sort(orderOf(element, fields, company));
  const rows = select.children.every(({ name }) => name === 'field')
    ? records.map((record) => flat(record, names, fields, company))
    : aggregated(select.children, records, fields, company);
  const offset = countIn(element, 'offset', 0, 0, Number.MAX_SAFE_INTEGER);
  const page = rows.slice(offset, offset + countIn(element, 'pagesize', 100, 1, MOST));
  return {
    '@listtype': object.name,
    '@totalcount': String(rows.length),
    '@offset': String(offset),
    '@count': String(page.length),
    '@numremaining': String(Math.max(0, rows.length - offset - page.length)),
    [object.name]: page,
  };
}

const cannotBeQueried = (names: readonly string[]) =>
  notAllowed(`The following fields cannot be queried: ${names.join(', ')}`);

function option(element: XmlElement, name: string): string | undefined {
  const options = childIn(element, 'options');
  const format = options === undefined ? undefined : textIn(options, 'returnformat');
  if (format !== undefined && format !== 'xml') throw new Error(`the twin answers no ${format}`);
  return options === undefined ? undefined : textIn(options, name);
}

export function countIn(element: XmlElement, name: string, usual: number, least: number, most: number): number {
  const text = textIn(element, name);
  if (text === undefined || text === '') return usual;
  const count = Number(text);
  if (!Number.isInteger(count) || count < least || count > most)
    throw businessError(`${name} must be a number from ${least} to ${most}`);
  return count;
}

interface Known {
  readonly company: Company;
  readonly fields: Fields;
  readonly ignoresCase: boolean;
}

function onlyTest(filter: XmlElement, known: Known): Test<GatewayRecord> {
  const [condition, ...others] = filter.children;
  if (condition === undefined || others.length > 0)
    throw schemaError(`Error 1871: Element 'filter': Missing or too many child element(s). Expected is one condition.`);
  return testOf(condition, known);
}

function testOf(condition: XmlElement, known: Known): Test<GatewayRecord> {
  const { name, children } = condition;
  if (name === 'and' || name === 'or') {
    if (children.length < 2)
      throw schemaError(`Error 1871: Element '${name}': Missing child element(s). Expected are two conditions.`);
    const tests = children.map((child) => testOf(child, known));
    return name === 'and'
      ? (record) => tests.every((test) => test(record))
      : (record) => tests.some((test) => test(record));
  }
  const operator = OPERATORS[name];
  if (operator === undefined) throw schemaError(`Error 1871: Element '${name}': This element is not expected.`);
  const field = known.fields[pathOf(textIn(condition, 'field') ?? '')];
  if (field === undefined) throw cannotBeQueried([textIn(condition, 'field') ?? '']);
  const given = childrenIn(condition, 'value').map(({ text }) => text);
  if (given.length < operator.values[0] || given.length > operator.values[1])
    throw schemaError(`Error 1871: Element '${name}': it needs ${operator.values[0]} value(s).`);
  for (const value of given) if (name !== 'like' && name !== 'notlike') comparable(field.kind, value);
  const folded = (text: string): string => (known.ignoresCase ? text.toLowerCase() : text);
  const values = given.map(folded);
  return (record) => operator.test(folded(field.of(record, known.company)), values, field);
}

interface Operator {
  /** How few and how many. */
  readonly values: readonly [number, number];
  readonly test: (shown: string, values: readonly string[], field: ObjectField<GatewayRecord>) => boolean;
}

const by = (holds: (order: number) => boolean): Operator => ({
  values: [1, 1],
  test: (shown, [value = ''], field) => {
    const order = compared(field, shown, value);
    return order !== undefined && holds(order);
  },
});
const isIn: Operator['test'] = (shown, values, field) => values.some((value) => compared(field, shown, value) === 0);
const isLike: Operator['test'] = (shown, [value = '']) => likePattern(value).test(shown);

const OPERATORS: Readonly<Record<string, Operator>> = {
  equalto: by((order) => order === 0),
  notequalto: by((order) => order !== 0),
  lessthan: by((order) => order < 0),
  lessthanorequalto: by((order) => order <= 0),
  greaterthan: by((order) => order > 0),
  greaterthanorequalto: by((order) => order >= 0),
  between: {
    values: [2, 2],
    test: (shown, [from = '', to = ''], field) =>
      (compared(field, shown, from) ?? -1) >= 0 && (compared(field, shown, to) ?? 1) <= 0,
  },
  in: { values: [1, 1000], test: isIn },
  notin: { values: [1, 1000], test: (...given) => !isIn(...given) },
  like: { values: [1, 1], test: isLike },
  notlike: { values: [1, 1], test: (...given) => !isLike(...given) },
  isnull: { values: [0, 0], test: (shown) => shown === '' },
  isnotnull: { values: [0, 0], test: (shown) => shown !== '' },
};

function orderOf(
  element: XmlElement,
  fields: Fields,
  company: Company,
): (a: GatewayRecord, b: GatewayRecord) => number {
  const orderby = childIn(element, 'orderby');
  const keys = (orderby?.children ?? []).map((order) => {
    const name = textIn(order, 'field') ?? '';
    const field = fields[pathOf(name)];
    if (field === undefined) throw cannotBeQueried([name]);
    return { field, sign: childIn(order, 'descending') === undefined ? 1 : -1 };
  });
  return (a, b) => {
    for (const { field, sign } of keys) {
      const order = compared(field, field.of(a, company), field.of(b, company)) ?? 0;
      if (order !== 0) return order * sign;
    }
    return 0;
  };
}

const AGGREGATES: Readonly<Record<string, (values: readonly number[]) => number>> = {
  count: (values) => values.length,
  sum: (values) => values.reduce((total, value) => total + value, 0),
  avg: (values) => values.reduce((total, value) => total + value, 0) / values.length,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
};

/** Records with the same values in the fields are one row; `COUNT.RECORDNO` says how many. */
function aggregated(
  select: readonly XmlElement[],
  records: readonly GatewayRecord[],
  fields: Fields,
  company: Company,
): readonly Readonly<Record<string, string>>[] {
  const shownIn = (record: GatewayRecord, name: string) => fields[pathOf(name)]?.of(record, company) ?? '';
  const groups = Map.groupBy(records, (record) =>
    JSON.stringify(select.filter(({ name }) => name === 'field').map(({ text }) => shownIn(record, text))),
  );
  return [...groups.values()].map((group) =>
    Object.fromEntries(
      select.map(({ name, text }) => {
        const [first] = group;
        if (name === 'field') return [text, first === undefined ? '' : shownIn(first, text)];
        const work = AGGREGATES[name];
        if (work === undefined) throw schemaError(`Error 1871: Element '${name}': This element is not expected.`);
        const values = group.map((record) => shownIn(record, text)).filter((value) => value !== '');
        return [`${name.toUpperCase()}.${text}`, String(work(values.map((value) => Number(value))))];
      }),
    ),
  );
}
