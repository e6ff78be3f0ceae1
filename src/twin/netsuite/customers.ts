import type { Account } from './account.ts';
import { checkAddress, keepOneDefault } from './addresses.ts';
import { type Entry, entryOf, listOf, textOf } from './entry.ts';
import type { Settling } from './record-rules.ts';
import { duplicate, userError } from './rest-error.ts';

/** What a customer must have, and what the account fills in (sheet section 3.2). */
export function settleCustomer(account: Account, customer: Entry, { before }: Settling): void {
  const { values } = customer;
  if (before === undefined) {
    // Numbers are the account's own: what a body says of it does not count.
    values.entityId = `C${account.next('customer', 10_010)}`;
    values.isPerson ??= false;
    values.isInactive ??= false;
    values.taxable ??= true;
    values.currency ??= account.settings.currencies[0]?.id ?? '';
    values.entityStatus ??= '13';
    values.creditHoldOverride ??= 'AUTO';
    values.dateCreated = account.now();
  }
  if (
    account
      .all('customer')
      .some((each) => each.id !== customer.id && textOf(each, 'entityId') === textOf(customer, 'entityId'))
  )
    throw duplicate(
      'A customer record with this ID already exists. You must enter a unique customer ID for each record.',
    );
  for (const name of values.isPerson === true ? ['firstName', 'lastName'] : ['companyName'])
    if (textOf(customer, name).trim() === '') throw userError(`Please enter value(s) for: ${name}`, name);
  if (textOf(customer, 'subsidiary') === '')
    throw userError('Please enter value(s) for: Primary Subsidiary', 'subsidiary');
  const email = textOf(customer, 'email');
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw userError(`Invalid email address: ${email}`, 'email');
  for (const name of ['phone', 'altPhone', 'mobilePhone'])
    if (textOf(customer, name) !== '' && textOf(customer, name).length < 7)
      throw userError('Phone number should have seven digits or more.', name);
  const book = listOf(customer, 'addressBook');
  for (const [index, each] of book.entries()) {
    const address = each.parts.addressBookAddress ?? entryOf('addressBookAddress');
    each.parts.addressBookAddress = address;
    checkAddress(account, address, `addressBook.items[${index}].addressBookAddress`);
    each.values.label ??= textOf(address, 'addr1');
    each.values.defaultBilling ??= false;
    each.values.defaultShipping ??= false;
  }
  keepOneDefault(book);
}
