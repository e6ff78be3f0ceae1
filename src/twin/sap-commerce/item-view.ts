import { integrationKey } from './integration-key.ts';
import {
  type IntegrationAttribute,
  type IntegrationItem,
  type IntegrationObject,
  isPlain,
  plural,
} from './integration-object.ts';
import { Item, type Value } from './item.ts';
import { toJson } from './odata-json.ts';
import { type Selection, WHOLE } from './query-options.ts';
import type { Store } from './store.ts';
import { isPrimitive, type Primitive } from './type-system.ts';

/** How items are shown in one answer: under which address, in which language. */
export interface ViewScope {
  readonly object: IntegrationObject;
  readonly store: Store;
  /** `https://host/odata2webservices/ErpOrder`. */
  readonly base: string;
  readonly language: string;
}

/** An item as OData v2 shows it: what is not expanded stands as the address where it is (sheet section 3.0). */
export function viewItem(item: Item, of: IntegrationItem, scope: ViewScope, selection: Selection = WHOLE): unknown {
  const key = integrationKey(item, of, scope.object);
  const uri = `${scope.base}/${plural(of.code)}('${encodeURIComponent(key)}')`;
  const shown = (name: string) => selection.only === undefined || selection.only.has(name);
  const view: Record<string, unknown> = {
    __metadata: { id: uri, uri, type: `HybrisCommerceOData.${of.code}` },
  };
  if (shown('integrationKey')) view.integrationKey = key;
  for (const attribute of of.attributes.values()) {
    const { name } = attribute;
    const inner = selection.expanded.get(name);
    if (!shown(name) && inner === undefined) continue;
    view[name] = isPlain(attribute)
      ? plainValue(item, attribute, scope)
      : inner === undefined
        ? { __deferred: { uri: `${uri}/${name}` } }
        : viewReference(item, attribute, scope, inner);
  }
  const localized = [...of.attributes.values()].filter(({ descriptor }) => descriptor.localized);
  if (localized.length > 0 && (selection.only === undefined || selection.expanded.has('localizedAttributes')))
    view.localizedAttributes = selection.expanded.has('localizedAttributes')
      ? { results: viewLanguages(item, localized, scope) }
      : { __deferred: { uri: `${uri}/localizedAttributes` } };
  return view;
}

/** What a reference or a collection of an item leads to, shown whole. */
export function viewReference(
  item: Item,
  { descriptor, target }: IntegrationAttribute,
  scope: ViewScope,
  selection: Selection,
): unknown {
  const { qualifier, many, type } = descriptor;
  const one = (value: Value) => {
    if (value instanceof Item) return viewItem(value, scope.object.item(target ?? ''), scope, selection);
    return { value: toJson(value, isPrimitive(type) ? type : 'String') };
  };
  if (many) return { results: scope.store.many(item, qualifier).map(one) };
  const value = item.get(qualifier);
  return value === null ? null : one(value);
}

function plainValue(item: Item, { descriptor }: IntegrationAttribute, { language }: ViewScope): unknown {
  const { qualifier, localized, type } = descriptor;
  if (localized) return item.localized(qualifier, language) ?? null;
  return toJson(item.get(qualifier), type as Primitive);
}

function viewLanguages(item: Item, localized: readonly IntegrationAttribute[], { store }: ViewScope): unknown[] {
  return store.settings.languages.flatMap((language) => {
    const texts = localized.flatMap(({ name, descriptor }) => {
      const text = item.localized(descriptor.qualifier, language);
      return text === undefined ? [] : [[name, text] as const];
    });
    return texts.length === 0 ? [] : [{ language, ...Object.fromEntries(texts) }];
  });
}
