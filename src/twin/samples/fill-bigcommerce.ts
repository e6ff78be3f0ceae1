import type { BigCommerceTwin } from '../bigcommerce/bigcommerce-twin.ts';
import { countryName, EMPTY_ADDRESS, type OrderAddress } from '../bigcommerce/order-address.ts';
import { SAMPLE_BUYERS, SAMPLE_ITEMS, type SampleBuyer, sampleOrder } from './sample-buyers.ts';

/** Puts the sample goods, the sample customers and so many orders into a store. */
export function fillBigCommerce(twin: BigCommerceTwin, orders: number): void {
  for (const { sku, name, price, stock } of SAMPLE_ITEMS)
    twin.addProduct({ sku, name, price: Number(price), inventory_tracking: 'product', inventory_level: stock });
  const ids = new Map(SAMPLE_BUYERS.map((buyer) => [buyer.email, twin.addCustomer(accountOf(buyer)).id]));
  for (let index = 0; index < orders; index += 1) {
    const { buyer, lines } = sampleOrder(index);
    twin.placeOrder({
      customerId: ids.get(buyer.email) ?? 0,
      billing: addressOf(buyer),
      lines: lines.map(({ item, quantity }) => ({ sku: item.sku, quantity })),
      shipping: { method: 'Ground', price: '4.90' },
      payment: {
        name: 'Credit Card',
        status: 'captured',
        event: 'purchase',
        method: 'credit_card',
        gateway: 'braintree',
        gatewayId: `bt-sample-${index + 1}`,
      },
    });
  }
}

const accountOf = (buyer: SampleBuyer) => ({
  email: buyer.email,
  first_name: buyer.firstName,
  last_name: buyer.lastName,
  company: buyer.company ?? '',
  phone: buyer.phone,
  addresses: [
    {
      first_name: buyer.firstName,
      last_name: buyer.lastName,
      company: buyer.company ?? '',
      address1: buyer.street,
      city: buyer.city,
      postal_code: buyer.postcode,
      country_code: buyer.country,
      phone: buyer.phone,
    },
  ],
});

const addressOf = (buyer: SampleBuyer): OrderAddress => ({
  ...EMPTY_ADDRESS,
  first_name: buyer.firstName,
  last_name: buyer.lastName,
  company: buyer.company ?? '',
  street_1: buyer.street,
  city: buyer.city,
  zip: buyer.postcode,
  country: countryName(buyer.country),
  country_iso2: buyer.country,
  phone: buyer.phone,
  email: buyer.email,
});
