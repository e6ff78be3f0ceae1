import type { Company } from './company.ts';
import { cancelInvoice, draftCreditMemo } from './credit-invoice.ts';
import { CREDIT_MEMO_KIND, type DocumentKind, INVOICE_KIND, ORDER_KIND } from './document-kinds.ts';
import type { Entity, Navigation } from './entity.ts';
import type { Row } from './entity-set.ts';
import { toOne } from './master-entities.ts';
import {
  CUSTOMER_PAYMENT,
  changePayment,
  createJournal,
  createPayment,
  PAYMENT_JOURNAL,
  postJournal,
} from './payment-journals.ts';
import { postCreditMemo, postInvoiceDraft } from './post-document.ts';
import {
  addLine,
  changeDocument,
  changeLine,
  createDocument,
  deleteDocument,
  documentLines,
  removeLine,
} from './sales-documents.ts';
import { shipAndInvoice } from './ship-and-invoice.ts';
import { SHIPMENT, SHIPMENT_LINE } from './shipment-fields.ts';

type Named = (name: string) => Entity;
type Actions = NonNullable<Entity['actions']>;

/** Orders, invoices, credit memos with their lines, and shipments (sheet sections 3.1 and 3.7 to 3.9). */
export function salesEntities(company: Company, named: Named): Entity[] {
  /** An action answers nothing: what the work gives is left. */
  const post = (work: (document: Row) => unknown) => (document: Row) => {
    work(document);
  };
  return [
    ...documentEntities(company, named, ORDER_KIND, {
      shipAndInvoice: post((order) => shipAndInvoice(company, order)),
    }),
    // Sending goes by mail, of which the twin has none: the same as without.
    ...documentEntities(company, named, INVOICE_KIND, {
      post: post((invoice) => postInvoiceDraft(company, invoice)),
      postAndSend: post((invoice) => postInvoiceDraft(company, invoice)),
      send: () => undefined,
      cancel: post((invoice) => cancelInvoice(company, invoice)),
      cancelAndSend: post((invoice) => cancelInvoice(company, invoice)),
      makeCorrectiveCreditMemo: post((invoice) => draftCreditMemo(company, invoice)),
    }),
    ...documentEntities(company, named, CREDIT_MEMO_KIND, {
      post: post((memo) => postCreditMemo(company, memo)),
      postAndSend: post((memo) => postCreditMemo(company, memo)),
      send: () => undefined,
    }),
    {
      name: 'salesShipments',
      type: 'salesShipment',
      fields: SHIPMENT,
      set: company.salesShipments,
      navigation: {
        salesShipmentLines: {
          entity: () => named('salesShipmentLines'),
          many: true,
          rows: (row) =>
            company.salesShipmentLines.by('documentId', row.id).sort((a, b) => Number(a.sequence) - Number(b.sequence)),
        },
      },
    },
    {
      name: 'salesShipmentLines',
      type: 'salesShipmentLine',
      fields: SHIPMENT_LINE,
      set: company.salesShipmentLines,
      ofDocument: true,
    },
  ];
}

function documentEntities(company: Company, named: Named, kind: DocumentKind, actions: Actions): Entity[] {
  const lineName = `${kind.type}Lines`;
  const empty: Navigation = { entity: () => named('accounts'), many: true, rows: () => [] };
  return [
    {
      name: `${kind.type}s`,
      type: kind.type,
      fields: kind.header,
      set: kind.set(company),
      navigation: {
        [lineName]: {
          entity: () => named(lineName),
          many: true,
          rows: (row) => documentLines(company, kind, row),
          create: (row, body) => addLine(company, kind, row, body),
        },
        customer: toOne(() => named('customers'), 'customerId'),
        currency: toOne(() => named('currencies'), 'currencyId'),
        paymentTerm: toOne(() => named('paymentTerms'), 'paymentTermsId'),
        shipmentMethod: toOne(() => named('shipmentMethods'), 'shipmentMethodId'),
        // The twin keeps no dimensions and no files.
        dimensionSetLines: empty,
        attachments: empty,
        documentAttachments: empty,
      },
      create: (body) => createDocument(company, kind, body),
      change: (row, body) => changeDocument(company, kind, row, body),
      remove: (row) => deleteDocument(company, kind, row),
      actions,
    },
    {
      name: lineName,
      type: `${kind.type}Line`,
      fields: kind.line,
      set: kind.lines(company),
      ofDocument: true,
      navigation: {
        item: toOne(() => named('items'), 'itemId'),
        itemVariant: toOne(() => named('itemVariants'), 'itemVariantId'),
        unitOfMeasure: toOne(() => named('unitsOfMeasure'), 'unitOfMeasureId'),
        location: toOne(() => named('locations'), 'locationId'),
      },
      create: (body) => addLine(company, kind, kind.set(company).need(String(body.documentId ?? '')), body),
      change: (row, body) => changeLine(company, kind, row, body),
      remove: (row) => removeLine(company, kind, row),
    },
  ];
}

/** Payments wait in a journal until it is posted (sheet section 3.9). */
export function paymentEntities(company: Company, named: Named): Entity[] {
  const { journals, customerPayments } = company;
  const journal: Entity = { name: 'journals', type: 'journal', fields: PAYMENT_JOURNAL, set: journals };
  return [
    { ...journal, actions: { post: (row) => postJournal(company, row) } },
    {
      ...journal,
      name: 'customerPaymentJournals',
      type: 'customerPaymentJournal',
      create: (body) => createJournal(company, body),
      navigation: {
        customerPayments: {
          entity: () => named('customerPayments'),
          many: true,
          rows: (row) => customerPayments.by('journalId', row.id),
          create: (row, body) => createPayment(company, row, body),
        },
      },
    },
    {
      name: 'customerPayments',
      type: 'customerPayment',
      fields: CUSTOMER_PAYMENT,
      set: customerPayments,
      computed: { journalDisplayName: (row) => journals.get(String(row.journalId))?.displayName ?? '' },
      navigation: { customer: toOne(() => named('customers'), 'customerId') },
      change: (row, body) => changePayment(company, row, body),
      remove: (row) => customerPayments.remove(row),
    },
  ];
}
