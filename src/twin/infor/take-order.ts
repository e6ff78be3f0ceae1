import { cents, decimal, ZERO } from '../kit/decimal.ts';
import { type Address, type Company, type Customer, NOWHERE, type OrderHeader, type OrderLine } from './company.ts';
import { taxedOf, taxOn, totalOf } from './order-amounts.ts';
import { type Fields, number, text } from './request-fields.ts';
import { SxError } from './sx-error.ts';

/** What an order says of itself, whichever function brought it. */
export interface OrderDraft {
  readonly custno: string;
  readonly transtype: string;
  readonly whse: string;
  readonly refer: string;
  readonly custpo: string;
  readonly shipviaty: string;
  readonly termstype: string;
  readonly shipto: Partial<Address> & { readonly number: string };
  readonly placedby: string;
  readonly lines: readonly LineDraft[];
  readonly addons: OrderHeader['addons'];
  readonly wodiscamt: string;
}

export interface LineDraft {
  readonly lineIden: string;
  /** `/` is a comment (sheet section 3.2). */
  readonly prod: string;
  readonly fields: Fields;
  readonly quantity: string;
  readonly unit: string;
  readonly comment: string;
}

/** Where each kind of document begins (sheet section 3.1). */
const FIRST_STAGE: Readonly<Record<string, OrderHeader['stage']>> = { SO: 1, DO: 1, RM: 1, QU: 0, BL: 0, ST: 0, FO: 0 };

/** Lengths that SX cuts to, without a word (sheet section 12). */
export const KEPT = { prod: 24, descrip: 24, po: 22, refer: 24, address: 30 } as const;

/** Checks an order and makes it, without keeping it. Throws SxError. */
export function orderOf(company: Company, draft: OrderDraft): OrderHeader {
  const { settings } = company;
  const customer = customerFor(company, draft.custno);
  const stage = FIRST_STAGE[draft.transtype];
  if (stage === undefined) throw new SxError(`Transaction Type ${draft.transtype} is not valid`);
  const whse = draft.whse === '' ? (settings.warehouses[0] ?? '') : draft.whse;
  if (!settings.warehouses.includes(whse)) throw new SxError(`Warehouse ${whse} Not Set Up in Warehouse Setup - ICSD`);
  mustBeCode('Ship Via', draft.shipviaty, settings.shipVias);
  mustBeCode('Terms', draft.termstype, settings.termsTypes);
  const custpo = draft.custpo.slice(0, KEPT.po);
  if (custpo === '' && customer.columns.get('poreqfl') === 'yes') throw new SxError('Customer PO# Is Required');
  if (settings.duplicatePoCheck && custpo !== '' && poExists(company, customer, custpo))
    throw new SxError(`Customer PO# Already Exists: ${custpo}`);
  const { number: shipToNumber } = draft.shipto;
  const saved = customer.shipTos.get(shipToNumber);
  if (shipToNumber !== '' && saved === undefined)
    throw new SxError(`Ship To ${shipToNumber} Not Set Up in Customer Ship To Setup - ARSS`);
  const lines = draft.lines.map((line, index) => lineOf(company, line, index + 1, whse));
  if (lines.every(({ product }) => product === undefined)) throw new SxError('The order has no line items');
  const order: OrderHeader = {
    orderno: 0,
    ordersuf: 0,
    transtype: draft.transtype,
    customer,
    refer: draft.refer.slice(0, KEPT.refer),
    custpo,
    whse,
    shipviaty: draft.shipviaty,
    termstype: draft.termstype === '' ? (customer.columns.get('termstype') ?? '') : draft.termstype,
    shipto: saved ?? adHoc(draft.shipto, customer),
    placedby: draft.placedby,
    enterdt: company.now(),
    stage,
    lines,
    addons: draft.addons,
    wodiscamt: number({ wodiscamt: draft.wodiscamt }, 'wodiscamt') ?? ZERO,
    taxable: customer.columns.get('taxablety') !== 'N',
    taxamt: ZERO,
    invoicedt: undefined,
    trackerno: '',
    balance: ZERO,
    changedAt: company.now(),
  };
  for (const { addonno } of order.addons) mustBeAddon(company, addonno);
  order.taxamt = taxOn(taxedOf(order, settings), order, settings);
  order.balance = totalOf(order);
  return order;
}

/** Throws SxError. */
export function mustBeAddon({ settings }: Company, addonno: string): void {
  if (!Object.hasOwn(settings.addons, addonno)) throw new SxError(`Addon ${addonno} Not Set Up in Addon Setup - SASTT`);
}

