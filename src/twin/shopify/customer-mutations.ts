import type { CustomerRecord } from './customer-record.ts';
import { type CustomerInput, createCustomer, customerFaults, findCustomer, writeCustomer } from './customers.ts';
import { addressFault, type MailingAddressInput, mailingAddress } from './mailing-address.ts';
import { type CustomId, type MetafieldInput, ownerByCustomId, putMetafield, writeMetafields } from './metafields.ts';
import { changed } from './owners.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';
import { NO_ERRORS, refuse, type UserError } from './user-error.ts';

type WriteInput = CustomerInput & {
  readonly id?: string | null;
  readonly metafields?: readonly MetafieldInput[] | null;
};

interface SetIdentifier {
  readonly id?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly customId?: CustomId | null;
}

function faults(
  shop: Shop,
  input: CustomerInput,
  before: CustomerRecord | undefined,
  root: readonly string[],
): UserError[] {
  const errors: UserError[] = customerFaults(shop, input, before).map(({ field, message, code }) => ({
    field: field === '' ? null : [...root, field],
    message,
    code,
  }));
  for (const [index, address] of (input.addresses ?? []).entries()) {
    const fault = addressFault(address);
    if (fault !== undefined)
      errors.push({
        field: [...root, 'addresses', String(index), fault.field],
        message: fault.message,
        code: 'INVALID',
      });
  }
  return errors;
}

/** The customer that `customerSet` means; `missing` when an id is given that does not exist. */
function identified(shop: Shop, identifier: SetIdentifier | null | undefined): CustomerRecord | undefined | 'missing' {
  if (!identifier) return undefined;
  if (identifier.id) return shop.customers.get(identifier.id) ?? 'missing';
  if (identifier.customId) return shop.customers.get(ownerByCustomId(shop, 'Customer', identifier.customId) ?? '');
  return findCustomer(shop, identifier);
}

export const customerMutations: Resolvers<unknown> = {
  customerCreate: (_, { input }: { input: WriteInput }, { shop }) => {
    const errors = faults(shop, input, undefined, []);
    if (errors.length > 0) return { userErrors: errors };
    const customer = createCustomer(shop, input);
    const wrong = writeMetafields(shop, customer.id, input.metafields ?? [], ['metafields']);
    if (wrong.length === 0) return { customer, userErrors: NO_ERRORS };
    shop.customers.delete(customer.id);
    return { userErrors: wrong };
  },

  customerUpdate: (_, { input }: { input: WriteInput }, { shop }) => {
    const customer = shop.customers.get(input.id ?? '');
    if (customer === undefined) return refuse(['id'], 'Customer does not exist');
    const errors = faults(shop, input, customer, []);
    if (errors.length > 0) return { userErrors: errors };
    const wrong = writeMetafields(shop, customer.id, input.metafields ?? [], ['metafields']);
    if (wrong.length > 0) return { userErrors: wrong };
    writeCustomer(shop, customer, input);
    changed(shop, customer);
    return { customer, userErrors: NO_ERRORS };
  },

  /** Creates or updates; addresses that are not listed are deleted, and listed ones get new ids. */
  customerSet: (_, { identifier, input }: { identifier?: SetIdentifier | null; input: WriteInput }, { shop }) => {
    const before = identified(shop, identifier ?? (input.id ? { id: input.id } : null));
    if (before === 'missing')
      return refuse(['identifier', 'id'], 'Resource matching the identifier was not found.', 'NOT_FOUND');
    if (identifier?.email && input.email?.toLowerCase() !== identifier.email.toLowerCase())
      return refuse(
        ['input'],
        'The identifier value does not match the value of the corresponding field in the input.',
        'INPUT_MISMATCH',
      );
    const errors = faults(shop, input, before, ['input']);
    if (errors.length > 0) return { userErrors: errors };
    const customer = before ?? createCustomer(shop, input);
    if (identifier?.customId && before === undefined)
      putMetafield(shop, customer.id, { ...identifier.customId, type: 'id' });
    if (before !== undefined) {
      writeCustomer(shop, customer, input);
      changed(shop, customer);
    }
    return { customer, userErrors: NO_ERRORS };
  },

  customerDelete: (_, { input: { id } }: { input: { id: string } }, { shop }) => {
    if (!shop.customers.has(id)) return refuse(['id'], "Customer can't be found");
    if ([...shop.orders.values()].some(({ customerId }) => customerId === id))
      return refuse(['id'], "Customer can't be deleted because they have associated orders");
    shop.customers.delete(id);
    shop.revision += 1;
    shop.emit('CUSTOMERS_DELETE', id);
    return { deletedCustomerId: id, userErrors: NO_ERRORS };
  },

  customerAddressCreate: (
    _,
    args: { customerId: string; address: MailingAddressInput; setAsDefault?: boolean | null },
    { shop },
  ) => {
    const customer = shop.customers.get(args.customerId);
    if (customer === undefined) return refuse(['customerId'], 'Customer does not exist');
    const fault = addressFault(args.address);
    if (fault !== undefined) return refuse(['address', fault.field], fault.message);
    const address = mailingAddress(shop, args.address);
    customer.addresses.push(address);
    if (args.setAsDefault === true || customer.defaultAddressId === null) customer.defaultAddressId = address.id;
    changed(shop, customer);
    return { address, userErrors: NO_ERRORS };
  },

  customerAddressUpdate: (
    _,
    args: {
      customerId: string;
      addressId: string;
      address?: MailingAddressInput | null;
      setAsDefault?: boolean | null;
    },
    { shop },
  ) => {
    const customer = shop.customers.get(args.customerId);
    const index = customer?.addresses.findIndex(({ id }) => id === args.addressId) ?? -1;
    if (customer === undefined || index < 0) return refuse(['addressId'], 'Address does not exist');
    const fault = args.address ? addressFault(args.address) : undefined;
    if (fault !== undefined) return refuse(['address', fault.field], fault.message);
    const address = mailingAddress(shop, args.address ?? {}, customer.addresses[index]);
    customer.addresses[index] = address;
    if (args.setAsDefault === true) customer.defaultAddressId = address.id;
    changed(shop, customer);
    return { address, userErrors: NO_ERRORS };
  },

  customerAddressDelete: (_, args: { customerId: string; addressId: string }, { shop }) => {
    const customer = shop.customers.get(args.customerId);
    if (customer?.addresses.some(({ id }) => id === args.addressId) !== true)
      return refuse(['addressId'], 'Address does not exist');
    customer.addresses = customer.addresses.filter(({ id }) => id !== args.addressId);
    if (customer.defaultAddressId === args.addressId) customer.defaultAddressId = customer.addresses[0]?.id ?? null;
    changed(shop, customer);
    return { deletedAddressId: args.addressId, userErrors: NO_ERRORS };
  },
};
