import { WOOCOMMERCE_VERSION } from './order-view.ts';
import { ok, type Route } from './route.ts';
import type { SiteSettings } from './site-settings.ts';

/** `/wp-json/` and `system_status`: what a client reads to learn which shop and which plugins it talks to. */
export function siteInformationRoutes(settings: SiteSettings, paths: () => readonly string[]): readonly Route[] {
  const tracking = settings.shipmentTracking ? ['wc-shipment-tracking/v3'] : [];
  return [
    {
      methods: ['GET'],
      path: '/',
      access: 'public',
      parameters: {},
      handle: ({ site, store }) =>
        ok({
          name: 'Twin shop',
          description: '',
          url: site,
          home: site,
          gmt_offset: String((store.time.wall(store.now()) - store.now()) / 3600),
          timezone_string: settings.timeZone,
          namespaces: ['oembed/1.0', 'wc/v1', 'wc/v2', 'wc/v3', 'wc/store/v1', ...tracking, 'wp/v2'],
          authentication: {},
          routes: Object.fromEntries(paths().map((path) => [path, {}])),
        }),
    },
    {
      methods: ['GET'],
      path: '/wc/v3/system_status',
      access: 'list',
      parameters: {},
      handle: ({ site }) =>
        ok({
          environment: { home_url: site, site_url: site, version: WOOCOMMERCE_VERSION, wp_version: '7.0.4' },
          database: { wc_database_version: WOOCOMMERCE_VERSION },
          active_plugins: tracking.map(() => ({
            plugin: 'woocommerce-shipment-tracking/woocommerce-shipment-tracking.php',
            name: 'WooCommerce Shipment Tracking',
          })),
          settings: {
            api_enabled: false,
            force_ssl: false,
            currency: settings.currency,
            currency_position: 'left',
            thousand_separator: ',',
            decimal_separator: '.',
            number_of_decimals: settings.priceDecimals,
            taxes_enabled: true,
            HPOS_enabled: true,
          },
        }),
    },
  ];
}
