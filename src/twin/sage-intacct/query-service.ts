import type { TwinReply } from '../kit/twin-server.ts';
import { type Fields, fieldsOf, isFields, listIn, objectIn, textIn } from './fields.ts';
import { malformed } from './intacct-error.ts';
import { testOf, valueAt } from './query-filter.ts';

const MOST = 4000;
const USUAL = 100;

/**
 * `POST /services/core/query` over the rows of one object: chosen fields, by dotted names, which stand so in the answer
 * too; filters, order, and pages by their start, counted from 1 (sheet sections 3 and 4). Throws IntacctError.
 */
export function answerQuery(body: unknown, rowsOf: (object: string) => readonly Fields[]): TwinReply {
  const query = fieldsOf(body);
  const rows = rowsOf(textIn(query, 'object'));
  const fields = query.fields;
  if (!Array.isArray(fields) || fields.length === 0 || !fields.every((field) => typeof field === 'string'))
    throw malformed('fields is required');
  const known = (name: string): void => {
    const [sample] = rows;
    if (sample !== undefined && !isKnown(sample, name)) throw malformed(`fields: ${name} is not a valid field`);
  };
  for (const field of fields) known(field);
  const caseSensitive = objectIn(query, 'filterParameters').caseSensitiveComparison !== false;
  const test = testOf(listIn(query, 'filters'), textIn(query, 'filterExpression'), known, caseSensitive);
  const found = rows.filter(test).sort(comparison(listIn(query, 'orderBy'), known));
  const start = countIn(query, 'start') ?? 1;
  const size = countIn(query, 'size') ?? USUAL;
  if (size > MOST) throw malformed(`size: ${MOST} is the most`);
  const page = found.slice(start - 1, start - 1 + size);
  const next = start + page.length;
  return {
    status: 200,
    body: {
      'ia::result': page.map((row) =>
        Object.fromEntries(fields.map((field: string) => [field, valueAt(row, field) ?? null])),
      ),
      'ia::meta': {
        totalCount: found.length,
        start,
        pageSize: size,
        next: next > found.length ? null : next,
        previous: start === 1 ? null : Math.max(1, start - size),
      },
    },
  };
}

/** A field is known where its first part stands in a row: what is below may be nothing. */
const isKnown = (row: Fields, name: string): boolean => (name.split('.')[0] ?? '') in row || name.startsWith('nsp::');

function comparison(order: readonly Fields[], known: (name: string) => void): (a: Fields, b: Fields) => number {
  const keys = order.flatMap((each) => Object.entries(each));
  for (const [name] of keys) known(name);
  return (a, b) => {
    for (const [name, direction] of keys) {
      const [one, other] = [valueAt(a, name), valueAt(b, name)];
      const numbers = Number(one) - Number(other);
      const compared = Number.isNaN(numbers)
        ? String(one) < String(other)
          ? -1
          : String(one) > String(other)
            ? 1
            : 0
        : numbers;
      if (compared !== 0) return direction === 'desc' ? -compared : compared;
    }
    return 0;
  };
}

function countIn(query: Fields, name: string): number | undefined {
  const value = query[name];
  if (value === undefined || value === null || isFields(value)) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1)
    throw malformed(`${name} must be a number from 1`);
  return value;
}
