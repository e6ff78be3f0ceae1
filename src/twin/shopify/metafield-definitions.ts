import { requireScope } from './access-scopes.ts';
import { connectionOf, type PageArgs } from './connection.ts';
import { typeOfGlobalId } from './global-id.ts';
import type { MetafieldDefinitionRecord, MetafieldRecord } from './metafield-record.ts';
import { APP_NAMESPACE, valueFault } from './metafields.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';
import { NO_ERRORS, refuse, type UserError } from './user-error.ts';

interface Identifier {
  readonly ownerType: string;
  readonly namespace?: string | null;
  readonly key: string;
}

interface DefinitionInput extends Identifier {
  readonly name: string;
  readonly description?: string | null;
  readonly type: string;
  readonly validations?: readonly { readonly name: string; readonly value: string }[] | null;
  readonly capabilities?: { readonly uniqueValues?: { readonly enabled: boolean } | null } | null;
}

// Which scope the metafields of an owner need: "Requires API client to have access to the namespace and the resource
// type associated with the metafield definition" (shopify.dev, metafieldDefinitionCreate).
const SCOPE_OF_OWNER: Readonly<Record<string, string>> = {
  ORDER: 'orders',
  CUSTOMER: 'customers',
  COMPANY: 'companies',
  COMPANY_LOCATION: 'companies',
  PRODUCT: 'products',
  PRODUCTVARIANT: 'products',
  COLLECTION: 'products',
  LOCATION: 'locations',
};

// The types that the twin checks the values of, and the commonest of the others (shopify.dev, list of data types).
const TYPES =
  /^(list\.)?(boolean|color|date|date_time|dimension|id|json|link|money|multi_line_text_field|number_decimal|number_integer|rating|rich_text_field|single_line_text_field|url|volume|weight|[a-z]+_reference)$/;
const UNIQUE_ELIGIBLE = /^(id|single_line_text_field|number_integer|url)$/;

function metafieldsOf(shop: Shop, { ownerType, namespace, key }: Identifier): MetafieldRecord[] {
  return [...shop.metafields.values()]
    .flat()
    .filter(
      (metafield) =>
        typeOfGlobalId(metafield.ownerId)?.toUpperCase() === ownerType.replace('_', '') &&
        metafield.namespace === (namespace ?? APP_NAMESPACE) &&
        metafield.key === key,
    );
}

function definitionFaults(shop: Shop, input: DefinitionInput): UserError[] {
  const errors: UserError[] = [];
  const report = (field: string, message: string, code: string): void => {
    errors.push({ field: ['definition', field], message, code });
  };
  const namespace = input.namespace ?? APP_NAMESPACE;
  if (input.name.trim() === '') report('name', "Name can't be blank", 'BLANK');
  if (namespace.length < 3) report('namespace', 'Namespace is too short (minimum is 3 characters)', 'TOO_SHORT');
  if (input.key.length < 2) report('key', 'Key is too short (minimum is 2 characters)', 'TOO_SHORT');
  if (input.key.length > 64) report('key', 'Key is too long (maximum is 64 characters)', 'TOO_LONG');
  for (const [field, text] of [
    ['namespace', namespace],
    ['key', input.key],
  ] as const)
    if (!/^[\w-]*$/.test(text)) report(field, `${field} contains one or more invalid characters.`, 'INVALID_CHARACTER');
  if (!TYPES.test(input.type)) report('type', 'Type must be one of the supported types.', 'INCLUSION');
  const unique = input.capabilities?.uniqueValues?.enabled;
  if (unique === true && !UNIQUE_ELIGIBLE.test(input.type))
    report('capabilities', `The type ${input.type} cannot have unique values.`, 'INVALID_CAPABILITY');
  if (unique === false && input.type === 'id')
    report(
      'capabilities',
      'The unique values capability is required for the type id.',
      'CAPABILITY_REQUIRED_BUT_DISABLED',
    );
  if (shop.metafieldDefinitions.some((held) => isOf(held, input)))
    report('key', `Key is in use for ${input.ownerType} metafields on the '${namespace}' namespace.`, 'TAKEN');
  return errors;
}

