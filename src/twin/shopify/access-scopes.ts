import { GraphQLError } from 'graphql';
import type { Call, Resolvers } from './resolvers.ts';

// Which scope a root field needs. `node`, `nodes`, `job` and `shop` are open to every token.
const SCOPE_OF_FIELD: readonly { readonly fields: RegExp; readonly read: string; readonly write: string }[] = [
  {
    fields: /^(fulfillment|fulfillmentOrder|fulfillment[A-Z])/,
    read: 'read_merchant_managed_fulfillment_orders',
    write: 'write_merchant_managed_fulfillment_orders',
  },
  { fields: /^(order|refund)/, read: 'read_orders', write: 'write_orders' },
  { fields: /^customer/, read: 'read_customers', write: 'write_customers' },
  { fields: /^compan/, read: 'read_companies', write: 'write_companies' },
  { fields: /^publi/, read: 'read_publications', write: 'write_publications' },
  { fields: /^(product|collection|priceList|quantityPricing)/, read: 'read_products', write: 'write_products' },
  { fields: /^inventory/, read: 'read_inventory', write: 'write_inventory' },
  { fields: /^location/, read: 'read_locations', write: 'write_locations' },
];

/** The granted scopes with the `read_` half that every `write_` scope brings along. */
export function effectiveScopes(granted: readonly string[]): ReadonlySet<string> {
  return new Set(
    granted.flatMap((scope) => (scope.startsWith('write_') ? [scope, scope.replace('write_', 'read_')] : [scope])),
  );
}

/** Wraps root fields so that a call without their scope gets ACCESS_DENIED at their path, in a 200. */
export function guardRootFields(resolvers: Resolvers<unknown>, kind: 'read' | 'write'): Resolvers<unknown> {
  return Object.fromEntries(
    Object.entries(resolvers).map(([name, resolve]) => {
      const needed = SCOPE_OF_FIELD.find((entry) => entry.fields.test(name))?.[kind];
      if (needed === undefined) return [name, resolve];
      return [
        name,
        (source: unknown, args: object, call: Call, info: Parameters<typeof resolve>[3]) => {
          requireScope(call, name, needed);
          return resolve(source, args, call, info);
        },
      ];
    }),
  );
}

/** Throws ACCESS_DENIED for a field when the call lacks the scope. */
export function requireScope(call: Call, field: string, scope: string): void {
  if (call.scopes.has(scope)) return;
  throw new GraphQLError(`Access denied for ${field} field. Required access: \`${scope}\` access scope.`, {
    extensions: {
      code: 'ACCESS_DENIED',
      documentation: 'https://shopify.dev/api/usage/access-scopes',
      requiredAccess: `\`${scope}\` access scope.`,
    },
  });
}
