import type { Clock } from '../src/model/clock.ts';
import { BusinessCentralTwin } from '../src/twin/business-central/business-central-twin.ts';
import { type RunningTwin, startTwin } from '../src/twin/kit/twin-server.ts';
import type { OrderPlacement } from '../src/twin/woocommerce/order-placement.ts';
import type { Order } from '../src/twin/woocommerce/order-state.ts';
import { createWooCommerceTwin, type WooCommerceTwin } from '../src/twin/woocommerce/woocommerce-twin.ts';

/** A shop and an ERP on this machine that sell the same three things. */
export interface TrialSystems {
  readonly shop: RunningTwin<WooCommerceTwin>;
  readonly erp: RunningTwin<BusinessCentralTwin>;
  readonly close: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

export const ARTICLES = [
  { sku: 'MUG-01', name: 'Ceramic mug', price: '12.50' },
  { sku: 'PEN-01', name: 'Ball pen', price: '1.33' },
  { sku: 'CAP-01', name: 'Bottle cap', price: '2.06' },
] as const;

/** Their tax of 22 % comes to 0.75 for the shop, which rounds the sum, and to 0.74 for the ERP, which rounds each line. */
export const A_CENT_APART = [
  { sku: 'PEN-01', quantity: 1 },
  { sku: 'CAP-01', quantity: 1 },
] as const;

export async function trialSystems(
  clock: Clock,
  { requestsPerWindow = 6000 }: { readonly requestsPerWindow?: number } = {},
): Promise<TrialSystems> {
  const shop = await startTwin(createWooCommerceTwin({ clock, roundTaxAtSubtotal: true }), { clock });
  const erp = await startTwin(new BusinessCentralTwin({ clock, requestsPerWindow }), { clock });
  for (const { sku, name, price } of ARTICLES) {
    shop.system.addProduct({ name, sku, regular_price: price, status: 'publish', type: 'simple' });
    erp.system.addItem({
      number: sku,
      displayName: name,
      unitPrice: Number(price),
      inventory: 100_000,
      taxGroupCode: 'TAXABLE',
    });
  }
  const close = async () => {
    await Promise.all([shop.close(), erp.close()]);
  };
  return { shop, erp, close, [Symbol.asyncDispose]: close };
}

/** A paid order of one line by guest `guest`; parts given take the place of the usual ones. */
export function placeTrialOrder(shop: WooCommerceTwin, guest: number, placement: Partial<OrderPlacement> = {}): Order {
  const address = {
    first_name: 'Giulia',
    last_name: `Rossi ${guest}`,
    company: '',
    address_1: `Via Roma ${guest + 1}`,
    address_2: '',
    city: 'Torino',
    state: 'TO',
    postcode: '10121',
    country: 'IT',
  };
  return shop.placeOrder({
    lines: [{ sku: 'MUG-01', quantity: 2 }],
    billing: { ...address, email: `guest.${guest}@example.com`, phone: '+39 011 555 010' },
    shipping: address,
    shippingLines: [{ methodId: 'flat_rate', title: 'Courier', total: '7.50' }],
    status: 'processing',
    ...placement,
  });
}

/** The ERP's orders by the shop's number, as they stand: a doubled one has two entries in its list. */
export function ordersByNumber({ system }: RunningTwin<BusinessCentralTwin>): Map<string, number> {
  const found = new Map<string, number>();
  for (const order of [...system.company.salesOrders.all(), ...system.company.salesInvoices.all()]) {
    const number = String(order.externalDocumentNumber);
    found.set(number, (found.get(number) ?? 0) + 1);
  }
  return found;
}

/** Whether a request is to create an order on the ERP. */
export const isOrderPost = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === 'POST' && path.endsWith('/salesOrders');
