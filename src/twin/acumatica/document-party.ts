import type { Given } from './given.ts';
import { partOf, type Row, textOf } from './row.ts';
import { notFound, type Tenant } from './tenant.ts';

const SIDES = [
  ['BillToAddress', 'BillToAddressOverride', 'BillingContact'],
  ['ShipToAddress', 'ShipToAddressOverride', 'ShippingContact'],
  ['BillToContact', 'BillToContactOverride', 'BillingContact'],
  ['ShipToContact', 'ShipToContactOverride', 'ShippingContact'],
] as const;

/**
 * Addresses and contacts of an order: the customer's own, unless the flag beside each says that the body's are to be kept
 * (sheet section 12: without it they are passed over).
 */
export function setParty(tenant: Tenant, given: Given, order: Row, customer: Row): void {
  for (const [part, flag, source] of SIDES) {
    const card = cardOf(tenant, order, customer, source);
    const body = given.part(part);
    const kept = partOf(order, part);
    if (order.values[flag] !== true) order.parts[part] = fromCard(tenant, part, card, customer, kept);
    else if (body !== undefined) {
      const row = kept ?? tenant.row();
      body.into(row);
      tenant.check(body, 'Country', tenant.settings.countries);
      order.parts[part] = row;
    } else if (kept === undefined) order.parts[part] = fromCard(tenant, part, card, customer, undefined);
  }
}

/** The card that a side mirrors: of the location when the order names another one than MAIN. */
function cardOf(
  tenant: Tenant,
  order: Row,
  customer: Row,
  source: 'BillingContact' | 'ShippingContact',
): Row | undefined {
  const location = tenant.locations.get(textOf(customer, 'CustomerID'), textOf(order, 'LocationID'));
  const own = location === undefined ? undefined : partOf(location, 'LocationContact');
  if (source === 'ShippingContact' && own !== undefined && location?.values.AddressOverride === true) return own;
  return partOf(customer, source) ?? partOf(customer, 'MainContact');
}

function fromCard(tenant: Tenant, part: string, card: Row | undefined, customer: Row, kept: Row | undefined): Row {
  const row = kept ?? tenant.row();
  const source = part.endsWith('Address') ? (card === undefined ? undefined : partOf(card, 'Address')) : undefined;
  if (part.endsWith('Address')) {
    for (const name of ['AddressLine1', 'AddressLine2', 'City', 'State', 'PostalCode', 'Country'])
      row.values[name] = source?.values[name] ?? null;
    return row;
  }
  Object.assign(row.values, {
    BusinessName: textOf(card, 'CompanyName') || textOf(customer, 'CustomerName'),
    Attention: textOf(card, 'Attention'),
    Email: textOf(card, 'Email'),
    Phone1: textOf(card, 'Phone1'),
  });
  return row;
}

/** The tax zone: the body's own when it is overridden, the customer's, or that of the country that is shipped to. */
export function setTaxZone(tenant: Tenant, given: Given, order: Row, customer: Row): void {
  const body = given.part('FinancialSettings');
  const row = partOf(order, 'FinancialSettings') ?? tenant.row();
  order.parts.FinancialSettings = row;
  body?.into(row, ['CustomerTaxZone']);
  if (body !== undefined) tenant.check(body, 'Terms', tenant.settings.terms);
  if (row.values.Terms === undefined) row.values.Terms = customer.values.Terms ?? null;
  const zones = [...Object.values(tenant.settings.zoneByCountry), ...tenant.settings.externalZones];
  if (row.values.OverrideTaxZone === true && body?.has('CustomerTaxZone') === true) {
    const zone = body.text('CustomerTaxZone');
    if (zone !== '' && !zones.includes(zone)) body.refuse('CustomerTaxZone', notFound('Tax Zone', zone));
    row.values.CustomerTaxZone = zone;
  } else if (row.values.OverrideTaxZone !== true)
    row.values.CustomerTaxZone =
      textOf(customer, 'TaxZone') || tenant.zoneOf(textOf(partOf(order, 'ShipToAddress'), 'Country'));
}
