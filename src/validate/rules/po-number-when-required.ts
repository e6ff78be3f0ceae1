import type { Order } from '../../model/documents.generated.ts';
import type { Rule } from './rule.ts';

/** CUS-06: an order of a customer who must give a purchase order number has one. */
export const poNumberWhenRequired: Rule = {
  name: 'po-number-when-required',
  judge: (document) => {
    const order = document as unknown as Partial<Order>;
    const required = order.customer?.po_number_required === true;
    const given = typeof order.po_number === 'string' && order.po_number.trim() !== '';
    return required && !given ? ['the customer needs a purchase order number, and the order has none'] : [];
  },
};
