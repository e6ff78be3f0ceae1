import { createHash } from 'node:crypto';
import { connectionOf, type PageArgs } from './connection.ts';
import { typeOfGlobalId } from './global-id.ts';
import type { MetafieldDefinitionRecord, MetafieldRecord } from './metafield-record.ts';
import { changed, recordById } from './owners.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';
import { NO_ERRORS, type UserError } from './user-error.ts';

const MAX_METAFIELDS_PER_CALL = 25;
/** The namespace of metafields that name none: the app's own. */
export const APP_NAMESPACE = 'app--1001';

export interface MetafieldInput {
  readonly namespace?: string | null;
  readonly key?: string | null;
  readonly value?: string | null;
  readonly type?: string | null;
}

interface MetafieldsSetInput extends MetafieldInput {
  readonly ownerId: string;
  readonly compareDigest?: string | null;
}

export interface CustomId {
  readonly namespace?: string | null;
  readonly key: string;
  readonly value: string;
}

export function metafieldOf(shop: Shop, ownerId: string, namespace: string, key: string): MetafieldRecord | undefined {
  return shop.metafields.get(ownerId)?.find((metafield) => metafield.namespace === namespace && metafield.key === key);
}

/** The owner of a type that carries a value under a namespace and key, whatever the type of the metafield. */
function holderOf(shop: Shop, type: string, { namespace, key, value }: CustomId, only?: string): string | undefined {
  for (const [ownerId, metafields] of shop.metafields) {
    if (typeOfGlobalId(ownerId) !== type) continue;
    const found = metafields.some(
      (metafield) =>
        (only === undefined || metafield.type === only) &&
        metafield.namespace === (namespace ?? APP_NAMESPACE) &&
        metafield.key === key &&
        metafield.value === value,
    );
    if (found) return ownerId;
  }
  return undefined;
}

/** The owner of a type that carries a custom id: only metafields of type `id` are looked through. */
export function ownerByCustomId(shop: Shop, type: string, customId: CustomId): string | undefined {
  return holderOf(shop, type, customId, 'id');
}

interface MetafieldFault {
  readonly message: string;
  readonly code: string;
  /** The part of the input to blame. Default `value`. */
  readonly field?: string;
}

/** What is wrong with a value for its type, by the checks that an integration runs into. */
export function valueFault(type: string, value: string): MetafieldFault | undefined {
  if (value === '') return { message: "Value can't be blank", code: 'BLANK' };
  if (type === 'number_integer' && !/^-?\d+$/.test(value))
    return { message: 'Value must be an integer.', code: 'INVALID_VALUE' };
  if (type === 'number_decimal' && !/^-?\d+(\.\d+)?$/.test(value))
    return { message: 'Value must be a decimal.', code: 'INVALID_VALUE' };
  if (type === 'boolean' && !/^(true|false)$/.test(value))
    return { message: 'Value must be true or false.', code: 'INVALID_VALUE' };
  if (type === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(value))
    return { message: 'Value must be in YYYY-MM-DD format.', code: 'INVALID_VALUE' };
  if (type === 'url' && !/^(https?|mailto|sms|tel):\S+$/.test(value))
    return { message: 'Value must be a URL.', code: 'INVALID_VALUE' };
  return undefined;
}

/** The definition that governs a metafield of this owner: undefined for one that nobody defined. */
function definitionFor(
  shop: Shop,
  ownerId: string,
  namespace: string,
  key: string,
): MetafieldDefinitionRecord | undefined {
  const ownerType = (typeOfGlobalId(ownerId) ?? '').toUpperCase();
  return shop.metafieldDefinitions.find(
    (definition) =>
      definition.ownerType.replace('_', '') === ownerType &&
      definition.namespace === namespace &&
      definition.key === key,
  );
}

function metafieldFault(shop: Shop, ownerId: string, input: MetafieldInput): MetafieldFault | undefined {
  const namespace = input.namespace ?? APP_NAMESPACE;
  const key = input.key ?? '';
  const value = input.value ?? '';
  const definition = definitionFor(shop, ownerId, namespace, key);
  const type = input.type ?? definition?.type ?? metafieldOf(shop, ownerId, namespace, key)?.type;
  if (type === undefined) return { message: "Type can't be blank", code: 'BLANK' };
  if (definition !== undefined && type !== definition.type)
    return {
      message: `Type must be consistent with the definition's type: '${definition.type}'.`,
      code: 'INVALID_TYPE',
      field: 'type',
    };
  const fault = valueFault(type, value);
  if (fault !== undefined) return fault;
  if (type !== 'id' && definition?.uniqueValues !== true) return undefined;
  const holder = holderOf(shop, typeOfGlobalId(ownerId) ?? '', { namespace, key, value });
  return holder === undefined || holder === ownerId
    ? undefined
    : { message: 'Value must be unique.', code: 'INVALID_VALUE' };
}

/** What is wrong with metafields given inside another mutation's input, before their owner is touched or even made. */
export function metafieldFaults(
  shop: Shop,
  ownerId: string,
  inputs: readonly MetafieldInput[],
  field: readonly string[],
): UserError[] {
  return inputs.flatMap((input, index) => {
    const fault = metafieldFault(shop, ownerId, input);
    return fault === undefined
      ? []
      : [{ field: [...field, String(index), fault.field ?? 'value'], message: fault.message, code: null }];
  });
}

