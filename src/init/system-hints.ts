/** What a connector file does not say, and a first configuration needs to show: addresses, a sandbox, codes for tables. */
export interface SystemHints {
  readonly url: string;
  readonly urlSays: string;
  readonly sandbox: { readonly url?: string; readonly options?: Readonly<Record<string, unknown>> };
  /** By lookup table: codes as the system writes them. */
  readonly codes: Readonly<Record<string, readonly string[]>>;
}

const UNKNOWN: SystemHints = {
  url: 'https://system.example.com',
  urlSays: 'scheme and host, without the API’s own path',
  sandbox: { url: 'https://sandbox.example.com' },
  codes: {},
};

/** `method:instance` of a WooCommerce shipping zone, ids of its payment gateways; handles of Shopify; `carrier_method` of Magento; codes of SAP Commerce’s sample data; codes of a new Business Central company; those of the others are each company’s own. */
const HINTS: Readonly<Record<string, SystemHints>> = {
  woocommerce: {
    url: 'https://shop.example.com',
    urlSays: 'address of the site, without /wp-json',
    sandbox: { url: 'https://staging.example.com' },
    codes: {
      'shipping-methods': ['flat_rate:1', 'free_shipping:2', 'local_pickup:3'],
      'payment-methods': ['bacs', 'stripe', 'ppcp-gateway', 'cod'],
    },
  },
  shopify: {
    url: 'https://your-store.myshopify.com',
    urlSays: 'the .myshopify.com address of the store, not its public domain',
    sandbox: { url: 'https://your-development-store.myshopify.com' },
    codes: {
      'shipping-methods': ['Standard', 'Express', 'Local pickup'],
      'payment-methods': ['Bank Deposit', 'shopify_payments', 'paypal', 'manual'],
    },
  },
  magento: {
    url: 'https://shop.example.com',
    urlSays: 'address of the shop, without /rest',
    sandbox: { url: 'https://staging.example.com' },
    codes: {
      'shipping-methods': ['flatrate_flatrate', 'tablerate_bestway', 'freeshipping_freeshipping'],
      'payment-methods': ['checkmo', 'banktransfer', 'purchaseorder', 'braintree'],
      'customer-groups': ['Wholesale', 'Retailer'],
    },
  },
  'salesforce-commerce': {
    url: 'https://abcd1234.api.commercecloud.salesforce.com',
    urlSays:
      'the short code of Salesforce Commerce API with its domain; the instance itself is the option instance_url',
    sandbox: { url: 'https://efgh5678.api.commercecloud.salesforce.com' },
    codes: {
      'shipping-methods': ['001', '002', 'pickup'],
      'payment-methods': ['CREDIT_CARD', 'PayPal', 'BANK_TRANSFER'],
      'customer-groups': ['wholesale-prices', 'retailer-prices'],
    },
  },
  'sap-commerce': {
    url: 'https://api.shop.example.com',
    urlSays: 'address of the API host, without /odata2webservices and /occ',
    sandbox: { url: 'https://api.staging.example.com' },
    codes: {
      'shipping-methods': ['standard-net', 'premium-net', 'pickup'],
      'payment-methods': ['creditcard', 'invoice', 'advance'],
    },
  },
  bigcommerce: {
    url: 'https://api.bigcommerce.com',
    urlSays: 'the same for every store; which one it is says the option store_hash',
    sandbox: { options: { store_hash: 'your-sandbox-hash' } },
    codes: {
      'shipping-methods': ['Ground', 'Free Shipping', 'Pickup In Store'],
      'payment-methods': ['Credit Card', 'Purchase Order', 'Bank Deposit', 'PayPal'],
      'customer-groups': ['2', '3'],
    },
  },
  'business-central': {
    url: 'https://api.businesscentral.dynamics.com',
    urlSays: 'the same for every tenant of Business Central online',
    sandbox: { options: { environment: 'Sandbox' } },
    codes: {
      'shipping-methods': ['STANDARD', 'FREE', 'PICKUP'],
      'payment-methods': ['BANK', 'CARD', 'PAYPAL', 'CASH'],
    },
  },
  'epicor-p21': {
    url: 'https://p21.example.com',
    urlSays: 'address of the middleware; older ones on premises listen on port 3443',
    sandbox: { url: 'https://p21-play.example.com', options: { ui_url: 'https://p21-play.example.com/uiserver0' } },
    codes: {
      'shipping-methods': ['100012', '100013', '100014'],
      'payment-methods': ['CARD', 'BANK', 'CASH'],
    },
  },
  'epicor-eclipse': {
    url: 'https://eclipse.example.com:5000',
    urlSays:
      'address of the Eclipse server with its port, where /swagger answers; for the cloud Epicor gives the host name',
    sandbox: { url: 'https://eclipse-test.example.com:5000' },
    codes: {
      'shipping-methods': ['UPS GROUND', 'OUR TRUCK', 'WILL CALL'],
      'payment-methods': ['CARD', 'CHECK', 'TERMS'],
    },
  },
  acumatica: {
    url: 'https://your-company.acumatica.com',
    urlSays: 'address of the tenant’s site, with the site’s own path where it has one, without /entity',
    sandbox: { url: 'https://your-company-sandbox.acumatica.com' },
    codes: {
      'shipping-methods': ['GROUND', 'EXPRESS', 'PICKUP'],
      'payment-methods': ['CARD', 'CHECK', 'WIRE'],
      'customer-groups': ['WHOLESALE', 'RETAIL'],
    },
  },
  'distribution-one-rest': {
    url: 'https://erp.example.com/erp-one',
    urlSays: 'where the paths of the options begin',
    sandbox: { url: 'https://erp-test.example.com/erp-one' },
    codes: {
      'shipping-methods': ['UPSG', 'PICKUP'],
      'payment-methods': ['CARD', 'CHECK', 'TERMS'],
      'customer-groups': ['WHOLESALE', 'RETAIL'],
    },
  },
  'ddi-inform-rest': {
    url: 'https://erp.example.com/inform',
    urlSays: 'where the paths of the options begin',
    sandbox: { url: 'https://erp-test.example.com/inform' },
    codes: {
      'shipping-methods': ['UPSG', 'PICKUP'],
      'payment-methods': ['CARD', 'CHECK', 'TERMS'],
      'customer-groups': ['WHOLESALE', 'RETAIL'],
    },
  },
  'sap-business-one': {
    url: 'https://b1.example.com:50000',
    urlSays: 'address of the Service Layer’s load balancer with its port, without /b1s',
    sandbox: { url: 'https://b1-test.example.com:50000' },
    codes: {
      'shipping-methods': ['1', '2', 'Ground'],
      'payment-methods': ['CARD', 'WIRE', 'CASH'],
      'customer-groups': ['Wholesale', 'Dealers'],
    },
  },
  infor: {
    url: 'https://mingle-ionapi.inforcloudsuite.com',
    urlSays: '`iu` of the .ionapi file: the gateway root, without tenant',
    sandbox: { url: 'https://mingle-ionapi.inforcloudsuite.com', options: { tenant: 'ACME_TST' } },
    codes: {
      'shipping-methods': ['UPSG', 'UPS2', 'PICK'],
      'payment-methods': ['CARD', 'WIRE', 'TERMS'],
    },
  },
  'sage-intacct': {
    url: 'https://api.intacct.com',
    urlSays: 'the same for every company, without /ia; which one it is, the user says: name@company',
    sandbox: { url: 'https://api.intacct.com' },
    codes: { 'shipping-methods': ['Ground', 'Express', 'Pick-up'], 'payment-methods': ['Card', 'Bank', 'Cash'] },
  },
  'sage-intacct-xml': {
    url: 'https://api.intacct.com',
    urlSays: 'the same for every company, without /ia; which one it is, the company id says',
    sandbox: { url: 'https://api.intacct.com' },
    codes: { 'shipping-methods': ['Ground', 'Express', 'Pick-up'], 'payment-methods': ['Card', 'Bank', 'Cash'] },
  },
  'distribution-one': {
    url: 'sftp://files.example.com/erp-one',
    urlSays: 'SFTP server and folder; file:///… for a shared folder, with `auth: folder`',
    sandbox: { url: 'sftp://files.example.com/erp-one-test' },
    codes: {
      'shipping-methods': ['UPSG', 'PICKUP'],
      'payment-methods': ['CARD', 'CHECK', 'TERMS'],
      'customer-groups': ['WHOLESALE', 'RETAIL'],
    },
  },
  netsuite: {
    url: 'https://1234567.suitetalk.api.netsuite.com',
    urlSays: 'account id in lower case, with - for _, before .suitetalk.api.netsuite.com',
    sandbox: { url: 'https://1234567-sb1.suitetalk.api.netsuite.com', options: { account: '1234567_SB1' } },
    codes: {
      'shipping-methods': ['GROUND', 'EXPRESS', 'PICKUP'],
      'payment-methods': ['CARD', 'CHECK', 'WIRE'],
      'customer-groups': ['Wholesale', 'Dealer'],
    },
  },
  'ddi-inform': {
    url: 'sftp://files.example.com/inform/MAIN',
    urlSays: 'SFTP server and folder of one company; file:///… for a shared folder, with `auth: folder`',
    sandbox: { url: 'sftp://files.example.com/inform-test/MAIN' },
    codes: {
      'shipping-methods': ['UPSG', 'PICKUP'],
      'payment-methods': ['CARD', 'CHECK', 'TERMS'],
      'customer-groups': ['WHOLESALE', 'RETAIL'],
    },
  },
};

export const systemHints = (system: string): SystemHints => HINTS[system] ?? UNKNOWN;
