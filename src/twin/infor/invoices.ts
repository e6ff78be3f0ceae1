import { plain } from '../kit/decimal.ts';
import type { Company, OrderHeader } from './company.ts';
import { known } from './customers.ts';
import { totalOf } from './order-amounts.ts';
import { limitOf } from './read-order.ts';
import { type Fields, text } from './request-fields.ts';

export const isInvoice = ({ stage }: OrderHeader): boolean => stage === 4 || stage === 5;

/** `sxapiargetinvoicelistv3`: per customer; a credit has a negative amount (sheet section 3.9). */
export function invoiceList(company: Company, request: Fields): Fields {
  const { time, settings } = company;
  const customer = known(company, text(request, 'customerNumber'));
  const status = text(request, 'cStatus').toUpperCase();
  const [from, to, wanted] = [text(request, 'startDate'), text(request, 'endDate'), text(request, 'invoiceNumber')];
  const found = company.orders.filter((order) => {
    const day = time.dayOf(order.invoicedt ?? 0);
    return (
      order.customer === customer &&
      isInvoice(order) &&
      (wanted === '' || String(order.orderno) === wanted) &&
      (from === '' || day >= from) &&
      (to === '' || day <= to) &&
      (status !== 'OPEN' || order.balance.gt(0)) &&
      (status !== 'CLOSED' || order.balance.eq(0))
    );
  });
  return {
    tArtransV3: {
      't-artransV3': found.slice(0, limitOf(request, settings.mostRows)).map((order) => ({
        invnoraw: order.orderno,
        invsufraw: order.ordersuf,
        transcd: order.transtype === 'RM' ? 'Credit' : 'Invoice',
        transcdraw: order.transtype === 'RM' ? 5 : 11,
        statustype: order.balance.eq(0) ? 'Closed' : 'Open',
        invdt: time.dayOf(order.invoicedt ?? 0),
        duedt: time.dayOf(order.invoicedt ?? 0),
        amountx: plain(totalOf(order)),
        amtduex: plain(order.balance),
        custpono: order.custpo,
      })),
    },
  };
}

/**
 * `sxapisfgettrackingnum` (sheet section 3.10). The rows are those of a client generated from the vendor's OpenAPI 11.0
 * (GitHub everyonelovesromannoodles/vossionswagger).
 */
export function trackingNumbers(company: Company, request: Fields): Fields {
  const orderno = Number(text(request, 'orderNumber'));
  const suffix = Number(text(request, 'orderSuffix') || 0);
  const order = company.orders.find((each) => each.orderno === orderno && each.ordersuf === suffix);
  const { trackerno = '', whse, shipviaty } = order ?? {};
  const found = trackerno === '' ? [] : [{ whse, orderno, ordersuf: suffix, trackerno, shipviaty }];
  return { tTrackernum: { 't-trackernum': found } };
}
