import { decimal } from '../kit/decimal.ts';
import type { Company } from './company.ts';
import { taxedOf, taxOn, totalOf } from './order-amounts.ts';
import { type Fields, number, rows, text } from './request-fields.ts';
import { changedNow } from './stages.ts';
import { SxError } from './sx-error.ts';
import { mustBeAddon } from './take-order.ts';

/**
 * `sxapioeheaderupdate`: names and values of the header of one suffix, before it is shipped (sheet section 3.1). The twin
 * takes those of add-ons; that the function does is an assumption. Names of the table are those of a client generated
 * from the vendor's OpenAPI 11.0 (GitHub everyonelovesromannoodles/vossionswagger).
 */
export function updateHeader(company: Company, request: Fields): Fields {
  const orderno = Number(text(request, 'orderNumber'));
  const suffix = Number(text(request, 'orderSuffix') || 0);
  const order = company.orders.find((each) => each.orderno === orderno && each.ordersuf === suffix);
  if (order === undefined) throw new SxError(`Order ${orderno} Not Found in Order Entry Header - OEEH (4605)`);
  if (order.stage >= 3) throw new SxError(`Order ${orderno} Cannot Be Changed at Its Stage`);
  const given = Object.fromEntries(
    rows(request, 'tOehdrupdatett', 't-oehdrupdatett').map((row) => [text(row, 'fieldname'), text(row, 'fieldvalue')]),
  );
  for (const name of Object.keys(given))
    if (!/^addon(no|amt)[1-4]$/.test(name)) throw new SxError(`Field ${name} is not valid`);
  for (const place of [1, 2, 3, 4]) {
    const [addonno, amount] = [text(given, `addonno${place}`), number(given, `addonamt${place}`)];
    if (addonno === '') continue;
    mustBeAddon(company, addonno);
    const others = order.addons.filter((addon) => addon.place !== place);
    order.addons = [...others, { place, addonno, amount: amount ?? decimal(0) }];
  }
  order.taxamt = taxOn(taxedOf(order, company.settings), order, company.settings);
  order.balance = totalOf(order);
  changedNow(company, order);
  return {};
}
