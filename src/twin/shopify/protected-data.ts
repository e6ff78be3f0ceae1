import type { Call } from './resolvers.ts';

/** Personal data, or null when the app was not approved for protected customer data. */
export function protectedValue<T>(call: Call, value: T): T | null {
  return call.shop.settings.protectedCustomerData ? value : null;
}
