import { plain } from '../kit/decimal.ts';
import { type Company, customerName, type OrderHeader } from './company.ts';
import { addonsTotal, linesTotal, netOfLine, taxedOf, totalOf } from './order-amounts.ts';
import { type Fields, number, text } from './request-fields.ts';
import type { Settings } from './settings.ts';
import { SxError } from './sx-error.ts';
import { isYes } from './take-order.ts';

const STAGES: Readonly<Record<OrderHeader['stage'], string>> = {
  0: 'Ent',
  1: 'Ord',
  2: 'Pck',
  3: 'Shp',
  4: 'Inv',
  5: 'Pd',
  9: 'Can',
};

/** `sxapioegetsingleorderv3`: the header as names and values, all of them text (sheet section 3.5). */
export function singleOrder(company: Company, request: Fields): Fields {
  const orderno = Number(text(request, 'orderNumber'));
  const suffix = Number(text(request, 'orderSuffix') || 0);
  const order = company.orders.find((each) => each.orderno === orderno && each.ordersuf === suffix);
  if (order === undefined)
    throw new SxError(`Order ${text(request, 'orderNumber')} Not Found in Order Entry Header - OEEH (4605)`);
  return {
    tFieldlist: {
      't-fieldlist': Object.entries(headerFields(company, order)).map(([fieldName, fieldValue], index) => ({
        fieldName,
        fieldValue,
        seqNo: index + 1,
      })),
    },
    ...(isYes(request, 'includeLineData') ? { tOelineitemV3: { 't-oelineitemV3': linesOf(order) } } : {}),
    ...(isYes(request, 'includeTaxData') ? { tOetaxsa: { 't-oetaxsa': taxesOf(order, company.settings) } } : {}),
  };
}

function headerFields({ settings, time }: Company, order: OrderHeader): Readonly<Record<string, string>> {
  const { shipto, customer } = order;
  const column = (name: string) => customer.columns.get(name) ?? '';
  const addons = order.addons.flatMap(({ place, addonno, amount }) => [
    [`addondesc${place}`, settings.addons[addonno] ?? ''],
    [`addonnet${place}`, amount.toFixed(2)],
  ]);
  return {
    orderno: String(order.orderno),
    ordersuf: String(order.ordersuf).padStart(2, '0'),
    stage: STAGES[order.stage],
    transtype: order.transtype,
    custno: customer.custno,
    custpo: order.custpo,
    refer: order.refer,
    name: customerName(customer),
    soldtoaddr1: column('addr1'),
    soldtoaddr2: column('addr2'),
    soldtoaddr3: column('addr3'),
    soldtocity: column('city'),
    soldtost: column('state'),
    soldtozip: column('zipcd'),
    shiptonm: shipto.name,
    shiptoaddr1: shipto.addr1,
    shiptoaddr2: shipto.addr2,
    shiptoaddr3: shipto.addr3,
    shiptocity: shipto.city,
    shiptost: shipto.state,
    shiptozip: shipto.zip,
    shiptocountrycd: shipto.country,
    shipviaty: order.shipviaty,
    termstype: order.termstype,
    placedby: order.placedby,
    enterdt: time.dayOf(order.enterdt),
    invoicedt: order.invoicedt === undefined ? '' : time.dayOf(order.invoicedt),
    totlineamt: linesTotal(order).toFixed(2),
    wodiscamt: order.wodiscamt.toFixed(2),
    totaddonamt: addonsTotal(order).toFixed(2),
    ...Object.fromEntries(addons),
    taxamt: order.taxamt.toFixed(2),
    totinvamt: totalOf(order).toFixed(2),
  };
}

/** A comment is a line with the product `/` (sheet section 12). */
const linesOf = ({ lines }: OrderHeader) =>
  lines.map((line) => {
    if (line.product === undefined)
      return { lineNo: line.lineno, prod: '/', desc1: line.comment, qtyOrd: 0, qtyShip: 0, netAmt: 0 };
    return {
      lineNo: line.lineno,
      prod: line.product.prod,
      desc1: line.descrip,
      desc2: line.product.descrip2,
      qtyOrd: plain(line.qtyord),
      qtyShip: plain(line.qtyship),
      stkqtyord: plain(line.qtyord.times(line.perUnit)),
      stkqtyship: plain(line.qtyship.times(line.perUnit)),
      unit: line.unit,
      price: plain(line.price),
      discAmt: plain(line.discPercent ?? line.discAmt),
      discType: line.discPercent === undefined ? '$' : '%',
      netAmt: plain(netOfLine(line)),
      botype: '',
      tiedorder: '',
    };
  });

const taxesOf = (order: OrderHeader, settings: Settings) => [
  {
    seqno: 1,
    taxcode: order.shipto.country,
    localdescrip: 'VAT',
    taxgroupnm: 'VAT',
    taxamt: plain(order.taxamt),
    taxsaleamt: plain(taxedOf(order, settings)),
  },
];

/** `sxapioegetlistofordersv5`: by customer, day of entry, number or customer PO; never by change (sheet section 3.5). */
export function orderList(company: Company, request: Fields): Fields {
  const { settings, time } = company;
  const wanted = (name: string) => text(request, name);
  const types = wanted('transactionTypes')
    .split(',')
    .filter((type) => type !== '');
  const [from, to] = [wanted('startEnterDate'), wanted('endEnterDate')];
  const [low, high] = [number(request, 'startStage'), number(request, 'endStage')];
  const found = company.orders.filter(
    (order) =>
      (wanted('customerNumber') === '' || order.customer.custno === wanted('customerNumber')) &&
      (wanted('orderNumber') === '' || String(order.orderno) === wanted('orderNumber')) &&
      (wanted('customerPurchaseOrder') === '' || order.custpo === wanted('customerPurchaseOrder')) &&
      (types.length === 0 || types.includes(order.transtype)) &&
      (from === '' || time.dayOf(order.enterdt) >= from) &&
      (to === '' || time.dayOf(order.enterdt) <= to) &&
      (low === undefined || low.lte(order.stage)) &&
      (high === undefined || high.gte(order.stage)),
  );
  return {
    tOeordV5: {
      't-oeordV5': found.slice(0, limitOf(request, settings.mostRows)).map((order) => ({
        orderNo: order.orderno,
        orderSuf: order.ordersuf,
        custNo: order.customer.custno,
        custPo: order.custpo,
        stageCd: order.stage,
        transType: order.transtype,
        enterDt: time.dayOf(order.enterdt),
        invoiceDt: order.invoicedt === undefined ? '' : time.dayOf(order.invoicedt),
        totInvAmt: plain(totalOf(order)),
        totLineAmt: plain(linesTotal(order)),
        whse: order.whse,
      })),
    },
  };
}

/** `recordLimit` is all that a list knows of pages (sheet section 4). */
export const limitOf = (request: Fields, most: number): number =>
  Math.min(Number(number(request, 'recordLimit') ?? most), most);
