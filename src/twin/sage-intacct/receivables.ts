import type { Receivable } from './company.ts';
import { idOf } from './documents.ts';
import { auditOf, orNull, type RestObject } from './rest-object.ts';

/** `accounts-receivable/invoice`: the posted receivable, with what is still open (sheet section 3.7). */
export const RECEIVABLES: RestObject<Receivable> = {
  name: 'accounts-receivable/invoice',
  all: ({ receivables }) => receivables,
  view: (receivable, { settings: { currency } }) => {
    const { document, total, due, key } = receivable;
    return {
      key,
      id: key,
      invoiceNumber: document.documentNumber,
      state: due.eq(0) ? 'paid' : due.lt(total) ? 'partiallyPaid' : 'posted',
      customer: { key: document.customer.key, id: document.customer.id, name: document.customer.name },
      referenceNumber: orNull(document.referenceNumber),
      documentId: idOf(document),
      salesDocument: { key: document.key, id: idOf(document) },
      invoiceDate: document.txnDate,
      dueDate: document.dueDate === '' ? document.txnDate : document.dueDate,
      currency: { baseCurrency: currency, txnCurrency: currency },
      totalBaseAmount: total.toFixed(2),
      totalBaseAmountDue: due.toFixed(2),
      totalTxnAmount: total.toFixed(2),
      totalTxnAmountDue: due.toFixed(2),
      ...auditOf(receivable),
    };
  },
};
