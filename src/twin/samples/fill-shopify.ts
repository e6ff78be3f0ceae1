import type { ShopifyTwin } from '../shopify/shopify-twin.ts';
import { SAMPLE_BUYERS, SAMPLE_ITEMS, type SampleBuyer, sampleOrder } from './sample-buyers.ts';

/** Puts the sample goods, the sample customers and so many orders into a shop. */
export function fillShopify(twin: ShopifyTwin, orders: number): void {
  for (const { sku, name, price, stock } of SAMPLE_ITEMS)
    twin.addProduct({ title: name, variants: [{ sku, price, stock }] });
  const ids = new Map(
    SAMPLE_BUYERS.map((buyer) => [
      buyer.email,
      twin.addCustomer({
        firstName: buyer.firstName,
        lastName: buyer.lastName,
        email: buyer.email,
        phone: buyer.phone.replaceAll(' ', ''),
        addresses: [addressOf(buyer)],
      }).id,
    ]),
  );
  for (let index = 0; index < orders; index += 1) {
    const { buyer, lines } = sampleOrder(index);
    twin.placeOrder({
      customer: ids.get(buyer.email) ?? null,
      email: buyer.email,
      lines: lines.map(({ item, quantity }) => ({ variant: item.sku, quantity })),
      shipping: { title: 'Standard', price: '4.90' },
      billingAddress: addressOf(buyer),
      shippingAddress: addressOf(buyer),
      // Shopify is told the rates of an order by whoever places it; other shops know those of their countries.
      taxRates: [buyer.country === 'DE' ? { title: 'USt', rate: 0.19 } : { title: 'IVA', rate: 0.22 }],
      payment: 'paid',
    });
  }
}

function addressOf(buyer: SampleBuyer) {
  return {
    firstName: buyer.firstName,
    lastName: buyer.lastName,
    ...(buyer.company === undefined ? {} : { company: buyer.company }),
    address1: buyer.street,
    city: buyer.city,
    zip: buyer.postcode,
    countryCode: buyer.country,
  };
}
