import { badRequest, noProperty, notFound } from './integration-error.ts';
import { integrationKey, itemByKey, onlyOne } from './integration-key.ts';
import {
  type IntegrationAttribute,
  type IntegrationItem,
  type IntegrationObject,
  isPlain,
  keyAttributes,
} from './integration-object.ts';
import { type Item, isList, type Value } from './item.ts';
import { fromJson } from './odata-json.ts';
import type { Store } from './store.ts';
import type { Primitive } from './type-system.ts';

export type Body = Readonly<Record<string, unknown>>;

export interface WriteScope {
  readonly object: IntegrationObject;
  readonly store: Store;
  /** Of `Content-Language`: the one that plain localized texts are in. */
  readonly language: string;
}

type Mode = 'post' | 'patch';

/** POST: creates the item, or changes the one with the same unique attributes (sheet section 3.0). */
export function upsert(body: Body, of: IntegrationItem, scope: WriteScope): Item {
  const known = findByKey(body, of, scope);
  if (known === undefined) return create(body, of, scope, {});
  change(known, body, of, scope, 'post');
  return known;
}

/** PATCH of the item with a key. Key attributes cannot change. */
export function patch(key: string, set: string, body: Body, of: IntegrationItem, scope: WriteScope): Item {
  const item = itemByKey(key, of, scope.object, scope.store);
  if (item === undefined) throw notFound(set, key);
  for (const attribute of keyAttributes(of)) {
    if (body[attribute.name] === undefined) continue;
    if (keyValue(body, attribute, scope).value !== item.get(attribute.descriptor.qualifier))
      throw badRequest('invalid_key', `The key attribute [${attribute.name}] of [${of.code}] cannot be changed.`, key);
  }
  change(item, body, of, scope, 'patch');
  return item;
}

/** DELETE, with all that is part of the item. */
export function remove(key: string, set: string, of: IntegrationItem, { object, store }: WriteScope): void {
  const item = itemByKey(key, of, object, store);
  if (item === undefined) throw notFound(set, key);
  store.remove(item);
}

/** The stored item with the unique attributes of `body`. Throws missing_key when one of them is not there and must be. */
function findByKey(body: Body, of: IntegrationItem, scope: WriteScope): Item | undefined {
  const wanted = keyAttributes(of).map((attribute) => [attribute, keyValue(body, attribute, scope)] as const);
  for (const [{ name, descriptor }, { value, given }] of wanted)
    if (!given && (descriptor.required || wanted.length === 1))
      throw badRequest('missing_key', `The key attribute [${name}] of [${of.code}] is missing.`);
    else if (given && value === undefined) return undefined;
  const found = scope.store
    .all(of.type)
    .filter((item) =>
      wanted.every(
        ([{ descriptor }, { value }]) => item.get(descriptor.qualifier) === (value === undefined ? null : value),
      ),
    );
  return onlyOne(found, found[0] === undefined ? '' : integrationKey(found[0], of, scope.object));
}

/** What `body` says of a key attribute; a reference to what is not stored is given, and nothing. */
function keyValue(
  body: Body,
  attribute: IntegrationAttribute,
  scope: WriteScope,
): { readonly given: boolean; readonly value: Value | undefined } {
  const sent = body[attribute.name];
  if (sent === undefined || sent === null) return { given: false, value: undefined };
  if (isPlain(attribute))
    return { given: true, value: fromJson(sent, attribute.descriptor.type as Primitive, attribute.name) };
  return { given: true, value: findByKey(objectOf(sent, attribute.name), targetOf(attribute, scope), scope) };
}

function create(body: Body, of: IntegrationItem, scope: WriteScope, given: Readonly<Record<string, Value>>): Item {
  const item = scope.store.create(of.type, { ...DEFAULTS[of.type], ...enumDefaults(of.type, scope.store), ...given });
  change(item, body, of, scope, 'post');
  for (const { descriptor, name } of of.attributes.values()) {
    const { required, qualifier, many, type } = descriptor;
    if (!required || many || item.get(qualifier) !== null) continue;
    const code = scope.store.types.has(type) ? 'missing_nav_property' : 'missing_property';
    throw badRequest(
      code,
      `The attribute [${name}] of [${of.code}] is mandatory.`,
      integrationKey(item, of, scope.object),
    );
  }
  return item;
}

