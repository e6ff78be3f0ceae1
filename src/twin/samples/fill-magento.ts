import type { MagentoTwin } from '../magento/magento-twin.ts';
import { SAMPLE_BUYERS, SAMPLE_ITEMS, type SampleBuyer, sampleOrder } from './sample-buyers.ts';

/** Puts the sample goods, the sample customers and so many orders into a shop. */
export function fillMagento(twin: MagentoTwin, orders: number): void {
  for (const { sku, name, price, stock } of SAMPLE_ITEMS) twin.addProduct({ sku, name, price: Number(price) }, stock);
  const accounts = new Map(
    SAMPLE_BUYERS.map((buyer) => [
      buyer.email,
      twin.addCustomer({
        email: buyer.email,
        firstname: buyer.firstName,
        lastname: buyer.lastName,
        addresses: [addressOf(buyer)],
      }),
    ]),
  );
  for (let index = 0; index < orders; index += 1) {
    const { buyer, lines } = sampleOrder(index);
    const account = accounts.get(buyer.email);
    const billing = account?.addresses[0];
    if (account === undefined || billing === undefined) throw new RangeError(`no account of ${buyer.email}`);
    twin.placeOrder({
      customerId: account.id,
      email: buyer.email,
      billing,
      lines: lines.map(({ item, quantity }) => ({ sku: item.sku, quantity })),
      shipping: { method: 'flatrate_flatrate', description: 'Flat Rate - Fixed', price: '4.90' },
      payment: { method: 'braintree', title: 'Credit Card (Braintree)' },
      captured: { transactionId: `bt-sample-${index + 1}` },
      state: 'processing',
    });
  }
}

const addressOf = (buyer: SampleBuyer) => ({
  firstname: buyer.firstName,
  lastname: buyer.lastName,
  company: buyer.company ?? '',
  street: [buyer.street],
  city: buyer.city,
  postcode: buyer.postcode,
  country_id: buyer.country,
  telephone: buyer.phone,
  default_billing: true,
  default_shipping: true,
});
