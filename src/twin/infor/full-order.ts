import { decimal } from '../kit/decimal.ts';
import type { Address, Company, OrderHeader } from './company.ts';
import { linesTotal, netOfLine } from './order-amounts.ts';
import { type Fields, number, table, text } from './request-fields.ts';
import { SxError } from './sx-error.ts';
import { enter, orderOf } from './take-order.ts';

/**
 * `sxapioefullordermntv6`: enters a whole order (sheet section 3.3). What SX refuses is told in the acknowledgement, whose
 * `data1` is empty then. Addons and the discount of the whole order are columns of the header, terms are `sxTermsCd`, a line has
 * `descrip`, `discamt` and `disctype` (true: an amount), and further columns are rows of `sxt_header_extra`, as a client has
 * them that is generated from the vendor's OpenAPI 11.0 (GitHub everyonelovesromannoodles/vossionswagger).
 */
export function fullOrder(company: Company, request: Fields): Fields {
  const [header] = table(request, 'sxt_orderV4');
  if (header === undefined) return acknowledged('', 'sxt_orderV4 is missing', 9001);
  try {
    const action = text(header, 'actionType');
    if (action === 'original' || action === 'storefront') {
      const order = enter(company, orderOf(company, draftOf(request, header)));
      return { ...acknowledged(numberOf(order), '', 0, order), ...echo(company, order) };
    }
    throw new SxError(`Action Type ${action} is not valid`);
  } catch (error) {
    if (!(error instanceof SxError)) throw error;
    return acknowledged('', error.message, 4000);
  }
}

const draftOf = (request: Fields, header: Fields) => {
  const [shipTo = {}] = table(request, 'sxt_shipto');
  const [terms = {}] = table(request, 'sxt_terms');
  const extra = Object.fromEntries([
    ...Object.entries(header),
    ...table(request, 'sxt_header_extra').map((row) => [text(row, 'FieldName').toLowerCase(), text(row, 'FieldValue')]),
  ]);
  return {
    custno: text(table(request, 'sxt_customer')[0] ?? {}, 'custNo'),
    transtype: text(header, 'transType'),
    whse: text(header, 'whse'),
    refer: text(header, 'refer'),
    custpo: text(header, 'poNo'),
    shipviaty: text(header, 'shipVia'),
    termstype: text(terms, 'sxTermsCd'),
    shipto: { ...addressIn(shipTo), number: text(shipTo, 'shipToNo') },
    placedby: text(header, 'buyer'),
    lines: table(request, 'sxt_itemV4').map((line) => ({
      lineIden: text(line, 'lineIden'),
      prod: text(line, 'sellerProd'),
      fields: line,
      quantity: text(line, 'qtyOrd'),
      unit: text(line, 'qtyUom'),
      comment: text(line, 'lineComments'),
    })),
    addons: Object.keys(extra).flatMap((name) => {
      const place = /^addonno(\d+)$/.exec(name)?.[1];
      const addonno = text(extra, name);
      if (place === undefined || addonno === '') return [];
      return [{ place: Number(place), addonno, amount: number(extra, `addonamt${place}`) ?? decimal(0) }];
    }),
    wodiscamt: text(extra, 'wodiscamt'),
  };
};

const addressIn = (row: Fields): Address => ({
  name: text(row, 'name'),
  addr1: text(row, 'address1'),
  addr2: text(row, 'address2'),
  addr3: text(row, 'address3'),
  city: text(row, 'city'),
  state: text(row, 'state'),
  zip: text(row, 'postalCd'),
  country: text(row, 'countryCd'),
  phone: text(row, 'phone'),
});

/** `1234567-00` */
export const numberOf = ({ orderno, ordersuf }: OrderHeader): string =>
  `${orderno}-${String(ordersuf).padStart(2, '0')}`;

function acknowledged(data1: string, msg: string, errorNo: number, order?: OrderHeader): Fields {
  return {
    sxt_func_ack: {
      sxt_func_ack: [
        { coNo: 1, trxType: order?.transtype ?? 'SO', seqNo: 1, data1, errorNo, msg, correlation_data: '' },
      ],
    },
  };
}

/** Amounts and quantities as SX gives them back: text, padded with zeros. */
function echo({ time }: Company, order: OrderHeader): Fields {
  return {
    sxapi_oehdr: {
      sxapi_oehdr: [
        {
          invNr: order.orderno,
          invSuf: order.ordersuf,
          custPo: order.custpo,
          whse: order.whse,
          transType: order.transtype,
          taxAmt: padded(order.taxamt.toFixed(2), 12),
          woDiscAmt: padded(order.wodiscamt.toFixed(2), 12),
          totLineAmt: padded(linesTotal(order).toFixed(2), 12),
          shipVia: order.shipviaty,
          enterDt: usDate(time.dayOf(order.enterdt)),
        },
      ],
    },
    sxapi_oeitm: {
      sxapi_oeitm: order.lines
        .filter(({ product }) => product !== undefined)
        .map((line) => ({
          lineIden: line.lineIden,
          sxLineNo: line.lineno,
          sellerProd: line.product?.prod,
          descrip: line.descrip,
          qtyOrd: padded(line.qtyord.toFixed(2), 9),
          qtyShip: padded('0.00', 9),
          qtyUom: line.unit,
          price: padded(line.price.toFixed(5), 13),
          discAmt: padded(line.discAmt.toFixed(5), 13),
          netAmt: padded(netOfLine(line).toFixed(2), 12),
        })),
    },
  };
}

const padded = (amount: string, length: number): string => amount.padStart(length, '0');

/** `2026-03-02` as `03/02/26` (sheet section 3.0). */
const usDate = (day: string): string => `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(2, 4)}`;
