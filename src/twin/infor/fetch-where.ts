import { plain, ZERO } from '../kit/decimal.ts';
import { type Company, customerName, type OrderHeader } from './company.ts';
import { isInvoice } from './invoices.ts';
import { addonsTotal, linesTotal, netOfLine, totalOf } from './order-amounts.ts';
import { type Fields, text } from './request-fields.ts';
import { GatewayError } from './sx-error.ts';
import { type TableRow, whereClause } from './where-clause.ts';

/** Each table with its rows under the database's own names (sheet section 3.12). */
const TABLES: Readonly<Record<string, (company: Company) => readonly TableRow[]>> = {
  oeeh: (company) => company.orders.map((order) => headerRow(company, order)),
  oeel: (company) => company.orders.flatMap((order) => lineRows(company, order)),
  icsp: (company) =>
    [...company.products.values()].map((product) => ({
      ...stamp(company, product.changedAt),
      prod: product.prod,
      descrip: [product.descrip1, product.descrip2],
      prodcat: product.prodcat,
      statustype: product.statustype,
      unitstock: product.unitstock,
      kittype: '',
    })),
  icsw: (company) =>
    [...company.products.values()].flatMap((product) =>
      [...product.onHand].map(([whse, onHand]) => ({
        ...stamp(company, product.changedAt),
        prod: product.prod,
        whse,
        qtyonhand: plain(onHand),
        qtyreservd: plain(company.held(product, whse, 1)),
        qtycommit: plain(company.held(product, whse, 2)),
        listprice: product.listprice === undefined ? 0 : plain(product.listprice),
        statustype: product.stocked ? 'S' : 'L',
      })),
    ),
  arsc: (company) =>
    [...company.customers.values()].map(({ custno, columns, changedAt }) => ({
      ...stamp(company, changedAt),
      addr: [columns.get('addr1') ?? '', columns.get('addr2') ?? ''],
      ...Object.fromEntries(ARSC.map((name) => [name, columns.get(name) ?? ''])),
      custno,
    })),
  arss: (company) =>
    [...company.customers.values()].flatMap(({ custno, shipTos, changedAt }) =>
      [...shipTos.values()].map((shipTo) => ({
        ...stamp(company, changedAt),
        custno,
        shipto: shipTo.shipto,
        name: shipTo.name,
        addr: [shipTo.addr1, shipTo.addr2],
        addr3: shipTo.addr3,
        city: shipTo.city,
        state: shipTo.state,
        zipcd: shipTo.zip,
        countrycd: shipTo.country,
        phoneno: shipTo.phone,
      })),
    ),
  aret: (company) =>
    company.orders.filter(isInvoice).map((order) => ({
      ...stamp(company, order.changedAt),
      custno: order.customer.custno,
      invno: order.orderno,
      invsuf: order.ordersuf,
      invdt: day(company, order.invoicedt),
      amount: plain(totalOf(order)),
      amtdue: plain(order.balance),
      transcd: order.transtype === 'RM' ? 5 : 11,
    })),
};

const ARSC = [
  ...['name', 'addr3', 'city', 'state', 'zipcd', 'countrycd', 'phoneno', 'email', 'statustype'],
  ...['termstype', 'shipviaty', 'taxablety', 'taxcert', 'nontaxtype', 'poreqfl', 'pricetype', 'credlim', 'lookupnm'],
  ...Array.from({ length: 9 }, (_, index) => `user${index + 1}`),
];

/**
 * `proxy/FetchWhere`: rows of one table, batch by batch, each after the last row id of the one before. Names of row ids, lists
 * for columns that the database keeps several times, and the form of `transtm` are those of a published answer
 * (GitHub NSA-Computer-Exchange/Fetchwhere_App).
 */
export function fetchWhere(company: Company, body: Fields): Fields {
  const table = text(body, 'TableName').toLowerCase();
  const read = TABLES[table];
  if (read === undefined)
    throw new GatewayError(400, { error: 'Bad Request', error_description: `Unknown table ${table}` });
  const rowId = `${table}RowID`;
  const all = read(company).map((row, index) => ({
    ...row,
    [rowId]: `0x${(index + 1).toString(16).padStart(16, '0')}`,
  }));
  const columns = all[0] === undefined ? undefined : Object.keys(all[0]);
  const test = whereClause(text(body, 'WhereClause'), table, columns);
  const after = text(body, 'RestartRowID');
  const batch = Number(text(body, 'BatchSize') || 100);
  const found = all.filter((row) => String(row[rowId]) > after && test(row)).slice(0, batch);
  return { [`ttbl${table}`]: found };
}

/** Company and last change: `transdt` is a day, `transtm` hours and minutes of the company's clock. */
function stamp({ settings, time }: Company, changedAt: number) {
  const clock = time.wallClock(changedAt);
  return {
    cono: settings.companyNumber,
    transdt: clock.slice(0, 10),
    transtm: clock.slice(11, 16).replace(':', ''),
    operinit: 'web',
  };
}

const day = ({ time }: Company, instant: number | undefined): string | null =>
  instant === undefined ? null : time.dayOf(instant);

const headerRow = (company: Company, order: OrderHeader): TableRow => ({
  ...stamp(company, order.changedAt),
  orderno: order.orderno,
  ordersuf: order.ordersuf,
  transtype: order.transtype,
  stagecd: order.stage,
  custno: order.customer.custno,
  custpo: order.custpo,
  refer: order.refer,
  whse: order.whse,
  shipviaty: order.shipviaty,
  termstype: order.termstype,
  placedby: order.placedby,
  shiptonm: order.shipto.name,
  soldtonm: customerName(order.customer),
  enterdt: day(company, order.enterdt),
  shipdt: day(company, order.invoicedt),
  invoicedt: day(company, order.invoicedt),
  totlineamt: plain(linesTotal(order)),
  wodiscamt: plain(order.wodiscamt),
  totaddonamt: plain(addonsTotal(order)),
  taxamt: plain(order.taxamt),
  totinvamt: plain(totalOf(order)),
});

const lineRows = (company: Company, order: OrderHeader): readonly TableRow[] =>
  order.lines.map((line) => ({
    ...stamp(company, order.changedAt),
    orderno: order.orderno,
    ordersuf: order.ordersuf,
    lineno: line.lineno,
    shipprod: line.product?.prod ?? '/',
    proddesc: line.product === undefined ? line.comment : line.descrip,
    qtyord: plain(line.qtyord),
    qtyship: plain(line.qtyship),
    unit: line.unit,
    price: plain(line.price),
    discamt: plain(line.discAmt),
    netamt: plain(line.product === undefined ? ZERO : netOfLine(line)),
  }));
