import { CORE_TYPES, type CoreType, ENUMS } from './core-types.ts';
import type { CustomAttributes } from './settings.ts';

export const PRIMITIVES = ['String', 'Int32', 'Int64', 'Double', 'Decimal', 'Boolean', 'DateTime'] as const;
export type Primitive = (typeof PRIMITIVES)[number];

export interface AttributeDescriptor {
  readonly qualifier: string;
  /** A primitive, an enum or an item type. */
  readonly type: string;
  readonly enclosingType: string;
  readonly unique: boolean;
  readonly required: boolean;
  readonly partOf: boolean;
  readonly many: boolean;
  readonly localized: boolean;
  /** The attribute of the other side that keeps the relation. */
  readonly by: string | undefined;
}

/** What every item has. */
const ITEM: CoreType = { attributes: { pk: 'Int64', creationtime: 'DateTime', modifiedtime: 'DateTime' } };
const ENUM: CoreType = { attributes: { code: 'unique String' } };

/** The types of a tenant with their attributes, those of supertypes among them. */
export class TypeSystem {
  readonly #types = new Map<string, ReadonlyMap<string, AttributeDescriptor>>();
  readonly #supertypes = new Map<string, string>();

  constructor(custom: CustomAttributes) {
    for (const name of Object.keys(ENUMS)) this.#define(name, ENUM, {});
    for (const [name, type] of Object.entries(CORE_TYPES)) this.#define(name, type, custom[name] ?? {});
  }

  has(type: string): boolean {
    return this.#types.has(type);
  }

  attributes(type: string): ReadonlyMap<string, AttributeDescriptor> {
    const found = this.#types.get(type);
    if (found === undefined) throw new RangeError(`no type ${type}`);
    return found;
  }

  attribute(type: string, qualifier: string): AttributeDescriptor | undefined {
    return this.#types.get(type)?.get(qualifier);
  }

  isA(type: string, supertype: string): boolean {
    for (let each: string | undefined = type; each !== undefined; each = this.#supertypes.get(each))
      if (each === supertype) return true;
    return supertype === 'Item';
  }

  #define(name: string, { extends: supertype, attributes }: CoreType, custom: Readonly<Record<string, string>>): void {
    const own = Object.entries({ ...attributes, ...custom }).map(([qualifier, words]) =>
      descriptor(name, qualifier, words),
    );
    const inherited = supertype === undefined ? itemAttributes(name) : this.attributes(supertype).values();
    if (supertype !== undefined) this.#supertypes.set(name, supertype);
    this.#types.set(name, new Map([...inherited, ...own].map((each) => [each.qualifier, each])));
  }
}

export function isPrimitive(type: string): type is Primitive {
  return PRIMITIVES.some((each) => each === type);
}

export function isEnum(type: string): boolean {
  return Object.hasOwn(ENUMS, type);
}

const itemAttributes = (name: string) =>
  Object.entries(ITEM.attributes).map(([qualifier, words]) => descriptor(name, qualifier, words));

function descriptor(enclosingType: string, qualifier: string, written: string): AttributeDescriptor {
  const words = written.split(' ');
  const type = words.find((word) => /^[A-Z]/.test(word)) ?? '';
  return {
    qualifier,
    type,
    enclosingType,
    unique: words.includes('unique'),
    required: words.includes('required') || words.includes('unique'),
    partOf: words.includes('partOf'),
    many: words.includes('many'),
    localized: words.includes('localized'),
    by: words.find((word) => word.startsWith('by:'))?.slice(3),
  };
}
