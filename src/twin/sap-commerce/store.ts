import { Item, isList, type Value } from './item.ts';
import type { Settings } from './settings.ts';
import { isEnum, TypeSystem } from './type-system.ts';

export type Values = Readonly<Record<string, Value>>;

/** All items of a tenant. Writes outside `attempt` stand at once; inside, none of them stand when it throws. */
export class Store {
  readonly settings: Settings;
  readonly types: TypeSystem;
  readonly #items = new Map<string, Set<Item>>();
  /** How to take back what the running attempt has done, oldest first. */
  #undo: (() => void)[] | undefined;
  #children = new Map<string, ReadonlyMap<Item, readonly Item[]>>();
  #pk = 8_796_093_054_000;

  constructor(settings: Settings) {
    this.settings = settings;
    this.types = new TypeSystem(settings.customAttributes);
  }

  now(): number {
    return this.settings.clock.now();
  }

  create(type: string, values: Values): Item {
    this.#pk += 1;
    const item = new Item(this.#pk, type);
    const now = this.now();
    for (const [name, value] of Object.entries({ ...values, pk: item.pk, creationtime: now, modifiedtime: now }))
      item.values.set(name, value);
    const items = this.#itemsOf(type);
    items.add(item);
    this.#changed(() => items.delete(item));
    return item;
  }

  /** Changes attributes. Only this item counts as modified, not those that it is a part of (sheet section 3.3). */
  set(item: Item, changes: Values): void {
    const before = new Map(item.values);
    for (const [name, value] of Object.entries(changes)) item.values.set(name, value);
    item.values.set('modifiedtime', this.now());
    this.#changed(() => {
      item.values.clear();
      for (const [name, value] of before) item.values.set(name, value);
    });
  }

  /** With all that lives and dies with it. Whoever referred to it refers to nothing. */
  remove(item: Item): void {
    for (const { qualifier, partOf, many } of this.types.attributes(item.type).values())
      if (partOf && many) for (const part of this.many(item, qualifier)) if (part instanceof Item) this.remove(part);
    const items = this.#itemsOf(item.type);
    items.delete(item);
    this.#changed(() => items.add(item));
    for (const others of this.#items.values()) for (const other of others) this.#forget(other, item);
  }

  /** Items of a type and its subtypes, oldest first. */
  all(type: string): readonly Item[] {
    const found = [...this.#items].flatMap(([name, items]) => (this.types.isA(name, type) ? [...items] : []));
    return found.sort((a, b) => a.pk - b.pk);
  }

  find(type: string, values: Values): Item | undefined {
    const wanted = Object.entries(values);
    for (const [name, items] of this.#items) {
      if (!this.types.isA(name, type)) continue;
      for (const item of items) if (wanted.every(([attribute, value]) => item.get(attribute) === value)) return item;
    }
    return undefined;
  }

  /** The item with a code, made when there is none: what a shop is set up with. */
  ensure(type: string, key: string, value: string, more: Values = {}): Item {
    return this.find(type, { [key]: value }) ?? this.create(type, { [key]: value, ...more });
  }

  /** A value of an enum. Throws when neither the platform nor the tenant has it. */
  enumValue(type: string, code: string): Item {
    const found = this.find(type, { code });
    if (found === undefined || !isEnum(type)) throw new RangeError(`no ${type} ${code}`);
    return found;
  }

  /** What a collection of an item holds, whichever side keeps it. */
  many(item: Item, qualifier: string): readonly Value[] {
    const attribute = this.types.attribute(item.type, qualifier);
    if (attribute?.by === undefined) return item.list(qualifier);
    return this.#childrenBy(attribute.type, attribute.by).get(item) ?? [];
  }

  parts(item: Item, qualifier: string): readonly Item[] {
    return this.many(item, qualifier).filter((each) => each instanceof Item);
  }

  /** Runs `work`; when it throws, nothing of what it wrote stands. */
  attempt<T>(work: () => T): T {
    const outer = this.#undo;
    const mine: (() => void)[] = [];
    this.#undo = mine;
    try {
      const result = work();
      outer?.push(...mine);
      return result;
    } catch (error) {
      for (const back of mine.reverse()) back();
      this.#children.clear();
      throw error;
    } finally {
      this.#undo = outer;
    }
  }

  #itemsOf(type: string): Set<Item> {
    const items = this.#items.get(type) ?? new Set<Item>();
    this.#items.set(type, items);
    return items;
  }

  #changed(back: () => void): void {
    this.#undo?.push(back);
    this.#children.clear();
  }

  #forget(other: Item, gone: Item): void {
    for (const [name, value] of other.values) {
      const rest = isList(value) && value.includes(gone) ? value.filter((each) => each !== gone) : value;
      const left = value === gone ? null : rest;
      if (left === value) continue;
      other.values.set(name, left);
      this.#changed(() => other.values.set(name, value));
    }
  }

  /** Made anew after a change: many are read between two. */
  #childrenBy(type: string, by: string): ReadonlyMap<Item, readonly Item[]> {
    const key = `${type}.${by}`;
    const known = this.#children.get(key);
    if (known !== undefined) return known;
    const made = Map.groupBy(
      this.all(type).filter((each) => each.item(by) !== undefined),
      (each) => each.item(by) as Item,
    );
    this.#children.set(key, made);
    return made;
  }
}
