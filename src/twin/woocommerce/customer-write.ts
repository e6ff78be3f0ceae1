import type { Customer } from './customer-state.ts';
import { writeMeta } from './meta-data.ts';
import { isEmail } from './parameter-schema.ts';
import { emptyAddress, emptyBilling, writeAddress } from './postal-address.ts';
import { recordIn, textIn, type Values } from './request-values.ts';
import { RestError } from './rest-error.ts';
import type { Store } from './store.ts';

/** Registers a customer. Throws the captured 400s: unusable address, address taken. */
export function createCustomer(values: Values, store: Store): Customer {
  const email = textIn(values, 'email')?.trim() ?? '';
  if (!isEmail(email)) throw new RestError('customer_invalid_email', 'Invalid email address', 400);
  if (customerByEmail(email, store) !== undefined)
    throw new RestError(
      'registration-error-email-exists',
      `An account is already registered with ${email}. Please log in or use a different email address.`,
      400,
    );
  const now = store.now();
  const customer: Customer = {
    id: store.nextId('user'),
    email,
    firstName: '',
    lastName: '',
    role: 'customer',
    username: username(values, email, store),
    billing: emptyBilling(),
    shipping: emptyAddress(),
    isPaying: false,
    meta: [],
    createdAt: now,
    modifiedAt: now,
  };
  // WordPress nags whoever did not choose the password himself.
  if ((textIn(values, 'password') ?? '') === '')
    customer.meta.push({ id: store.nextMetaId(), key: 'default_password_nag', value: '1' });
  writeProperties(customer, values, store);
  store.customers.set(customer.id, customer);
  return customer;
}

export function updateCustomer(customer: Customer, values: Values, store: Store): void {
  const email = textIn(values, 'email')?.trim();
  if (email !== undefined && email !== customer.email) {
    const owner = customerByEmail(email, store);
    if (owner !== undefined && owner !== customer)
      throw new RestError('woocommerce_rest_customer_invalid_email', 'Email address is invalid.', 400);
    customer.email = email;
  }
  const written = textIn(values, 'username');
  if (written !== undefined && written !== '' && written !== customer.username)
    throw new RestError('woocommerce_rest_customer_invalid_argument', "Username isn't editable.", 400);
  writeProperties(customer, values, store);
  customer.modifiedAt = store.now();
}

/** E-mails are compared without regard to case (captured: `NEW1@example.com` finds `new1@example.com`). */
export function customerByEmail(email: string, store: Store): Customer | undefined {
  const wanted = email.toLowerCase();
  return [...store.customers.values()].find((customer) => customer.email.toLowerCase() === wanted);
}

function writeProperties(customer: Customer, values: Values, store: Store): void {
  customer.firstName = textIn(values, 'first_name') ?? customer.firstName;
  customer.lastName = textIn(values, 'last_name') ?? customer.lastName;
  writeAddress(customer.billing, recordIn(values, 'billing') ?? {});
  writeAddress(customer.shipping, recordIn(values, 'shipping') ?? {});
  writeMeta(customer.meta, values, store.nextMetaId);
}

function username(values: Values, email: string, store: Store): string {
  const wanted = textIn(values, 'username') ?? '';
  const taken = new Set([...store.customers.values()].map((customer) => customer.username));
  if (wanted !== '' && taken.has(wanted))
    throw new RestError(
      'registration-error-username-exists',
      'An account is already registered with that username. Please choose another.',
      400,
    );
  const base = wanted === '' ? (email.split('@', 1)[0] ?? '').toLowerCase() : wanted;
  let name = base;
  for (let attempt = 1; taken.has(name); attempt += 1) name = `${base}-${attempt}`;
  return name;
}
