import { type Entry, textOf } from './entry.ts';

/** The records of one type, by internal id and by external id. */
export class Store {
  readonly #entries = new Map<string, Entry>();
  readonly #external = new Map<string, string>();

  get(id: string): Entry | undefined {
    return this.#entries.get(id);
  }

  byExternalId(externalId: string): Entry | undefined {
    const id = this.#external.get(externalId);
    return id === undefined ? undefined : this.#entries.get(id);
  }

  put(entry: Entry): Entry {
    this.#forgetExternal(entry.id);
    this.#entries.set(entry.id, entry);
    const externalId = textOf(entry, 'externalId');
    if (externalId !== '') this.#external.set(externalId, entry.id);
    return entry;
  }

  remove(id: string): void {
    this.#forgetExternal(id);
    this.#entries.delete(id);
  }

  /** In the order in which they came. */
  all(): Entry[] {
    return [...this.#entries.values()];
  }

  #forgetExternal(id: string): void {
    const before = textOf(this.#entries.get(id), 'externalId');
    if (before !== '') this.#external.delete(before);
  }
}