function isOf(held: MetafieldDefinitionRecord, { ownerType, namespace, key }: Identifier): boolean {
  return held.ownerType === ownerType && held.namespace === (namespace ?? APP_NAMESPACE) && held.key === key;
}

export const metafieldDefinitionMutations: Resolvers<unknown> = {
  /** Defines a metafield. Those that are there already take on its type when their values allow it, and stay else. */
  metafieldDefinitionCreate: (_, { definition: input }: { definition: DefinitionInput }, call) => {
    const { shop } = call;
    requireScope(call, 'metafieldDefinitionCreate', `write_${SCOPE_OF_OWNER[input.ownerType] ?? 'products'}`);
    const errors = definitionFaults(shop, input);
    if (errors.length > 0) return { userErrors: errors };
    const present = metafieldsOf(shop, input);
    const uniqueValues = input.type === 'id' || input.capabilities?.uniqueValues?.enabled === true;
    if (uniqueValues && new Set(present.map(({ value }) => value)).size < present.length)
      return refuse(
        ['definition', 'capabilities'],
        'The values of the metafields that exist already are not unique.',
        'INVALID_CAPABILITY',
      );
    const definition: MetafieldDefinitionRecord = {
      id: shop.ids.take('MetafieldDefinition'),
      ownerType: input.ownerType,
      namespace: input.namespace ?? APP_NAMESPACE,
      key: input.key,
      name: input.name,
      description: input.description ?? null,
      type: input.type,
      uniqueValues,
      validations: input.validations ?? [],
    };
    shop.metafieldDefinitions.push(definition);
    for (const metafield of present)
      if (valueFault(input.type, metafield.value) === undefined) metafield.type = input.type;
    shop.revision += 1;
    return { createdDefinition: definition, userErrors: NO_ERRORS };
  },
};

export const metafieldDefinitionQueries: Resolvers<unknown> = {
  metafieldDefinition: (_, { identifier }: { identifier?: Identifier | null }, call) => {
    if (!identifier) return null;
    requireScope(call, 'metafieldDefinition', `read_${SCOPE_OF_OWNER[identifier.ownerType] ?? 'products'}`);
    return call.shop.metafieldDefinitions.find((held) => isOf(held, identifier)) ?? null;
  },
  metafieldDefinitions: (
    _,
    args: PageArgs & { ownerType: string; namespace?: string | null; key?: string | null },
    call,
  ) => {
    requireScope(call, 'metafieldDefinitions', `read_${SCOPE_OF_OWNER[args.ownerType] ?? 'products'}`);
    return connectionOf(
      call.shop.metafieldDefinitions.filter(
        ({ ownerType, namespace, key }) =>
          ownerType === args.ownerType &&
          (!args.namespace || namespace === args.namespace) &&
          (!args.key || key === args.key),
      ),
      args,
    );
  },
};

export const metafieldDefinitionResolvers: Resolvers<MetafieldDefinitionRecord> = {
  type: ({ type }) => ({ name: type, category: categoryOf(type) }),
  capabilities: ({ type, uniqueValues }) => ({
    uniqueValues: { eligible: UNIQUE_ELIGIBLE.test(type), enabled: uniqueValues },
  }),
  validations: ({ validations }) => validations.map(({ name, value }) => ({ name, type: name, value })),
  metafieldsCount: (definition, _, { shop }) => metafieldsOf(shop, definition).length,
  pinnedPosition: () => null,
};

function categoryOf(type: string): string {
  if (/^number_/.test(type)) return 'NUMBER';
  if (/^date/.test(type)) return 'DATE_TIME';
  if (/^(weight|volume|dimension)$/.test(type)) return 'MEASUREMENT';
  if (/_reference$/.test(type)) return 'REFERENCE';
  if (/_text_field$/.test(type)) return 'TEXT';
  return type.toUpperCase();
}
