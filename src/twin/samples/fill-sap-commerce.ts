import type { SapCommerceTwin } from '../sap-commerce/sap-commerce-twin.ts';
import { SAMPLE_BUYERS, SAMPLE_ITEMS, type SampleBuyer, sampleOrder } from './sample-buyers.ts';

/** Puts the sample goods, the sample customers and so many orders into a shop. */
export function fillSapCommerce(twin: SapCommerceTwin, orders: number): void {
  for (const item of SAMPLE_ITEMS) twin.addProduct(item);
  for (const buyer of SAMPLE_BUYERS)
    twin.addCustomer({
      uid: buyer.email,
      name: `${buyer.firstName} ${buyer.lastName}`,
      addresses: [addressOf(buyer)],
    });
  for (let index = 0; index < orders; index += 1) {
    const { buyer, lines } = sampleOrder(index);
    twin.placeOrder({
      customer: buyer.email,
      billing: addressOf(buyer),
      lines: lines.map(({ item, quantity }) => ({ sku: item.sku, quantity })),
      delivery: { mode: 'standard-net', cost: '4.90' },
      paymentMode: 'creditcard',
      captured: `psp-sample-${index + 1}`,
    });
  }
}

const addressOf = (buyer: SampleBuyer) => ({
  firstname: buyer.firstName,
  lastname: buyer.lastName,
  company: buyer.company,
  streetname: buyer.street,
  town: buyer.city,
  postalcode: buyer.postcode,
  country: buyer.country,
  phone1: buyer.phone,
  email: buyer.email,
});