/** What the platform fills where a new item does not say. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  StockLevel: { available: 0, reserved: 0, overSelling: 0, preOrder: 0, maxPreOrder: 0, treatNegativeAsZero: true },
  PriceRow: { net: false, minqtd: 1, unitFactor: 1 },
};

function enumDefaults(type: string, store: Store): Readonly<Record<string, Value>> {
  switch (type) {
    case 'StockLevel':
      return { inStockStatus: store.enumValue('InStockStatus', 'notSpecified') };
    case 'Product':
    case 'GenericVariantProduct':
    case 'VariantProduct':
      return { approvalStatus: store.enumValue('ArticleApprovalStatus', 'check') };
    default:
      return {};
  }
}

function change(item: Item, body: Body, of: IntegrationItem, scope: WriteScope, mode: Mode): void {
  const changes: Record<string, Value> = {};
  const parts: (() => void)[] = [];
  for (const [name, sent] of Object.entries(body)) {
    // Never computed by the client: what it sends is ignored.
    if (name === 'integrationKey' || name === '__metadata') continue;
    if (name === 'localizedAttributes') {
      Object.assign(changes, languagesOf(sent, item, of, scope, mode));
      continue;
    }
    const attribute = of.attributes.get(name);
    if (attribute === undefined) throw noProperty(name, of.code);
    const { qualifier, many, localized, type, by } = attribute.descriptor;
    if (isReadOnly(qualifier)) continue;
    if (many && by !== undefined) parts.push(() => writeParts(item, sent, attribute, scope, mode));
    else if (many) changes[qualifier] = collection(item, sent, attribute, scope, mode);
    else if (localized)
      changes[qualifier] = inLanguage(item, qualifier, fromJson(sent, 'String', name), scope.language);
    else if (isPlain(attribute)) changes[qualifier] = fromJson(sent, type as Primitive, name);
    else changes[qualifier] = reference(sent, attribute, scope, item);
    if (changes[qualifier] === null && attribute.descriptor.required)
      throw badRequest('missing_property', `The attribute [${name}] of [${of.code}] is mandatory.`);
  }
  scope.store.set(item, changes);
  for (const write of parts) write();
}

const isReadOnly = (qualifier: string): boolean => ['pk', 'creationtime', 'modifiedtime'].includes(qualifier);

/** The item that a reference names. It must be there, unless it is part of its owner or may be made (sheet section 3.0). */
function reference(sent: unknown, attribute: IntegrationAttribute, scope: WriteScope, owner: Item): Value {
  if (sent === null) return null;
  const { name, descriptor, autoCreate } = attribute;
  const of = targetOf(attribute, scope);
  const body = objectOf(sent, name);
  const mayMake = autoCreate || descriptor.partOf;
  const unkeyed = keyAttributes(of).every((each) => body[each.name] === undefined);
  const found = mayMake && unkeyed ? undefined : findByKey(body, of, scope);
  if (found !== undefined) {
    if (mayMake) change(found, body, of, scope, 'post');
    return found;
  }
  if (!mayMake)
    throw badRequest(
      'missing_nav_property',
      `The [${of.code}] that [${name}] refers to does not exist: ${JSON.stringify(sent)}`,
    );
  return create(body, of, scope, ownership(of, owner, scope));
}

/** An address belongs to what it was made for. */
const ownership = (of: IntegrationItem, owner: Item, { store }: WriteScope): Readonly<Record<string, Value>> =>
  store.types.attribute(of.type, 'owner') === undefined ? {} : { owner };

/** A collection that the item keeps: POST adds to it, PATCH makes it what was sent. */
function collection(
  item: Item,
  sent: unknown,
  attribute: IntegrationAttribute,
  scope: WriteScope,
  mode: Mode,
): readonly Value[] {
  const { name, descriptor, target } = attribute;
  const before = item.list(descriptor.qualifier);
  const rows = listOf(sent, name, mode);
  if (rows === undefined) return before;
  const values = rows.map((row) =>
    target === undefined
      ? fromJson(objectOf(row, name).value, descriptor.type as Primitive, name)
      : reference(row, { ...attribute, descriptor: { ...descriptor, many: false } }, scope, item),
  );
  return [...new Set(mode === 'post' ? [...before, ...values] : values)];
}

