import { type AttributeDescriptor, isEnum, isPrimitive } from './type-system.ts';

export interface IntegrationAttribute {
  /** What the API calls it. */
  readonly name: string;
  readonly descriptor: AttributeDescriptor;
  readonly unique: boolean;
  readonly autoCreate: boolean;
  /** The item of the integration object that a reference leads to; undefined for primitives. */
  readonly target: string | undefined;
}

export interface IntegrationItem {
  readonly code: string;
  readonly type: string;
  readonly root: boolean;
  readonly attributes: ReadonlyMap<string, IntegrationAttribute>;
}

/** A view of the type system that is served under its code: one entity set for each of its items (sheet section 3.0). */
export class IntegrationObject {
  readonly code: string;
  readonly integrationType: string;
  readonly items: ReadonlyMap<string, IntegrationItem>;

  constructor(code: string, integrationType: string, items: readonly IntegrationItem[]) {
    this.code = code;
    this.integrationType = integrationType;
    this.items = new Map([...items, ...enumItems(items)].map((each) => [each.code, each]));
  }

  item(code: string): IntegrationItem {
    const found = this.items.get(code);
    if (found === undefined) throw new RangeError(`${this.code} has no item ${code}`);
    return found;
  }

  ofSet(entitySet: string): IntegrationItem | undefined {
    return [...this.items.values()].find(({ code }) => plural(code) === entitySet);
  }
}

/** Names of entity sets: `Orders`, `Categories`, `Addresses`. */
export function plural(code: string): string {
  if (/[^aeiou]y$/.test(code)) return `${code.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(code) ? `${code}es` : `${code}s`;
}

export const keyAttributes = ({ attributes }: IntegrationItem): readonly IntegrationAttribute[] =>
  [...attributes.values()].filter(({ unique }) => unique);

/** An enum that an attribute refers to is an item with one attribute, `code`, whether it is written down or not. */
function enumItems(items: readonly IntegrationItem[]): readonly IntegrationItem[] {
  const referred = new Set(
    items.flatMap(({ attributes }) =>
      [...attributes.values()].flatMap(({ descriptor: { type }, target }) =>
        isEnum(type) && target === type ? [type] : [],
      ),
    ),
  );
  return [...referred]
    .filter((type) => items.every(({ code }) => code !== type))
    .map((type) => ({ code: type, type, root: false, attributes: new Map([['code', enumCode(type)]]) }));
}

function enumCode(type: string): IntegrationAttribute {
  const descriptor: AttributeDescriptor = {
    qualifier: 'code',
    type: 'String',
    enclosingType: type,
    unique: true,
    required: true,
    partOf: false,
    many: false,
    localized: false,
    by: undefined,
  };
  return { name: 'code', descriptor, unique: true, autoCreate: false, target: undefined };
}

/** Whether an attribute holds a plain value, which is shown without `$expand`. */
export const isPlain = ({ descriptor: { type, many } }: IntegrationAttribute): boolean => isPrimitive(type) && !many;
