import type { Company } from './company.ts';
import { type Fields, rows, text } from './request-fields.ts';

/**
 * `sxapisagetlinecomments`: the comments of lines of orders. Names are those of a client generated from the vendor's OpenAPI
 * 11.0 (GitHub everyonelovesromannoodles/vossionswagger).
 */
export function lineComments(company: Company, request: Fields): Fields {
  const found = rows(request, 'tGetcomlistcriteria', 't-getcomlistcriteria').flatMap((wanted) => {
    if (text(wanted, 'comtype') !== 'oe') return [];
    const [orderno, ordersuf, lineno] = ['orderno', 'ordersuf', 'lineno'].map((name) => Number(text(wanted, name)));
    return company.orders
      .filter((order) => order.orderno === orderno && order.ordersuf === ordersuf)
      .flatMap(({ lines }) => lines)
      .filter((line) => line.lineno === lineno && line.product !== undefined && line.comment !== '')
      .map(({ comment }) => ({ comtype: 'oe', orderno, ordersuf, lineno, printfl: true, commenttext: comment }));
  });
  return { tGetcomlistresults: { 't-getcomlistresults': found } };
}
