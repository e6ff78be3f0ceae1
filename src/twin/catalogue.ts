import type { Clock } from '../model/clock.ts';
import type { TwinSystem } from './kit/twin-server.ts';

/** A system of which there is a twin: how to make one, and how to connect to it. */
export interface CataloguedTwin {
  readonly title: string;
  /** What pipes usually call a connection to it. */
  readonly role: 'shop' | 'erp';
  /** Makes one; with `orders` it holds sample goods, sample customers, and so many orders. */
  readonly make: (clock: Clock, orders: number | undefined) => Promise<TwinSystem>;
  /** What it accepts, by the connector’s names of credentials. No secrets: a twin is on this machine only. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Options that a connection to it must set, at the address where it is served. */
  readonly options: (url: string) => Readonly<Record<string, unknown>>;
}

export const TWINS: Readonly<Record<string, CataloguedTwin>> = {
  woocommerce: {
    title: 'WooCommerce',
    role: 'shop',
    make: async (clock, orders) => {
      const [{ createWooCommerceTwin }, { fillWooCommerce }] = await Promise.all([
        import('./woocommerce/woocommerce-twin.ts'),
        import('./samples/fill-woocommerce.ts'),
      ]);
      const twin = createWooCommerceTwin({ clock });
      if (orders !== undefined) fillWooCommerce(twin, orders);
      return twin;
    },
    credentials: { consumer_key: 'ck_twin_read_write', consumer_secret: 'cs_twin_read_write' },
    options: () => ({ currency: 'EUR', prices_include_tax: false }),
  },
  shopify: {
    title: 'Shopify',
    role: 'shop',
    make: async (clock, orders) => {
      const [{ createShopifyTwin }, { fillShopify }] = await Promise.all([
        import('./shopify/shopify-twin.ts'),
        import('./samples/fill-shopify.ts'),
      ]);
      const twin = createShopifyTwin({ clock });
      if (orders !== undefined) fillShopify(twin, orders);
      return twin;
    },
    credentials: {
      access_token: 'shpat_twin_static',
      client_id: 'twin-client-id',
      client_secret: 'twin-client-secret',
    },
    options: () => ({}),
  },
};
