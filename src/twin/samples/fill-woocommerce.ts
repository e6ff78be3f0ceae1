import type { WooCommerceTwin } from '../woocommerce/woocommerce-twin.ts';
import { SAMPLE_BUYERS, SAMPLE_ITEMS, type SampleBuyer, sampleOrder } from './sample-buyers.ts';

/** Puts the sample goods, the sample customers and so many orders into a shop. */
export function fillWooCommerce(twin: WooCommerceTwin, orders: number): void {
  for (const { sku, name, price, stock } of SAMPLE_ITEMS)
    twin.addProduct({ sku, name, regular_price: price, manage_stock: true, stock_quantity: stock });
  const ids = new Map(
    SAMPLE_BUYERS.map((buyer) => [
      buyer.email,
      twin.addCustomer({
        email: buyer.email,
        username: buyer.email,
        first_name: buyer.firstName,
        last_name: buyer.lastName,
        billing: addressOf(buyer),
        shipping: addressOf(buyer),
      }).id,
    ]),
  );
  for (let index = 0; index < orders; index += 1) {
    const { buyer, lines } = sampleOrder(index);
    twin.placeOrder({
      customerId: ids.get(buyer.email) ?? 0,
      lines: lines.map(({ item, quantity }) => ({ sku: item.sku, quantity })),
      shippingLines: [{ methodId: 'flat_rate', title: 'Flat rate', total: '4.90' }],
      billing: { ...addressOf(buyer), email: buyer.email, phone: buyer.phone },
      shipping: addressOf(buyer),
    });
  }
}

function addressOf(buyer: SampleBuyer) {
  return {
    first_name: buyer.firstName,
    last_name: buyer.lastName,
    company: buyer.company ?? '',
    address_1: buyer.street,
    city: buyer.city,
    postcode: buyer.postcode,
    country: buyer.country,
  };
}
