import type { Order } from '../../model/documents.generated.ts';
import type { Rule } from './rule.ts';

/** O14: orders made to try things out, and orders that the shop takes for fraud, go no further by themselves. */
export const notSuspicious: Rule = {
  name: 'not-suspicious',
  judge: (document) => {
    const order = document as unknown as Partial<Order>;
    const wrong: string[] = [];
    if (order.test === true) wrong.push('it is a test order');
    if (order.risk === 'high')
      wrong.push(`the shop takes it for fraud${order.hold_reason === undefined ? '' : `: ${order.hold_reason}`}`);
    return wrong;
  },
};
