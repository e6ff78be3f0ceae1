import type { BusinessCentralTwin } from '../twin/business-central/business-central-twin.ts';
import type { WooCommerceTwin } from '../twin/woocommerce/woocommerce-twin.ts';

/** What the demo sells: SKU, name, net price in euros, stock, category. All of it made up. */
const CATALOGUE = [
  ['MUG-01', 'Ceramic mug', '12.50', 400, 'KITCHEN'],
  ['MUG-02', 'Ceramic mug, large', '15.90', 300, 'KITCHEN'],
  ['BOWL-01', 'Salad bowl', '24.00', 260, 'KITCHEN'],
  ['KNIFE-01', 'Bread knife', '18.75', 200, 'KITCHEN'],
  ['BOARD-01', 'Oak cutting board', '32.40', 240, 'KITCHEN'],
  ['TEE-01', 'Cotton T-shirt', '14.99', 500, 'CLOTHING'],
  ['HOOD-01', 'Hoodie', '39.90', 260, 'CLOTHING'],
  ['CAP-01', 'Baseball cap', '11.30', 340, 'CLOTHING'],
  ['SOCK-01', 'Wool socks', '8.49', 600, 'CLOTHING'],
  ['SCARF-01', 'Merino scarf', '27.35', 280, 'CLOTHING'],
  ['PEN-01', 'Ball pen', '1.33', 5000, 'OFFICE'],
  ['NOTE-01', 'Notebook, dotted', '6.20', 900, 'OFFICE'],
  ['LAMP-01', 'Desk lamp', '49.00', 240, 'OFFICE'],
  ['CHAIR-01', 'Oak chair', '129.00', 200, 'OFFICE'],
  ['DESK-01', 'Standing desk', '389.00', 160, 'OFFICE'],
  ['TROWEL-1', 'Garden trowel', '9.95', 320, 'GARDEN'],
  ['GLOVE-01', 'Work gloves', '7.77', 450, 'GARDEN'],
  ['HOSE-25', 'Garden hose, 25 m', '34.60', 260, 'GARDEN'],
  ['SEED-MIX', 'Flower seed mix', '3.45', 1500, 'GARDEN'],
  ['POT-18', 'Terracotta pot, 18 cm', '5.15', 700, 'GARDEN'],
] as const;

const PEOPLE = [
  ['Giulia', 'D’Angelo', 'Via Roma 1', 'Torino', 'TO', '10121', 'IT'],
  ['Marco', 'Rossi', 'Corso Francia 22', 'Collegno', 'TO', '10093', 'IT'],
  ['Ana', 'Čapek', 'Piazza Dante 9', 'Milano', 'MI', '20121', 'IT'],
  ['Luca', 'Bianchi', 'Via Po 3', 'Torino', 'TO', '10124', 'IT'],
  ['Sofia', 'Ricci', 'Via Garibaldi 8', 'Genova', 'GE', '16124', 'IT'],
  ['Hans', 'Müller', 'Hauptstraße 5', 'Köln', 'DE-NW', '50667', 'DE'],
  ['Greta', 'Schäfer', 'Lindenweg 12', 'Hürth', 'DE-NW', '50354', 'DE'],
  ['Jonas', 'Weiß', 'Am Markt 4', 'Bonn', 'DE-NW', '53111', 'DE'],
  ['Dana', 'Reyes', '12 Mill Rd', 'Austin', 'TX', '78701', 'US'],
  ['Sam', 'Ito', '880 Dock St', 'Round Rock', 'TX', '78664', 'US'],
] as const;

export const DEMO_ORDERS = 200;
const CUSTOMERS = 40;
/** Guests who come back under the same e-mail address. */
const GUESTS = 9;
const DAY_MS = 86_400_000;

