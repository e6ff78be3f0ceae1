import { existsSync, readFileSync } from 'node:fs';
import { ManualClock } from '../../model/clock.ts';
import { createWooCommerceTwin, type WooCommerceTwin } from './woocommerce-twin.ts';

const FOLDER = new URL('../../../../shared/captures/woocommerce/', import.meta.url);

/** False where the captures are not checked out beside the project: tests that need them are skipped then. */
export const hasCaptures = existsSync(FOLDER);

export interface Capture {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly requestBody: string | undefined;
  readonly status: number;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: unknown;
}

/** One recorded exchange with a real server, by its name in the captures folder. */
export function capture(name: string): Capture {
  const [request = '', status = '', ...lines] = readFileSync(new URL(`${name}.headers.txt`, FOLDER), 'utf8').split(
    '\n',
  );
  const [, method = '', url = '', requestBody] = /^# (\w+) (\S+) (?:body: (.*))?$/.exec(request) ?? [];
  const { pathname, search } = new URL(url);
  return {
    method,
    target: `${pathname}${search}`,
    requestBody,
    status: Number(status.split(' ')[1]),
    headers: new Map(
      lines.flatMap((line) => {
        const at = line.indexOf(': ');
        return at < 0 ? [] : [[line.slice(0, at).toLowerCase(), line.slice(at + 2).trim()] as const];
      }),
    ),
    body: JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')),
  };
}

/** The site address in the captured links. */
export const CAPTURED_SITE = 'https://127.0.0.1:18080';

/** A twin in the state of the captured shop before the probe: the same products, coupons, customers and orders, by id. */
export function capturedShop(): { readonly twin: WooCommerceTwin; readonly clock: ManualClock } {
  const clock = new ManualClock('2026-11-23T03:02:21.000Z');
  const twin = createWooCommerceTwin({ clock, siteUrl: CAPTURED_SITE, anyStatusShowsDrafts: false });
  addCatalogue(twin);
  clock.advance(1000);
  addCustomers(twin);
  clock.advance(1000);
  twin.addCoupon({ code: 'SAVE10', amount: '10', discount_type: 'percent' });
  twin.addCoupon({ code: 'MINUS5', amount: '5', discount_type: 'fixed_cart' });
  twin.placeOrder({
    customerId: 2,
    createdVia: 'rest-api',
    lines: [
      { productId: 10, quantity: 3 },
      { productId: 13, quantity: 7 },
    ],
    shippingLines: [{ methodId: 'flat_rate', title: 'Standard courier', total: '7.50' }],
    coupons: ['SAVE10'],
    meta: { seed_tag: 'coupon' },
  });
  clock.advance(1000);
  twin.placeOrder({
    customerId: 3,
    createdVia: 'rest-api',
    lines: [{ productId: 12 }, { productId: 17 }],
    shippingLines: [{ methodId: 'flat_rate', title: 'Express courier', total: '14.99' }],
    fees: [{ name: 'Gift wrap', total: '2.00' }],
    paymentMethod: 'cod',
    paymentMethodTitle: 'Cash on delivery',
    customerNote: 'Please ring twice – Größe L',
    meta: { seed_tag: 'company' },
  });
  twin.placeOrder({
    customerId: 4,
    createdVia: 'rest-api',
    status: 'pending',
    lines: [{ productId: 11, quantity: 2 }],
    shippingLines: [{ methodId: 'flat_rate', title: 'Standard courier', total: '7.50' }],
    paymentMethod: '',
    paymentMethodTitle: '',
    meta: { seed_tag: 'pending' },
  });
  clock.advance(1000);
  twin.placeOrder({
    createdVia: 'store-api',
    lines: [{ productId: 10 }, { productId: 11, quantity: 3 }],
    billing: GUEST,
    shipping: { ...GUEST, address_1: 'Via Garibaldi 8', postcode: '10122' },
    shippingLines: [{ methodId: 'flat_rate', title: 'Standard courier', total: '7.50' }],
    paymentMethod: 'cod',
    paymentMethodTitle: 'Cash on delivery',
    customerNote: 'guest order',
    coupons: ['minus5'],
    meta: { is_vat_exempt: 'no' },
  });
  clock.advance(5 * 60_000);
  return { twin, clock };
}

