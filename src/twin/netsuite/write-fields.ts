import type { Account } from './account.ts';
import { type Entry, entryOf, listOf, type Scalar } from './entry.ts';
import { invalidContent } from './rest-error.ts';
import type { Field, Shape } from './shape.ts';

/** How a body is to be read. */
export interface Writing {
  readonly account: Account;
  /** `X-NetSuite-PropertyNameValidation: Error`; by default an unknown name is passed over (sheet section 3). */
  readonly refuseUnknown: boolean;
  /** Sublists that are replaced as a whole: `?replace=item`. */
  readonly replace: ReadonlySet<string>;
}

export type Body = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Puts what a body says into a record or a part of one. Throws the refusal of the first field that cannot be read. */
export function writeFields(writing: Writing, shape: Shape, entry: Entry, body: Body, at = ''): void {
  for (const [name, value] of Object.entries(body)) {
    if (name === 'links' || name === 'refName') continue;
    const path = at === '' ? name : `${at}.${name}`;
    const field = shape.fields[name] ?? customField(writing.account, shape, name);
    if (field === undefined) {
      if (writing.refuseUnknown) throw invalidContent(path, `Unknown reference or field: ${name}.`);
    } else if (field.readOnly !== true) writeField(writing, field, entry, name, value, path);
  }
}

function customField({ settings }: Account, { custom }: Shape, name: string): Field | undefined {
  const kind = settings.customFields[name];
  return custom !== undefined && kind !== undefined && name.startsWith(`${custom}_`) ? { kind } : undefined;
}

function writeField(writing: Writing, field: Field, entry: Entry, name: string, value: unknown, path: string): void {
  if (field.kind === 'list') writeList(writing, field, entry, name, value, path);
  else if (field.kind === 'part') writePart(writing, field.shape, entry, name, value, path);
  else if (value === null) delete entry.values[name];
  else entry.values[name] = scalar(writing.account, field, value, path);
}

function writePart(writing: Writing, shape: Shape, entry: Entry, name: string, value: unknown, path: string): void {
  if (value === null) {
    delete entry.parts[name];
    return;
  }
  if (!isObject(value)) throw invalidContent(path, 'An object is expected.');
  const part = entry.parts[name] ?? entryOf(name);
  writeFields(writing, shape, part, value, path);
  entry.parts[name] = part;
}

/** A line with a key changes that line; one without is a further one (sheet section 3). */
function writeList(
  writing: Writing,
  { shape, key }: Field & { readonly kind: 'list' },
  entry: Entry,
  name: string,
  value: unknown,
  path: string,
): void {
  const items = isObject(value) ? value.items : undefined;
  if (!Array.isArray(items)) throw invalidContent(path, 'A sublist is expected: { "items": [ … ] }.');
  if (writing.replace.has(name)) entry.lists[name] = [];
  const kept = listOf(entry, name);
  for (const [index, item] of items.entries()) {
    const place = `${path}.items[${index}]`;
    if (!isObject(item)) throw invalidContent(place, 'An object is expected.');
    const wanted = key === undefined ? undefined : keyOf(item[key]);
    const known = wanted === undefined ? undefined : kept.find((each) => keyOf(each.values[key ?? '']) === wanted);
    const ownKey = key !== undefined && shape.fields[key]?.readOnly === true;
    if (wanted !== undefined && known === undefined && ownKey)
      throw invalidContent(`${place}.${key}`, `There is no line ${wanted}.`);
    const line = known ?? newLine(writing.account, kept, key);
    writeFields(writing, shape, line, item, place);
    if (known === undefined) kept.push(line);
  }
}

/** Lines are numbered with gaps, as those of kits and of deleted lines leave them (sheet section 12). */
function newLine(account: Account, kept: readonly Entry[], key: string | undefined): Entry {
  const last = Math.max(0, ...kept.map(({ values }) => Number(values.line ?? 0)));
  if (key === 'line') {
    const line = last === 0 ? 1 : last + 3;
    return entryOf(String(line), { line, lineUniqueKey: account.next('line key', 90011) });
  }
  if (key === 'id') {
    const id = String(account.next('line id', 3001));
    return entryOf(id, { id, addressId: id });
  }
  return entryOf(String(kept.length));
}

function keyOf(value: unknown): string | undefined {
  if (isObject(value)) return keyOf(value.id);
  return value === undefined || value === null ? undefined : String(value);
}

function scalar(account: Account, field: Field, value: unknown, path: string): Scalar {
  const refused = (expected: string) => invalidContent(path, `Invalid value for the field: ${expected} is expected.`);
  switch (field.kind) {
    case 'text':
      if (typeof value !== 'string') throw refused('text');
      return value;
    case 'number':
      if (typeof value !== 'number') throw refused('a number');
      return value;
    case 'flag':
      if (typeof value !== 'boolean') throw refused('true or false');
      return value;
    case 'rate':
      if (typeof value !== 'number' && !(typeof value === 'string' && /^-?\d+(\.\d+)?%?$/.test(value)))
        throw refused('an amount or a percentage');
      return value;
    case 'day':
      if (typeof value !== 'string' || !isDay(value)) throw refused('a date YYYY-MM-DD');
      return value;
    case 'choice': {
      const id = isObject(value) ? value.id : undefined;
      if (typeof id !== 'string' || field.of[id] === undefined)
        throw refused(`one of ${Object.keys(field.of).join(', ')}`);
      return id;
    }
    case 'label': {
      const id = isObject(value) ? value.id : undefined;
      if (typeof id !== 'string') throw refused('a reference');
      return id;
    }
    case 'break': {
      const written = isObject(value) ? value.value : undefined;
      if (typeof written !== 'string' && typeof written !== 'number') throw refused('a quantity');
      return String(written);
    }
    case 'reference':
      return reference(account, field.to, value, path);
    default:
      throw new TypeError(`${path} cannot be written as one value`);
  }
}

const isDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

/** `{"id":"123"}` or `{"externalId":"X"}`: the id of what it names (sheet section 3). */
function reference(account: Account, targets: readonly string[], value: unknown, path: string): string {
  if (!isObject(value)) throw invalidContent(path, 'A reference is expected: { "id": … } or { "externalId": … }.');
  const { id, externalId } = value;
  // An entry of the address book is found with its customer, when the whole record is known.
  if (targets[0] === 'addressBookEntry' && typeof id === 'string') return id;
  const found =
    typeof externalId === 'string'
      ? account.findExternal(targets, externalId)
      : account.find(targets, typeof id === 'string' || typeof id === 'number' ? String(id) : '');
  if (found === undefined)
    throw invalidContent(path, `Invalid reference key ${String(externalId ?? id)} for ${path.split('.').at(-1)}.`);
  return found.entry.id;
}
