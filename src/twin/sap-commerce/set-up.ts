import { ENUMS } from './core-types.ts';
import type { Store } from './store.ts';

/** What every shop has before anything is sold: enums, countries, a catalogue with its two versions, ways of delivery and payment. */
export function setUp(store: Store): void {
  const { settings } = store;
  for (const [type, codes] of Object.entries(ENUMS))
    for (const code of [...codes, ...(settings.enumValues[type] ?? [])]) store.create(type, { code });
  for (const isocode of new Set([settings.currency, 'EUR', 'USD'])) store.create('Currency', { isocode });
  for (const isocode of settings.languages) store.create('Language', { isocode });
  for (const isocode of COUNTRIES) store.create('Country', { isocode });
  store.create('BaseSite', { uid: settings.site });
  store.create('BaseStore', { uid: settings.store });
  store.create('Unit', { code: 'pieces' });
  for (const code of settings.warehouses) store.create('Warehouse', { code });
  for (const [code, name] of DELIVERY_MODES) store.create('DeliveryMode', { code, name: new Map([['en', name]]) });
  for (const [code, name] of PAYMENT_MODES) store.create('PaymentMode', { code, name: new Map([['en', name]]) });
  store.create('PrincipalGroup', { uid: 'customergroup' });
  store.create('B2BDocumentType', { code: 'Invoice' });
  const catalog = store.create('Catalog', { id: settings.catalog });
  for (const version of ['Staged', 'Online']) store.create('CatalogVersion', { version, catalog });
}

const COUNTRIES = ['IT', 'DE', 'FR', 'AT', 'CH', 'DK', 'ES', 'GB', 'NL', 'US'];

const DELIVERY_MODES = [
  ['standard-net', 'Standard Delivery'],
  ['premium-net', 'Premium Delivery'],
  ['free-standard-shipping', 'Free Standard Delivery'],
] as const;

const PAYMENT_MODES = [
  ['creditcard', 'Credit Card'],
  ['invoice', 'Invoice'],
  ['advance', 'Payment in Advance'],
] as const;
