import type { Clock } from '../model/clock.ts';
import { BusinessCentralTwin } from '../twin/business-central/business-central-twin.ts';
import { TWIN_CLIENT } from '../twin/business-central/settings.ts';
import { type RunningTwin, startTwin } from '../twin/kit/twin-server.ts';
import { TWIN_KEYS } from '../twin/woocommerce/site-settings.ts';
import { createWooCommerceTwin, type WooCommerceTwin } from '../twin/woocommerce/woocommerce-twin.ts';

/** The demo’s shop and ERP, running on this machine. */
export interface DemoSystems {
  readonly shop: RunningTwin<WooCommerceTwin>;
  readonly erp: RunningTwin<BusinessCentralTwin>;
  /** The variables that pipewright.yaml refers to. */
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

export async function startDemoSystems(
  clock: Clock,
  options: { readonly requestsPerWindow?: number } = {},
): Promise<DemoSystems> {
  const shop = await startTwin(createWooCommerceTwin({ clock }), { clock });
  const erp = await startTwin(new BusinessCentralTwin({ clock, ...options }), { clock });
  return {
    shop,
    erp,
    env: {
      DEMO_SHOP_URL: shop.url,
      DEMO_SHOP_KEY: TWIN_KEYS.readWrite.consumerKey,
      DEMO_SHOP_SECRET: TWIN_KEYS.readWrite.consumerSecret,
      DEMO_ERP_URL: erp.url,
      DEMO_ERP_CLIENT: TWIN_CLIENT.id,
      DEMO_ERP_SECRET: TWIN_CLIENT.secret,
    },
    close: async () => {
      await Promise.all([shop.close(), erp.close()]);
    },
  };
}
