import type { Company } from './company.ts';
import { numberOf } from './full-order.ts';
import { type Fields, text } from './request-fields.ts';
import { changedNow } from './stages.ts';
import { SxError } from './sx-error.ts';

/**
 * `sxapioeorderdeleteorcancel`: one suffix, before it is shipped; afterwards only a return undoes it (sheet section 3.4). A
 * second time changes nothing. The function is that of a client generated from the vendor's OpenAPI 11.0
 * (GitHub everyonelovesromannoodles/vossionswagger).
 */
export function cancelOrder(company: Company, request: Fields): Fields {
  const orderno = Number(text(request, 'orderNumber'));
  const suffix = Number(text(request, 'orderSuffix') || 0);
  const order = company.orders.find((each) => each.orderno === orderno && each.ordersuf === suffix);
  if (order === undefined) throw new SxError(`Order ${orderno} Not Found in Order Entry Header - OEEH (4605)`);
  if (order.stage === 9) return {};
  if (order.stage >= 3) throw new SxError(`Order ${numberOf(order)} Is Shipped or Invoiced and Cannot Be Cancelled`);
  order.stage = 9;
  changedNow(company, order);
  return {};
}
