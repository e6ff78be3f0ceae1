import { IntegrationError } from './integration-error.ts';
import { type IntegrationItem, type IntegrationObject, isPlain, keyAttributes } from './integration-object.ts';
import { Item, type Value } from './item.ts';
import type { Store } from './store.ts';

interface KeyPart {
  /** `Product_code`: by these the parts are sorted. */
  readonly alias: string;
  /** From the item to the value: `['catalogVersion', 'catalog', 'id']`. */
  readonly path: readonly string[];
}

/** `Staged|Default|p1`: the values of the unique attributes in the order of their aliases (sheet section 3.0). */
export function integrationKey(item: Item, of: IntegrationItem, object: IntegrationObject): string {
  return partsOf(of, object)
    .map(({ path }) => keyText(item, path))
    .join('|');
}

/** `CatalogVersion_version|Catalog_id|Product_code`: for `s:Alias` of the metadata. */
export function keyAlias(of: IntegrationItem, object: IntegrationObject): string {
  return partsOf(of, object)
    .map(({ alias }) => alias)
    .join('|');
}

/** The stored item with a key. More than one: 500, as the sheet tells of ambiguous unique attributes. */
export function itemByKey(key: string, of: IntegrationItem, object: IntegrationObject, store: Store): Item | undefined {
  const parts = partsOf(of, object);
  const texts = key.split('|');
  if (texts.length !== parts.length) return undefined;
  const found = store.all(of.type).filter((item) => parts.every(({ path }, at) => keyText(item, path) === texts[at]));
  return onlyOne(found, key);
}

export function onlyOne(found: readonly Item[], key: string): Item | undefined {
  if (found.length > 1)
    throw new IntegrationError(500, 'internal_error', `ambiguous unique keys: several items match [${key}].`, key);
  return found[0];
}

const known = new WeakMap<IntegrationItem, readonly KeyPart[]>();

function partsOf(of: IntegrationItem, object: IntegrationObject): readonly KeyPart[] {
  const parts = known.get(of) ?? unsorted(of, object).sort((a, b) => (a.alias < b.alias ? -1 : 1));
  known.set(of, parts);
  return parts;
}

function unsorted(of: IntegrationItem, object: IntegrationObject): KeyPart[] {
  return keyAttributes(of).flatMap((attribute): KeyPart[] => {
    const { descriptor, target, name } = attribute;
    if (isPlain(attribute)) return [{ alias: `${of.code}_${name}`, path: [descriptor.qualifier] }];
    return unsorted(object.item(target ?? ''), object).map(({ alias, path }) => ({
      alias,
      path: [descriptor.qualifier, ...path],
    }));
  });
}

/** A bar inside a value is escaped, as in the uid of a guest; what is not there is `null` (sheet sections 11 and 12). */
function keyText(item: Item, path: readonly string[]): string {
  let value: Value = item;
  for (const qualifier of path) value = value instanceof Item ? value.get(qualifier) : null;
  return value === null ? 'null' : String(value).replaceAll('%', '%25').replaceAll('|', '%7C');
}
