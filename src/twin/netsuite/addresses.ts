import type { Account } from './account.ts';
import { type Entry, entryOf, listOf, textOf } from './entry.ts';
import { invalidContent } from './rest-error.ts';

/** A state is a short code of its country's list, unless the address is free-form (sheet section 12). */
export function checkAddress({ settings }: Account, address: Entry, path: string): void {
  const state = textOf(address, 'state');
  const known = settings.states[textOf(address, 'country')];
  if (state !== '' && known !== undefined && address.values.override !== true && !known.includes(state))
    throw invalidContent(`${path}.state`, `Invalid state reference key ${state}.`);
}

/** Each of the two default flags stands at one entry: the last that claims it (sheet section 3.2). */
export function keepOneDefault(entries: readonly Entry[]): void {
  for (const flag of ['defaultBilling', 'defaultShipping']) {
    const last = entries.findLast(({ values }) => values[flag] === true);
    for (const each of entries) if (each !== last) each.values[flag] = false;
  }
}

const SIDES = [
  ['billingAddress', 'billAddressList', 'defaultBilling'],
  ['shippingAddress', 'shipAddressList', 'defaultShipping'],
] as const;

/**
 * The addresses of a document: its own, the entry of the customer's book that it picks, or that customer's default one.
 * `given` names what the body said.
 */
export function setAddresses(account: Account, document: Entry, customer: Entry, given: ReadonlySet<string>): void {
  for (const [part, pick, flag] of SIDES) {
    const own = document.parts[part];
    if (given.has(part) && own !== undefined) {
      checkAddress(account, own, part);
      delete document.values[pick];
      continue;
    }
    const book = listOf(customer, 'addressBook');
    const picked = textOf(document, pick);
    const entry =
      picked === '' ? book.find(({ values }) => values[flag] === true) : book.find(({ id }) => id === picked);
    if (picked !== '' && entry === undefined)
      throw invalidContent(pick, `Invalid reference key ${picked} for ${pick}.`);
    if (own !== undefined && !given.has(pick)) continue;
    const address = entry?.parts.addressBookAddress;
    if (address !== undefined) document.parts[part] = { ...structuredClone(address), id: part };
    else if (own === undefined) document.parts[part] = entryOf(part);
  }
}

/** The country that decides on tax: where it is shipped to, else where the bill goes. */
export const taxCountry = (document: Entry): string =>
  textOf(document.parts.shippingAddress, 'country') || textOf(document.parts.billingAddress, 'country');