/** Parts that know their owner: POST adds or changes those that were sent, PATCH removes the others as well. */
function writeParts(item: Item, sent: unknown, attribute: IntegrationAttribute, scope: WriteScope, mode: Mode): void {
  const { name, descriptor } = attribute;
  const rows = listOf(sent, name, mode);
  if (rows === undefined) return;
  const of = targetOf(attribute, scope);
  const back = descriptor.by ?? '';
  const backName = [...of.attributes.values()].find((each) => each.descriptor.qualifier === back)?.name;
  const kept = rows.map((row) => {
    const body = objectOf(row, name);
    const known = scope.store
      .parts(item, descriptor.qualifier)
      .find((part) => sameKey(part, body, of, backName, scope));
    const own = Object.fromEntries(Object.entries(body).filter(([each]) => each !== backName));
    if (known === undefined) return create(own, of, scope, { [back]: item });
    change(known, own, of, scope, mode);
    return known;
  });
  if (mode === 'post') return;
  for (const part of scope.store.parts(item, descriptor.qualifier))
    if (!kept.includes(part) && descriptor.partOf) scope.store.remove(part);
}

function sameKey(part: Item, body: Body, of: IntegrationItem, owner: string | undefined, scope: WriteScope): boolean {
  const keys = keyAttributes(of).filter(({ name }) => name !== owner);
  return (
    keys.some(({ name }) => body[name] !== undefined) &&
    keys.every((key) => keyValue(body, key, scope).value === part.get(key.descriptor.qualifier))
  );
}

function languagesOf(
  sent: unknown,
  item: Item,
  of: IntegrationItem,
  { store }: WriteScope,
  mode: Mode,
): Record<string, Value> {
  const rows = listOf(sent, 'localizedAttributes', mode) ?? [];
  const texts: Record<string, Map<string, string>> = {};
  for (const { name, descriptor } of of.attributes.values()) {
    if (!descriptor.localized || rows.length === 0) continue;
    const before = item.get(descriptor.qualifier);
    // PATCH keeps only the languages that were sent.
    const kept = mode === 'post' && before instanceof Map ? before : [];
    const languages = new Map<string, string>(kept as Iterable<[string, string]>);
    for (const row of rows) {
      const { language, [name]: text } = objectOf(row, 'localizedAttributes');
      if (typeof language !== 'string' || !store.settings.languages.includes(language))
        throw noLanguage(String(language));
      if (typeof text === 'string') languages.set(language, text);
    }
    texts[descriptor.qualifier] = languages;
  }
  return texts;
}

function inLanguage(item: Item, qualifier: string, text: Value, language: string): Value {
  const before = item.get(qualifier);
  const languages = new Map<string, string>(before instanceof Map ? (before as Map<string, string>) : []);
  if (typeof text === 'string') languages.set(language, text);
  else languages.delete(language);
  return languages;
}

export const noLanguage = (language: string): Error =>
  badRequest('invalid_language', `The language [${language}] is not supported.`);

/** Nothing is nothing to add; PATCH refuses null, because it would not say what is to be left. */
function listOf(sent: unknown, name: string, mode: Mode): readonly unknown[] | undefined {
  const rows = typeof sent === 'object' && sent !== null && 'results' in sent ? sent.results : sent;
  if (rows === null && mode === 'post') return undefined;
  if (!Array.isArray(rows)) throw badRequest('invalid_attribute_value', `The collection [${name}] must be a list.`);
  return rows;
}

export function objectOf(sent: unknown, name: string): Body {
  if (typeof sent !== 'object' || sent === null || isList(sent as Value))
    throw badRequest('odata_error', `The property [${name}] must be an object.`);
  return sent as Body;
}

function targetOf({ target, name }: IntegrationAttribute, { object }: WriteScope): IntegrationItem {
  if (target === undefined) throw badRequest('invalid_type', `[${name}] is no reference.`);
  return object.item(target);
}
