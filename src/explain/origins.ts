import type { FunctionUse, Traced } from './traced-value.ts';

/** A path without positions: lists are passed through. `*` stands for every field. */
export type FieldPath = readonly string[];

/** What a value was made of. */
export interface Origins {
  /** Fields of the input that its content comes from. */
  readonly reads: readonly FieldPath[];
  /** Fields of the input that only decide which content, or whether there is any. */
  readonly decides: readonly FieldPath[];
  /** Fields of `$options`, `$needs`, `$target`, each path beginning with that name. */
  readonly given: readonly FieldPath[];
  /** Lookup tables and reference lists that were asked. */
  readonly asked: readonly { readonly what: 'lookup' | 'reference'; readonly list: string }[];
  /** Functions that its content went through. */
  readonly functions: readonly FunctionUse[];
  /** What could not be followed. */
  readonly notes: readonly string[];
}

type Role = 'reads' | 'decides';

/** A value with more parts than this says nothing to anybody any more. */
const MOST_PARTS = 20_000;

/** Everything that goes into some values. */
export function originsOf(values: readonly Traced[]): Origins {
  const collector = new Collector();
  for (const value of values) collector.collect(value, 'reads');
  return collector.origins();
}

class Collector {
  readonly #reads = new Map<string, FieldPath>();
  readonly #decides = new Map<string, FieldPath>();
  readonly #given = new Map<string, FieldPath>();
  readonly #asked = new Map<string, Origins['asked'][number]>();
  readonly #functions = new Map<string, FunctionUse>();
  readonly #notes = new Set<string>();
  readonly #seen = { reads: new Set<Traced>(), decides: new Set<Traced>() };

  collect(value: Traced, role: Role): void {
    const seen = this.#seen[role];
    if (seen.has(value)) return;
    if (seen.size >= MOST_PARTS) {
      this.#notes.add('it is made of too much to be followed to the end');
      return;
    }
    seen.add(value);
    switch (value.kind) {
      case 'input':
        (role === 'reads' ? this.#reads : this.#decides).set(value.path.join('\n'), value.path);
        break;
      case 'given': {
        const path = [value.name, ...value.path];
        this.#given.set(path.join('\n'), path);
        break;
      }
      case 'any':
        for (const each of value.of) this.collect(each, role);
        for (const each of value.by) this.collect(each, 'decides');
        break;
      case 'made':
        if (value.note !== undefined) this.#notes.add(value.note);
        for (const each of value.from) this.collect(each, role);
        break;
      case 'asked':
        this.#asked.set(`${value.what} ${value.list}`, { what: value.what, list: value.list });
        this.collect(value.code, role);
        break;
      case 'called':
        if (role === 'reads') this.#functions.set(`${value.by.name} ${value.by.definedAt ?? ''}`, value.by);
        this.collect(value.value, role);
        break;
      case 'object':
        for (const field of value.fields.values()) this.collect(field.value(), role);
        break;
      case 'merged':
        for (const part of value.parts) this.collect(part, role);
        break;
      case 'constant':
      case 'function':
      case 'nothing':
        break;
    }
  }

  origins(): Origins {
    const reads = [...this.#reads.values()];
    // `$exists(billing)` before `billing.city` says nothing that the field itself does not say.
    const covered = (path: FieldPath) => reads.some((read) => path.every((part, index) => read[index] === part));
    return {
      reads: reads.filter((path) => path.length > 0),
      decides: [...this.#decides.values()].filter((path) => path.length > 0 && !covered(path)),
      given: [...this.#given.values()],
      asked: [...this.#asked.values()],
      functions: [...this.#functions.values()],
      notes: [
        ...this.#notes,
        ...(reads.some((path) => path.length === 0) ? ['it is made from the record as a whole'] : []),
      ],
    };
  }
}