/** Writes metafields given inside another mutation's input; reports and writes none when one of them is wrong. */
export function writeMetafields(
  shop: Shop,
  ownerId: string,
  inputs: readonly MetafieldInput[],
  field: readonly string[],
): readonly UserError[] {
  const errors = metafieldFaults(shop, ownerId, inputs, field);
  if (errors.length > 0) return errors;
  for (const input of inputs) putMetafield(shop, ownerId, input);
  return NO_ERRORS;
}

/** Stores one metafield without asking: for seeding. */
export function putMetafield(shop: Shop, ownerId: string, input: MetafieldInput): MetafieldRecord {
  const namespace = input.namespace ?? APP_NAMESPACE;
  const held = metafieldOf(shop, ownerId, namespace, input.key ?? '');
  shop.revision += 1;
  if (held !== undefined) {
    held.value = input.value ?? '';
    held.type = input.type ?? held.type;
    held.updatedAt = shop.now();
    return held;
  }
  const metafield: MetafieldRecord = {
    id: shop.ids.take('Metafield'),
    ownerId,
    namespace,
    key: input.key ?? '',
    type: input.type ?? definitionFor(shop, ownerId, namespace, input.key ?? '')?.type ?? 'single_line_text_field',
    value: input.value ?? '',
    createdAt: shop.now(),
    updatedAt: shop.now(),
  };
  shop.metafields.set(ownerId, [...(shop.metafields.get(ownerId) ?? []), metafield]);
  return metafield;
}

function digestOf(metafield: MetafieldRecord): string {
  return createHash('sha256').update(`${metafield.type}\n${metafield.value}`).digest('hex');
}

export const metafieldMutations: Resolvers<unknown> = {
  /** At most 25, all or none. `compareDigest` given: the value must still be that one; null: there must be none yet. */
  metafieldsSet: (_, { metafields: inputs }: { metafields: readonly MetafieldsSetInput[] }, { shop }) => {
    const errors: (UserError & { readonly elementIndex: number | null })[] = [];
    if (inputs.length > MAX_METAFIELDS_PER_CALL)
      return {
        metafields: null,
        userErrors: [
          {
            field: ['metafields'],
            message: `Exceeded the maximum metafields input limit of ${MAX_METAFIELDS_PER_CALL}.`,
            code: 'LESS_THAN_OR_EQUAL_TO',
            elementIndex: null,
          },
        ],
      };
    for (const [elementIndex, input] of inputs.entries()) {
      const report = (name: string, message: string, code: string): void => {
        errors.push({ field: ['metafields', String(elementIndex), name], message, code, elementIndex });
      };
      if (recordById(shop, input.ownerId) === undefined) {
        report('ownerId', 'Owner does not exist.', 'INVALID_VALUE');
        continue;
      }
      const fault = metafieldFault(shop, input.ownerId, input);
      if (fault !== undefined) report(fault.field ?? 'value', fault.message, fault.code);
      if (input.compareDigest === undefined) continue;
      const held = metafieldOf(shop, input.ownerId, input.namespace ?? APP_NAMESPACE, input.key ?? '');
      if ((held === undefined ? null : digestOf(held)) !== input.compareDigest)
        report(
          'compareDigest',
          'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.',
          'STALE_OBJECT',
        );
    }
    if (errors.length > 0) return { metafields: null, userErrors: errors };
    const written = inputs.map((input) => putMetafield(shop, input.ownerId, input));
    for (const ownerId of new Set(inputs.map((input) => input.ownerId))) {
      const owner = recordById(shop, ownerId);
      if (owner !== undefined) changed(shop, owner);
    }
    return { metafields: written, userErrors: NO_ERRORS };
  },
};

/** The two fields that every owner of metafields has. */
export const metafieldOwnerResolvers: Resolvers<{ readonly id: string }> = {
  metafield: ({ id }, args: { namespace?: string; key: string }, { shop }) => {
    const [namespace, key] =
      args.namespace === undefined && args.key.includes('.') ? args.key.split('.', 2) : [args.namespace, args.key];
    return metafieldOf(shop, id, namespace ?? APP_NAMESPACE, key ?? '') ?? null;
  },
  metafields: ({ id }, args: PageArgs & { namespace?: string; keys?: readonly string[] }, { shop }) =>
    connectionOf(
      (shop.metafields.get(id) ?? []).filter(
        (metafield) =>
          (args.namespace === undefined || metafield.namespace === args.namespace) &&
          (args.keys === undefined ||
            args.keys.includes(`${metafield.namespace}.${metafield.key}`) ||
            args.keys.includes(metafield.key)),
      ),
      args,
    ),
};

export const metafieldResolvers: Resolvers<MetafieldRecord> = {
  definition: ({ ownerId, namespace, key }, _, { shop }) => definitionFor(shop, ownerId, namespace, key) ?? null,
  compareDigest: digestOf,
  jsonValue: ({ type, value }) =>
    /^(json|boolean|number_integer|list\..*|money|weight|dimension|volume|rating)$/.test(type)
      ? (JSON.parse(value) as unknown)
      : value,
};
