import type { Customer, CustomerAddress } from './customer-state.ts';
import { iso8601 } from './moment.ts';
import { countryName } from './order-address.ts';

/** An account comes with this many of its addresses at most; the rest is asked for. */
const ADDRESSES_SHOWN = 10;

/** An account with what `include` names: `addresses`, `attributes`, `formfields`, `storecredit`. */
export function viewCustomer(customer: Customer, include: readonly string[]) {
  const { addresses, attributes, formFields } = customer;
  return {
    id: customer.id,
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    company: customer.company,
    phone: customer.phone,
    notes: customer.notes,
    tax_exempt_category: customer.taxExemptCategory,
    customer_group_id: customer.groupId,
    registration_ip_address: '',
    date_created: iso8601(customer.createdAt),
    date_modified: iso8601(customer.modifiedAt),
    accepts_product_review_abandoned_cart_emails: customer.acceptsAbandonedCartEmails,
    authentication: { force_password_reset: false },
    origin_channel_id: 1,
    channel_ids: null,
    shopper_profile_id: null,
    address_count: addresses.length,
    attribute_count: attributes.size,
    ...(include.includes('addresses')
      ? { addresses: addresses.slice(0, ADDRESSES_SHOWN).map((each) => viewAddress(each, customer)) }
      : {}),
    ...(include.includes('attributes') ? { attributes: viewAttributeValues(customer) } : {}),
    ...(include.includes('formfields')
      ? { form_fields: [...formFields].map(([name, value]) => ({ name, value, customer_id: customer.id })) }
      : {}),
    ...(include.includes('storecredit') ? { store_credit_amounts: [{ amount: 0 }] } : {}),
  };
}

export function viewAddress(address: CustomerAddress, { id }: Customer) {
  return { ...address, customer_id: id, country: countryName(address.country_code), form_fields: [] };
}

export function viewAttributeValues({ id: customer_id, attributes }: Customer) {
  return [...attributes].map(([attribute_id, { id, value }]) => ({
    id,
    attribute_id,
    attribute_value: value,
    customer_id,
  }));
}