/** Gives an order its number and keeps it. */
export function enter(company: Company, order: OrderHeader): OrderHeader {
  const entered = { ...order, orderno: company.next('order', 1_234_566) };
  company.orders.push(entered);
  return entered;
}

function customerFor({ customers, inUse }: Company, custno: string): Customer {
  const customer = customers.get(custno.replace(/^0+/, ''));
  if (customer === undefined) throw new SxError(`Customer ${custno} Not Set Up in Customer Setup - ARSC (4303)`);
  if (customer.columns.get('statustype') === 'I') throw new SxError(`Customer ${custno} Is Inactive`);
  if (inUse.has(customer.custno)) throw new SxError(`Customer ${custno}: record in use by another operator`);
  return customer;
}

const poExists = ({ orders }: Company, customer: Customer, custpo: string): boolean =>
  orders.some((order) => order.customer === customer && order.custpo === custpo && order.stage !== 9);

function mustBeCode(what: string, code: string, codes: readonly string[]): void {
  if (code !== '' && !codes.includes(code)) throw new SxError(`${what} ${code} Not Set Up in System Table - SASTT`);
}

function adHoc({ number: _number, ...given }: OrderDraft['shipto'], { columns }: Customer): Address {
  const isGiven = Object.values(given).some((value) => value !== '');
  const column = (name: string) => columns.get(name) ?? '';
  if (!isGiven)
    return {
      name: column('name'),
      addr1: column('addr1'),
      addr2: column('addr2'),
      addr3: column('addr3'),
      city: column('city'),
      state: column('state'),
      zip: column('zipcd'),
      country: column('countrycd'),
      phone: column('phoneno'),
    };
  const whole = { ...NOWHERE, ...given };
  const cut = (value: string) => value.slice(0, KEPT.address);
  return { ...whole, name: cut(whole.name), addr1: cut(whole.addr1), addr2: cut(whole.addr2), addr3: cut(whole.addr3) };
}

function lineOf(company: Company, draft: LineDraft, lineno: number, whse: string): OrderLine {
  const blank = {
    lineno,
    lineIden: draft.lineIden,
    unit: '',
    perUnit: 1,
    price: ZERO,
    discAmt: ZERO,
    discPercent: undefined,
    qtyship: ZERO,
  };
  if (draft.prod === '/') return { ...blank, product: undefined, descrip: '', comment: draft.comment, qtyord: ZERO };
  const prod = draft.prod.toUpperCase().trim();
  const product = company.products.get(prod);
  if (product === undefined) throw new SxError(`Product ${draft.prod} Not Set Up in Product Setup - ICSP (4600)`);
  if (product.statustype === 'I') throw new SxError(`Product ${prod} Is Inactive`);
  if (!product.onHand.has(whse))
    throw new SxError(`Product/Warehouse Not Set Up in Warehouse Products - ICSW (4602): ${prod}`);
  const unit = draft.unit === '' ? product.unitstock : draft.unit;
  const perUnit = unit === product.unitstock ? 1 : product.units[unit];
  if (perUnit === undefined) throw new SxError(`Unit ${unit} Not Set Up for Product ${prod}`);
  const qtyord = number({ qtyOrd: draft.quantity }, 'qtyOrd');
  if (qtyord === undefined || qtyord.lte(0)) throw new SxError(`Quantity of ${prod} must be greater than zero`);
  const override = company.settings.priceOverride ? number(draft.fields, 'price') : undefined;
  const price = override ?? product.listprice?.times(perUnit);
  if (price === undefined) throw new SxError(`Product ${prod} has no price`);
  const discount = number(draft.fields, 'discamt') ?? ZERO;
  const byAmount = isYes(draft.fields, 'disctype');
  const left = decimal(1).minus(discount.div(100));
  return {
    ...blank,
    product,
    descrip: text(draft.fields, 'descrip').slice(0, KEPT.descrip) || product.descrip1,
    unit,
    perUnit,
    price: decimal(price.toFixed()),
    discAmt: byAmount ? discount : cents(price.times(qtyord)).minus(cents(price.times(qtyord).times(left))),
    discPercent: byAmount || discount.eq(0) ? undefined : discount,
    comment: draft.comment,
    qtyord,
  };
}

/** `yes`, `true`, `Y` and `1` are yes, in every list that SX reads. */
export const isYes = (fields: Fields, name: string): boolean => /^(y|yes|true|1)$/i.test(text(fields, name));
