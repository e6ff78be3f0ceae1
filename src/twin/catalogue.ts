import type { Clock } from '../model/clock.ts';
import type { TwinSystem } from './kit/twin-server.ts';

/** A system of which there is a twin: how to make one, and how to connect to it. */
export interface CataloguedTwin {
  readonly title: string;
  /** What pipes usually call a connection to it. */
  readonly role: 'shop' | 'erp';
  /** Makes one; with `orders` it holds sample goods, and a shop sample customers and so many orders as well. */
  readonly make: (clock: Clock, orders: number | undefined) => Promise<TwinSystem>;
  /** What it accepts, by the connector’s names of credentials. No secrets: a twin is on this machine only. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Options that a connection to it must set, at the address where it is served. */
  readonly options: (url: string) => Readonly<Record<string, unknown>>;
}

const TENANT = '11112222-aaaa-4333-8bbb-4444cccc5555';

const SAGE_INTACCT_OPTIONS = {
  currency: 'EUR',
  time_zone: 'Europe/Rome',
  warehouse: 'MAIN',
  payment_kinds: { Card: 'creditCard', Cash: 'cash', Bank: 'eft' },
  payment_bank_account: 'BOA',
  advance_account: '2100',
};

async function makeSageIntacct(clock: Clock, orders: number | undefined): Promise<TwinSystem> {
  const [{ SageIntacctTwin }, { fillSageIntacct }] = await Promise.all([
    import('./sage-intacct/sage-intacct-twin.ts'),
    import('./samples/fill-sage-intacct.ts'),
  ]);
  const twin = new SageIntacctTwin({ clock });
  if (orders !== undefined) fillSageIntacct(twin);
  return twin;
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
      const twin = createShopifyTwin({ clock, currency: 'EUR' });
      if (orders !== undefined) fillShopify(twin, orders);
      return twin;
    },
    credentials: {
      access_token: 'shpat_twin_static',
      client_id: 'twin-client-id',
      client_secret: 'twin-client-secret',
    },
    options: () => ({ currency: 'EUR', prices_include_tax: false, location_id: '81000000001' }),
  },
  magento: {
    title: 'Magento / Adobe Commerce',
    role: 'shop',
    make: async (clock, orders) => {
      const [{ createMagentoTwin }, { fillMagento }] = await Promise.all([
        import('./magento/magento-twin.ts'),
        import('./samples/fill-magento.ts'),
      ]);
      const twin = createMagentoTwin({ clock });
      if (orders !== undefined) fillMagento(twin, orders);
      return twin;
    },
    credentials: {
      consumer_key: 'twin-consumer-key',
      consumer_secret: 'twin-consumer-secret',
      access_token: 'twin-access-token',
      access_token_secret: 'twin-access-token-secret',
    },
    options: () => ({ currency: 'EUR', prices_include_tax: false }),
  },
  'salesforce-commerce': {
    title: 'Salesforce B2C Commerce',
    role: 'shop',
    make: async (clock, orders) => {
      const [{ SalesforceCommerceTwin }, { fillSalesforceCommerce }] = await Promise.all([
        import('./salesforce-commerce/salesforce-commerce-twin.ts'),
        import('./samples/fill-salesforce-commerce.ts'),
      ]);
      const twin = new SalesforceCommerceTwin({ clock });
      if (orders !== undefined) fillSalesforceCommerce(twin, orders);
      return twin;
    },
    credentials: { client_id: '5c0ffee0-0000-4000-8000-00000000e4b0', client_secret: 'twin-client-secret' },
    options: (url) => ({
      organization_id: 'f_ecom_zzte_prd',
      instance_url: url,
      site_id: 'RefArch',
      catalog_id: 'storefront-catalog',
      inventory_list_id: 'inventory-main',
      price_book_id: 'list-prices',
      sale_price_book_id: 'sale-prices',
      customer_list_id: 'RefArch',
      token_url: `${url}/dwsso/oauth2/access_token`,
      currency: 'EUR',
      prices_include_tax: false,
    }),
  },
  'sap-commerce': {
    title: 'SAP Commerce Cloud',
    role: 'shop',
    make: async (clock, orders) => {
      const [{ createSapCommerceTwin }, { fillSapCommerce }] = await Promise.all([
        import('./sap-commerce/sap-commerce-twin.ts'),
        import('./samples/fill-sap-commerce.ts'),
      ]);
      const twin = createSapCommerceTwin({ clock });
      if (orders !== undefined) fillSapCommerce(twin, orders);
      return twin;
    },
    credentials: { client_id: 'twin-client', client_secret: 'twin-client-secret' },
    options: () => ({ currency: 'EUR', prices_include_tax: false, warehouse: 'main' }),
  },
  bigcommerce: {
    title: 'BigCommerce',
    role: 'shop',
    make: async (clock, orders) => {
      const [{ BigCommerceTwin }, { fillBigCommerce }] = await Promise.all([
        import('./bigcommerce/bigcommerce-twin.ts'),
        import('./samples/fill-bigcommerce.ts'),
      ]);
      const twin = new BigCommerceTwin({ clock });
      if (orders !== undefined) fillBigCommerce(twin, orders);
      return twin;
    },
    credentials: { access_token: 'twin-access-token', client_secret: 'twin-client-secret' },
    options: () => ({ store_hash: 'abc123', currency: 'EUR', prices_include_tax: false }),
  },
  'business-central': {
    title: 'Microsoft Dynamics 365 Business Central',
    role: 'erp',
    make: async (clock, orders) => {
      const [{ BusinessCentralTwin }, { fillBusinessCentral }] = await Promise.all([
        import('./business-central/business-central-twin.ts'),
        import('./samples/fill-business-central.ts'),
      ]);
      const twin = new BusinessCentralTwin({ clock });
      if (orders !== undefined) fillBusinessCentral(twin);
      return twin;
    },
    credentials: { client_id: '0c0ffee0-0000-4000-8000-00000000c0de', client_secret: 'twin-client-secret' },
    options: (url) => ({
      tenant: TENANT,
      environment: 'Sandbox',
      company: 'bb6d48b6-c7b2-4a38-9a93-ad5506407f12',
      local_currency: 'EUR',
      token_url: `${url}/${TENANT}/oauth2/v2.0/token`,
      shipping_account: '44100',
      fee_account: '44200',
      tax_tolerance: '0.02',
      rounding_account: '44900',
      payment_journal: '7f2c1a10-5b1e-4f6a-9d53-000000000027',
    }),
  },
  acumatica: {
    title: 'Acumatica Cloud ERP',
    role: 'erp',
    make: async (clock, orders) => {
      const [{ AcumaticaTwin }, { fillAcumatica }] = await Promise.all([
        import('./acumatica/acumatica-twin.ts'),
        import('./samples/fill-acumatica.ts'),
      ]);
      // Several commands at a time, and laws that take a session away from their connection, need more than a licence's two.
      const twin = new AcumaticaTwin({ clock, apiUsers: 8 });
      if (orders !== undefined) fillAcumatica(twin);
      return twin;
    },
    credentials: {
      client_id: '4C5A2E0B-7D11-4D3B-9C61-0AC0FFEE0001@Company',
      client_secret: 'twin-client-secret',
      username: 'api.user',
      password: 'twin-password',
    },
    options: () => ({ currencies: ['EUR'], time_zone: 'Europe/Rome' }),
  },
  'epicor-p21': {
    title: 'Epicor Prophet 21',
    role: 'erp',
    make: async (clock, orders) => {
      const [{ EpicorP21Twin }, { fillEpicorP21 }] = await Promise.all([
        import('./epicor-p21/epicor-p21-twin.ts'),
        import('./samples/fill-epicor-p21.ts'),
      ]);
      const twin = new EpicorP21Twin({ clock });
      if (orders !== undefined) fillEpicorP21(twin);
      return twin;
    },
    credentials: { username: 'api.user', password: 'twin-password' },
    options: (url) => ({
      ui_url: `${url}/uiserver0`,
      company: '01',
      currency: 'EUR',
      location: '10',
      salesrep: '2002',
      time_zone: 'Europe/Rome',
      discount_item: 'WEBCOUPON',
      freight_item: 'FREIGHT',
      fee_item: 'FEE',
      custom_line_item: 'FEE',
      rounding_item: 'ROUNDING',
      tax_tolerance: '0.02',
    }),
  },
  'sap-business-one': {
    title: 'SAP Business One',
    role: 'erp',
    make: async (clock, orders) => {
      const [{ SapBusinessOneTwin }, { fillSapBusinessOne }] = await Promise.all([
        import('./sap-business-one/sap-business-one-twin.ts'),
        import('./samples/fill-sap-business-one.ts'),
      ]);
      const twin = new SapBusinessOneTwin({ clock });
      if (orders !== undefined) fillSapBusinessOne(twin);
      return twin;
    },
    credentials: { company_db: 'SBODEMO', username: 'web.user', password: 'twin-password' },
    options: () => ({
      currencies: ['EUR'],
      time_zone: 'Europe/Rome',
      customer_series: 1,
      freight_expense: 1,
      payment_accounts: { '*': '161010' },
    }),
  },
  'epicor-eclipse': {
    title: 'Epicor Eclipse',
    role: 'erp',
    make: async (clock, orders) => {
      const [{ EpicorEclipseTwin }, { fillEpicorEclipse }] = await Promise.all([
        import('./epicor-eclipse/epicor-eclipse-twin.ts'),
        import('./samples/fill-epicor-eclipse.ts'),
      ]);
      // Several commands at a time, and laws that take a session away from their connection, need several licences.
      const twin = new EpicorEclipseTwin({ clock, licences: 20 });
      if (orders !== undefined) fillEpicorEclipse(twin);
      return twin;
    },
    credentials: { username: 'WEBAPI', password: 'twin-password' },
    options: () => ({ currency: 'EUR', time_zone: 'Europe/Rome' }),
  },
  netsuite: {
    title: 'Oracle NetSuite',
    role: 'erp',
    make: async (clock, orders) => {
      const [{ NetSuiteTwin }, { fillNetSuite }] = await Promise.all([
        import('./netsuite/netsuite-twin.ts'),
        import('./samples/fill-netsuite.ts'),
      ]);
      const twin = new NetSuiteTwin({ clock });
      if (orders !== undefined) fillNetSuite(twin);
      return twin;
    },
    credentials: {
      consumer_key: 'twin-consumer-key',
      consumer_secret: 'twin-consumer-secret',
      token_id: 'twin-token-id',
      token_secret: 'twin-token-secret',
    },
    options: () => ({ account: '1234567_SB1', subsidiary: '2', currency: 'EUR', time_zone: 'Europe/Rome' }),
  },
  infor: {
    title: 'Infor CloudSuite Distribution',
    role: 'erp',
    make: async (clock, orders) => {
      const [{ InforTwin }, { fillInfor }] = await Promise.all([
        import('./infor/infor-twin.ts'),
        import('./samples/fill-infor.ts'),
      ]);
      const twin = new InforTwin({ clock });
      if (orders !== undefined) fillInfor(twin);
      return twin;
    },
    credentials: {
      access_key: 'ACME_TST#twin-access-key',
      secret_key: 'twin-secret-key',
      client_id: 'ACME_TST~twin-client',
      client_secret: 'twin-client-secret',
    },
    options: (url) => ({
      tenant: 'ACME_TST',
      token_url: `${url}/ACME_TST/as/token.oauth2`,
      company_number: 1,
      operator: 'web',
      warehouse: 'MAIN',
      currency: 'EUR',
      time_zone: 'Europe/Rome',
      freight_addon: '1',
    }),
  },
  'sage-intacct': {
    title: 'Sage Intacct',
    role: 'erp',
    make: makeSageIntacct,
    credentials: {
      client_id: '0123456789abcdef.app.sage.com',
      client_secret: 'twin-client-secret',
      username: 'web@ACME',
    },
    options: () => SAGE_INTACCT_OPTIONS,
  },
  // The same company by its other door.
  'sage-intacct-xml': {
    title: 'Sage Intacct by its XML gateway',
    role: 'erp',
    make: makeSageIntacct,
    credentials: {
      sender_id: 'twin-sender',
      sender_password: 'twin-sender-password',
      company_id: 'ACME',
      user_id: 'web',
      user_password: 'twin-user-password',
    },
    options: () => SAGE_INTACCT_OPTIONS,
  },
};
