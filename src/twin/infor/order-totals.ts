import { plain } from '../kit/decimal.ts';
import type { Company, OrderHeader } from './company.ts';
import { linesTotal, netOfLine, totalOf } from './order-amounts.ts';
import { type Fields, rows, text } from './request-fields.ts';
import { SxError } from './sx-error.ts';
import { enter, orderOf } from './take-order.ts';

/**
 * `sxapisfoeordertotloadv4`: `LSF` enters an order, `TSF` tells what it would cost and keeps nothing. Prices are those of
 * SX: a line has none (sheet section 3.2).
 */
export function orderTotalLoad(company: Company, request: Fields): Fields {
  const [header] = rows(request, 'tInputheaderdata', 't-inputheaderdata');
  if (header === undefined) throw new SxError('tInputheaderdata is missing');
  const kind = text(header, 'webtransactiontype').toUpperCase();
  if (kind !== 'LSF' && kind !== 'TSF') throw new SxError(`Web Transaction Type ${kind} is not valid`);
  const extra = rows(request, 'tInputheaderextradata', 't-inputheaderextradata');
  const order = orderOf(company, {
    custno: text(header, 'customerid'),
    transtype: text(header, 'ordertype') || 'SO',
    whse: text(header, 'warehouseid'),
    refer: '',
    custpo: text(header, 'ponumber'),
    shipviaty: text(header, 'carriercode'),
    termstype: '',
    shipto: {
      number: text(header, 'shiptonumber'),
      name: text(header, 'shiptoname'),
      addr1: text(header, 'shiptoaddr1'),
      addr2: text(header, 'shiptoaddr2'),
      addr3: text(header, 'shiptoaddr3'),
      city: text(header, 'shiptocity'),
      state: text(header, 'shiptostate'),
      zip: text(header, 'shiptozip'),
      country: text(header, 'shiptocountry'),
      phone: text(header, 'shiptophone'),
    },
    placedby: text(extra.find((row) => text(row, 'fieldname') === 'placedby') ?? {}, 'fieldvalue'),
    lines: rows(request, 'tInputlinedata', 't-inputlinedata').map((line, index) => ({
      lineIden: String(index + 1),
      prod: text(line, 'itemnumber'),
      fields: {},
      quantity: text(line, 'orderqty'),
      unit: text(line, 'unitofmeasure'),
      comment: text(line, 'itemdesc1'),
    })),
    addons: [],
    wodiscamt: '',
  });
  return told(kind === 'LSF' ? enter(company, order) : order);
}

const told = (order: OrderHeader): Fields => ({
  tOrdloadhdrdata: { 't-ordloadhdrdata': [{ orderno: order.orderno, ordersuf: order.ordersuf }] },
  tOrdloadlinedata: {
    't-ordloadlinedata': order.lines
      .filter(({ product }) => product !== undefined)
      .map((line) => ({
        shipprod: line.product?.prod,
        descrip: line.descrip,
        qtyord: plain(line.qtyord),
        unit: line.unit,
        price: plain(line.price),
        netamt: plain(netOfLine(line)),
      })),
  },
  tOrdtotdata: {
    't-ordtotdata': [
      {
        tottaxamt: plain(order.taxamt),
        totordamt: plain(totalOf(order)),
        totlineamt: plain(linesTotal(order)),
      },
    ],
  },
});