const GUEST = {
  first_name: 'Guest',
  last_name: 'Buyer',
  address_1: 'Via Po 3',
  city: 'Torino',
  state: 'TO',
  postcode: '10124',
  country: 'IT',
  email: 'guest@example.net',
  phone: '+39 333 555004',
};

function addCatalogue(twin: WooCommerceTwin): void {
  const simple = (name: string, sku: string, regular_price: string, stock_quantity: number, weight = '') => ({
    name,
    sku,
    regular_price,
    stock_quantity,
    weight,
    manage_stock: true,
  });
  twin.addProduct(simple('Ceramic mug', 'MUG-01', '12.50', 100, '0.4'));
  twin.addProduct({ ...simple('Cotton T-shirt', 'TEE-01', '19.99', 25, '0.2'), sale_price: '14.99' });
  twin.addProduct(simple('Desk lamp', 'LAMP-01', '89.90', 7, '2.1'));
  twin.addProduct(simple('Ball pen', 'PEN-01', '1.33', 500));
  twin.addProduct(simple('Oak chair', 'CHAIR-01', '145.00', 0));
  const sizes = [{ name: 'Size', visible: true, variation: true, options: ['M', 'L'] }];
  const hoodie = twin.addProduct({ name: 'Hoodie', type: 'variable', sku: 'HOOD-V', attributes: sizes });
  for (const [option, regular_price, stock_quantity] of [
    ['M', '39.00', 12],
    ['L', '41.50', 3],
  ] as const)
    twin.addVariation(hoodie.id, {
      sku: `HOOD-${option}`,
      regular_price,
      manage_stock: true,
      stock_quantity,
      attributes: [{ name: 'Size', option }],
    });
}

function addCustomers(twin: WooCommerceTwin): void {
  const ana = {
    first_name: 'Ana',
    last_name: 'Čapek',
    company: '',
    address_1: 'Piazza Dante 9',
    address_2: '',
    city: 'Milano',
    state: 'MI',
    postcode: '20121',
    country: 'IT',
  };
  const giulia = {
    ...ana,
    first_name: 'Giulia',
    last_name: "D'Angelo",
    address_1: 'Via Roma 1',
    address_2: 'int. 4',
    city: 'Torino',
    state: 'TO',
    postcode: '10121',
  };
  const hans = {
    ...ana,
    first_name: 'Hans',
    last_name: 'Müller',
    company: 'Müller & Söhne GmbH',
    address_1: 'Hauptstraße 5',
    city: 'Köln',
    state: 'DE-NW',
    postcode: '50667',
    country: 'DE',
  };
  const add = (username: string, email: string, phone: string, billing: typeof ana, shipping: Partial<typeof ana>) =>
    twin.addCustomer({
      email,
      username,
      first_name: billing.first_name,
      last_name: billing.last_name,
      billing: { ...billing, email, phone },
      shipping: { ...billing, ...shipping },
    });
  add('giulia', 'giulia@example.com', '+39 011 555 001', giulia, {
    first_name: 'Marco',
    last_name: 'Rossi',
    address_1: 'Corso Francia 22',
    address_2: '',
    city: 'Collegno',
    postcode: '10093',
  });
  add('hans', 'hans.mueller@example.de', '+49 221 555002', hans, {
    first_name: 'Lager',
    address_1: 'Industriestraße 17',
    address_2: 'Tor 3',
    city: 'Hürth',
    postcode: '50354',
  });
  add('ana', 'ana@example.org', '+39 02 555003', ana, {
    company: 'c/o Ufficio',
    address_1: 'Via Torino 40',
    address_2: '2° piano',
    postcode: '20123',
  });
}
