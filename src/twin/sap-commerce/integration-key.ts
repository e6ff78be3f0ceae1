import { IntegrationError } from './integration-error.ts';
import { type IntegrationItem, type IntegrationObject, isPlain, keyAttributes } from './integration-object.ts';
import { Item, type Value } from './item.ts';
import type { Store } from './store.ts';

interface KeyPart {
  /** `Product_code`: by these the parts are sorted. */
  readonly alias: string;
  readonly value: string;
}

/** `Staged|Default|p1`: the values of the unique attributes in the order of their aliases (sheet section 3.0). */
export function integrationKey(item: Item | undefined, of: IntegrationItem, object: IntegrationObject): string {
  return keyParts(item, of, object)
    .sort((a, b) => (a.alias < b.alias ? -1 : 1))
    .map(({ value }) => value)
    .join('|');
}

/** `Catalog_id|CatalogVersion_version|Product_code`, in that order of the aliases: for `s:Alias` of the metadata. */
export function keyAlias(of: IntegrationItem, object: IntegrationObject): string {
  return keyParts(undefined, of, object)
    .map(({ alias }) => alias)
    .sort((a, b) => (a < b ? -1 : 1))
    .join('|');
}

function keyParts(item: Item | undefined, of: IntegrationItem, object: IntegrationObject): KeyPart[] {
  return keyAttributes(of).flatMap((attribute): KeyPart[] => {
    const { descriptor, target, name } = attribute;
    const value = item?.get(descriptor.qualifier) ?? null;
    if (isPlain(attribute)) return [{ alias: `${of.code}_${name}`, value: keyText(value) }];
    const inner = object.item(target ?? '');
    return keyParts(value instanceof Item ? value : undefined, inner, object);
  });
}

/** A bar inside a value is escaped, as in the uid of a guest; what is not there is `null` (sheet sections 11 and 12). */
function keyText(value: Value): string {
  if (value === null) return 'null';
  return String(value).replaceAll('%', '%25').replaceAll('|', '%7C');
}

/** The stored item with a key. More than one: 500, as the sheet tells of ambiguous unique attributes. */
export function itemByKey(key: string, of: IntegrationItem, object: IntegrationObject, store: Store): Item | undefined {
  const found = store.all(of.type).filter((each) => integrationKey(each, of, object) === key);
  return onlyOne(found, key);
}

export function onlyOne(found: readonly Item[], key: string): Item | undefined {
  if (found.length > 1)
    throw new IntegrationError(500, 'internal_error', `ambiguous unique keys: several items match [${key}].`, key);
  return found[0];
}
