import { badRequest } from './api-error.ts';
import { isFields } from './fields.ts';

/** What a `select` takes: everything below (`**`), or names with what is taken below each. */
type Selection = 'all' | ReadonlyMap<string, Selection>;

/** OCAPI's `select`: `(hits.(data.(order_no,status)),total)`, or `(**)` for all. Throws the 400 of what cannot be read. */
export function select(document: unknown, written: string): unknown {
  const reader = new SelectReader(written);
  return taken(document, reader.whole());
}

function taken(value: unknown, selection: Selection): unknown {
  if (selection === 'all') return value;
  if (Array.isArray(value)) return value.map((each) => taken(each, selection));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
      const below = selection.get(name) ?? selection.get('*');
      return below === undefined ? [] : [[name, taken(inner, below)]];
    }),
  );
}

class SelectReader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(written: string) {
    this.#tokens = written.match(/\*\*|[().,]|[A-Za-z0-9_*]+/g) ?? [];
  }

  whole(): Selection {
    const selection = this.#group();
    if (this.#at !== this.#tokens.length) throw badSelect();
    return selection;
  }

  #group(): Selection {
    this.#expect('(');
    const names = new Map<string, Selection>();
    let everything = false;
    do {
      const name = this.#next();
      if (name === '**') everything = true;
      else if (!/^\w+$|^\*$/.test(name)) throw badSelect();
      else names.set(name, this.#below());
    } while (this.#skip(','));
    this.#expect(')');
    return everything ? 'all' : names;
  }

  #below(): Selection {
    return this.#skip('.') ? this.#group() : 'all';
  }

  #next(): string {
    const token = this.#tokens[this.#at] ?? '';
    this.#at += 1;
    return token;
  }

  #skip(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #expect(token: string): void {
    if (this.#next() !== token) throw badSelect();
  }
}

const badSelect = () => badRequest('The value of select is malformed.');
