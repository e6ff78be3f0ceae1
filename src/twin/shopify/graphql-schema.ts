import {
  buildSchema,
  GraphQLError,
  type GraphQLScalarType,
  type GraphQLSchema,
  isObjectType,
  isScalarType,
  Kind,
} from 'graphql';
import { globalIdType } from './abstract-types.ts';
import type { Resolvers } from './resolvers.ts';
import { COLLECTION_SDL } from './sdl/collection-sdl.ts';
import { COMPANY_SDL } from './sdl/company-sdl.ts';
import { CUSTOMER_SDL } from './sdl/customer-sdl.ts';
import { FULFILLMENT_SDL } from './sdl/fulfillment-sdl.ts';
import { INVENTORY_SDL } from './sdl/inventory-sdl.ts';
import { MEDIA_SDL } from './sdl/media-sdl.ts';
import { METAFIELD_DEFINITION_SDL } from './sdl/metafield-definition-sdl.ts';
import { ORDER_SDL } from './sdl/order-sdl.ts';
import { ORDER_WRITE_SDL } from './sdl/order-write-sdl.ts';
import { PRICE_LIST_SDL } from './sdl/price-list-sdl.ts';
import { PRODUCT_SDL } from './sdl/product-sdl.ts';
import { COMMON_SDL } from './sdl/scalars-sdl.ts';

export const SCHEMA_SDL = [
  COMMON_SDL,
  ORDER_SDL,
  ORDER_WRITE_SDL,
  CUSTOMER_SDL,
  COMPANY_SDL,
  PRODUCT_SDL,
  COLLECTION_SDL,
  PRICE_LIST_SDL,
  INVENTORY_SDL,
  FULFILLMENT_SDL,
  MEDIA_SDL,
  METAFIELD_DEFINITION_SDL,
].join('\n');

/**
 * Builds the schema and gives its fields their resolvers. Throws when a resolver is for a field that the schema does
 * not have: that is a slip of the pen here, not of a caller.
 */
export function buildShopifySchema(resolvers: Readonly<Record<string, Resolvers<never>>>): GraphQLSchema {
  const schema = buildSchema(SCHEMA_SDL, { assumeValidSDL: false });
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type))
      throw new Error(`the Shopify twin has resolvers for ${typeName}, which is not an object type`);
    for (const [fieldName, resolve] of Object.entries(fields)) {
      const field = type.getFields()[fieldName];
      if (field === undefined)
        throw new Error(`the Shopify twin has a resolver for ${typeName}.${fieldName}, which is not in its schema`);
      field.resolve = (source, args, call, info) => resolve(source as never, args, call, info);
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type)) restrictScalar(type);
    else if (
      type.name === 'Node' ||
      type.name === 'Publishable' ||
      type.name === 'Media' ||
      type.name === 'ProductOperation'
    )
      globalIdType(type);
    else if (type.name === 'PurchasingEntity') globalIdType(type, 'PurchasingCompany');
    else if (type.name === 'PricingValue' || type.name === 'DiscountApplication') globalIdType(type);
  }
  return schema;
}

/** Money and Decimal take a string or a number, DateTime an ISO instant; all leave as strings. */
function restrictScalar(type: GraphQLScalarType): void {
  const check = CHECKS[type.name];
  if (check === undefined) return;
  if (type.name === 'Decimal') type.serialize = (value) => shortDecimal(String(value));
  type.parseValue = (value) => check(value);
  type.parseLiteral = (node) => {
    if (node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT) return check(node.value);
    throw new GraphQLError(`Expected value of type "${type.name}".`, { nodes: node });
  };
}

const CHECKS: Readonly<Record<string, (value: unknown) => string>> = {
  Decimal: decimalText('Decimal'),
  Money: decimalText('Money'),
  DateTime: (value) => {
    const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(ms)) throw new GraphQLError(`invalid DateTime '${String(value)}'`);
    return `${new Date(ms).toISOString().slice(0, 19)}Z`;
  },
  URL: (value) => {
    if (typeof value === 'string' && /^https?:\/\/\S+$/.test(value)) return value;
    throw new GraphQLError(`Invalid url '${String(value)}', missing scheme`);
  },
};

/** Amounts of `MoneyV2` come as `"0.0"`, `"3.1"`, `"51.05"`: without zeros at the end, yet never without a place. */
function shortDecimal(text: string): string {
  return text.includes('.') ? text.replace(/(\.\d+?)0+$/, '$1') : `${text}.0`;
}

function decimalText(name: string): (value: unknown) => string {
  return (value) => {
    const text = typeof value === 'number' ? String(value) : value;
    // "12,50" is refused here, where others make 1250 of it.
    if (typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text)) return text;
    throw new GraphQLError(`invalid ${name.toLowerCase()} '${String(value)}'`);
  };
}