/** The same numbers every time: two demos can be compared, and a figure in the docs stays true. */
function* dice(): Generator<number, never> {
  let state = 20_260_302;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** Fills both twins: the same articles on both sides, customers and orders in the shop, stock in the ERP. */
export function fillTwins(shop: WooCommerceTwin, erp: BusinessCentralTwin, now: number): void {
  fillCatalogue(shop, erp);
  shop.addCoupon({ code: 'SAVE10', discount_type: 'percent', amount: '10.00' });
  shop.addCoupon({ code: 'MINUS5', discount_type: 'fixed_cart', amount: '5.00' });
  const customers = addCustomers(shop);
  placeOrders(shop, customers, now);
}

function fillCatalogue(shop: WooCommerceTwin, erp: BusinessCentralTwin): void {
  for (const code of new Set(CATALOGUE.map(([, , , , category]) => category)))
    erp.addItemCategory({ code, displayName: code.charAt(0) + code.slice(1).toLowerCase() });
  for (const [sku, name, price, stock, category] of CATALOGUE) {
    erp.addItem({
      number: sku,
      displayName: name,
      unitPrice: Number(price),
      inventory: stock,
      itemCategoryCode: category,
      taxGroupCode: 'TAXABLE',
    });
    shop.addProduct({
      name,
      sku,
      regular_price: price,
      manage_stock: true,
      stock_quantity: stock,
      status: 'publish',
      type: 'simple',
    });
  }
  // Sold in the shop, unknown to the ERP: its order cannot be written and must not vanish.
  shop.addProduct({
    name: 'Gift box (shop only)',
    sku: 'BOX-XX',
    regular_price: '4.00',
    status: 'publish',
    type: 'simple',
  });
}

function addCustomers(shop: WooCommerceTwin): number[] {
  return Array.from({ length: CUSTOMERS }, (_, index) => {
    const [first, last, street, city, state, postcode, country] = PEOPLE[index % PEOPLE.length] ?? PEOPLE[0];
    const email = `${first}.${last}.${index + 1}@example.com`
      .normalize('NFD')
      .replace(/[^\w.@-]/g, '')
      .toLowerCase();
    const address = {
      first_name: first,
      last_name: last,
      company: index === 7 ? 'Weiß Werkzeuge GmbH' : '',
      address_1: street,
      address_2: '',
      city,
      state,
      postcode,
      country,
    };
    const needsPo = index === PO_CUSTOMER ? [{ key: 'po_number_required', value: 'yes' }] : [];
    const customer = shop.addCustomer({
      email,
      first_name: first,
      last_name: last,
      username: email,
      billing: { ...address, email, phone: `+39 011 555 ${String(100 + index)}` },
      shipping: address,
      meta_data: needsPo,
    });
    return Number(customer.id);
  });
}

/** The company that gives no order without its own number. */
const PO_CUSTOMER = 7;

function placeOrders(shop: WooCommerceTwin, customers: readonly number[], now: number): void {
  const roll = dice();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll.next().value * list.length)] ?? (list[0] as T);
  const chance = (percent: number): boolean => roll.next().value * 100 < percent;
  for (let index = 0; index < DEMO_ORDERS; index += 1) {
    const customerIndex = Math.floor(roll.next().value * customers.length);
    const guest = chance(12);
    const [first, last, street, city, state, postcode, country] =
      PEOPLE[(guest ? index % GUESTS : customerIndex) % PEOPLE.length] ?? PEOPLE[0];
    const address = {
      first_name: first,
      last_name: last,
      company: '',
      address_1: street,
      address_2: '',
      city,
      state,
      postcode,
      country,
    };
    const lines = Array.from({ length: 1 + Math.floor(roll.next().value * 4) }, () => ({
      sku: pick(CATALOGUE)[0],
      quantity: 1 + Math.floor(roll.next().value * 5),
    }));
    const special = SPECIAL.get(index) ?? {};
    const shipping = chance(70)
      ? { methodId: 'flat_rate', title: 'Standard courier', total: '7.50' }
      : chance(50)
        ? { methodId: 'express', title: 'Express', total: '14.90' }
        : { methodId: 'free_shipping', title: 'Free shipping', total: '0.00' };
    const [paymentMethod, paymentMethodTitle] = pick([
      ['bacs', 'Bank transfer'],
      ['stripe', 'Credit card'],
      ['cod', 'Cash on delivery'],
    ] as const);
    const byPo = special.poCustomer === true;
    const withCoupon = chance(25);
    shop.placeOrder({
      lines: special.sku === undefined ? dedupe(lines) : [{ sku: special.sku, quantity: 1 }],
      ...(byPo
        ? { customerId: customers[PO_CUSTOMER] ?? 0 }
        : guest
          ? {
              billing: { ...address, email: `guest.${index % GUESTS}@example.com`, phone: '+39 333 555 004' },
              shipping: address,
            }
          : { customerId: customers[customerIndex === PO_CUSTOMER ? 0 : customerIndex] ?? 0 }),
      status: special.status ?? (chance(80) ? 'processing' : 'completed'),
      dateCreated: new Date(now - (DEMO_ORDERS - index) * (DAY_MS / 50)).toISOString(),
      currency: special.currency ?? (country === 'US' && !byPo ? 'USD' : 'EUR'),
      paymentMethod: byPo ? 'cheque' : paymentMethod,
      paymentMethodTitle: byPo ? 'Purchase order' : paymentMethodTitle,
      transactionId: paymentMethod === 'stripe' && !byPo ? `ch_demo_${index}` : '',
      customerNote: chance(10) ? 'Leave at dock 3 🙂\r\nThank you' : '',
      shippingLines: [shipping],
      fees: chance(8) ? [{ name: 'Gift wrap', total: '2.00' }] : [],
      coupons: withCoupon ? [pick(['SAVE10', 'MINUS5'])] : [],
      refunds: special.refund === true ? [{ amount: '1.00', reason: 'scratch' }] : [],
      meta: special.po === undefined ? {} : { _po_number: special.po },
    });
  }
}

/** One line an article, as a cart has it. */
function dedupe(
  lines: readonly { readonly sku: string; readonly quantity: number }[],
): { sku: string; quantity: number }[] {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return [...quantities].map(([sku, quantity]) => ({ sku, quantity }));
}

interface Special {
  readonly status?: string;
  readonly currency?: string;
  readonly sku?: string;
  readonly refund?: boolean;
  readonly poCustomer?: boolean;
  readonly po?: string;
}

/** Orders that are not like the others, by position: what a first day in production brings. */
const SPECIAL: ReadonlyMap<number, Special> = new Map<number, Special>([
  [12, { status: 'cancelled' }],
  [31, { poCustomer: true, po: '4500-77' }],
  [47, { status: 'pending' }],
  [58, { refund: true }],
  [77, { sku: 'BOX-XX' }],
  [90, { status: 'on-hold' }],
  [104, { poCustomer: true }],
  [118, { currency: 'DKK' }],
  [133, { refund: true }],
  [150, { status: 'cancelled' }],
  [171, { poCustomer: true, po: '4500-78' }],
  [188, { refund: true }],
]);
