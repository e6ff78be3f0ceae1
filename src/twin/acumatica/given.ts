import type { SiteTime } from '../kit/site-time.ts';
import { malformed } from './contract-error.ts';
import type { Problems } from './problems.ts';
import type { CustomValue, Row, Scalar } from './row.ts';
import type { FieldRule, Shape } from './shape.ts';

type Json = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A body, or an object in it, as the contract reads it: values unwrapped and of their type. A field that is `{}` or
 * missing is not given; one with `"value": null` is cleared. Names that the contract does not have are passed over.
 */
export class Given {
  readonly shape: Shape;
  /** The `id` of a line or record; undefined when there is none. */
  readonly id: string | undefined;
  /** `"delete": true` on a line. */
  readonly removed: boolean;
  readonly note: string | undefined;
  readonly custom: Readonly<Record<string, CustomValue>>;
  readonly #values: Record<string, Scalar> = {};
  readonly #parts: Record<string, Given | Given[]> = {};
  readonly #path: Path;
  readonly #problems: Problems;

  constructor(shape: Shape, raw: Json, time: SiteTime, problems: Problems, path: Path = []) {
    this.shape = shape;
    this.#path = path;
    this.#problems = problems;
    this.id = typeof raw.id === 'string' ? raw.id : undefined;
    this.removed = raw.delete === true;
    this.note = isObject(raw.note) && 'value' in raw.note ? String(raw.note.value ?? '') : undefined;
    this.custom = customOf(raw.custom);
    for (const [name, rule] of Object.entries(shape.fields)) {
      const wrapped = raw[name];
      if (wrapped === undefined || wrapped === null) continue;
      if (!isObject(wrapped)) throw notWrapped(path, name, wrapped);
      if (!('value' in wrapped) || !rule.write) continue;
      this.#values[name] = this.#read(name, rule, wrapped.value, time);
    }
    for (const [name, { shape: inner, many }] of Object.entries(shape.parts)) {
      const part = raw[name];
      if (part === undefined || part === null) continue;
      if (many !== Array.isArray(part) || (!many && !isObject(part)))
        throw malformed(`entity.${[...path, name].join('.')}`, many ? 'A list is expected.' : 'An object is expected.');
      this.#parts[name] = Array.isArray(part)
        ? part.map((each: unknown, index) => {
            if (!isObject(each))
              throw malformed(`entity.${[...path, name, index].join('.')}`, 'An object is expected.');
            return new Given(inner, each, time, problems, [...path, name, index]);
          })
        : new Given(inner, part as Json, time, problems, [...path, name]);
    }
  }

  has(field: string): boolean {
    return field in this.#values;
  }

  /** Undefined: not given. Null: cleared. */
  value(field: string): Scalar | undefined {
    return this.#values[field];
  }

  text(field: string): string {
    return String(this.#values[field] ?? '');
  }

  part(name: string): Given | undefined {
    const part = this.#parts[name];
    return Array.isArray(part) ? undefined : part;
  }

  list(name: string): readonly Given[] | undefined {
    const part = this.#parts[name];
    return Array.isArray(part) ? part : undefined;
  }

  /** Puts an error beside a field of the answer. */
  refuse(field: string, text: string): void {
    this.#problems.add([...this.#path, field], text);
  }

  /** Takes over what was given, except these. */
  into(row: Row, except: readonly string[] = []): void {
    for (const [name, value] of Object.entries(this.#values)) if (!except.includes(name)) row.values[name] = value;
    if (this.note !== undefined) row.note = this.note;
  }

  #read(name: string, rule: FieldRule, value: unknown, time: SiteTime): Scalar {
    if (value === null) return null;
    const wrong = () =>
      malformed(`entity.${[...this.#path, name].join('.')}`, `Error converting value ${JSON.stringify(value)}.`);
    switch (rule.type) {
      case 'flag': {
        if (typeof value === 'boolean') return value;
        if (value === 'true' || value === 'false') return value === 'true';
        throw wrong();
      }
      case 'number':
      case 'integer': {
        // The reader of the contract takes digits in quotes as well; anything else is a 400.
        const read = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
        if (typeof read !== 'number' || !Number.isFinite(read)) throw wrong();
        if (rule.type === 'integer' && !Number.isInteger(read)) throw wrong();
        return read;
      }
      case 'day':
      case 'instant': {
        const read = typeof value === 'string' ? time.read(value) : undefined;
        if (read === undefined) throw wrong();
        return rule.type === 'day' ? time.dayOf(read) : read;
      }
      default: {
        if (typeof value === 'object') throw wrong();
        const written = rule.code === true ? String(value).trim().toUpperCase() : String(value);
        if (rule.length !== undefined && written.length > rule.length)
          this.refuse(name, `The string value provided exceeds the field '${name}' length.`);
        return written;
      }
    }
  }
}

const notWrapped = (path: Path, name: string, value: unknown) =>
  malformed(
    `entity.${[...path, name].join('.')}`,
    `Error converting value ${JSON.stringify(value)} to type 'PX.Api.ContractBased.Models.ValueField'.`,
  );

/** `{"Document":{"AttributePOREQ":{"type":"CustomBooleanField","value":true}}}` by `View.Field` (sheet section 10). */
function customOf(raw: unknown): Record<string, CustomValue> {
  const custom: Record<string, CustomValue> = {};
  if (!isObject(raw)) return custom;
  for (const [view, fields] of Object.entries(raw))
    for (const [field, given] of Object.entries(isObject(fields) ? fields : {}))
      if (isObject(given) && 'value' in given && typeof given.type === 'string')
        custom[`${view}.${field}`] = { type: given.type, value: given.value as Scalar };
  return custom;
}
