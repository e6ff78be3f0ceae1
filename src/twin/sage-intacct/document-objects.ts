import type { Company, SalesDocument } from './company.ts';
import { changeDocument, createDocument, deleteOrder, documentView, overRest, type WrittenOver } from './documents.ts';
import { type Fields, fieldsOf } from './fields.ts';
import type { RestObject } from './rest-object.ts';
import { changeReturn, createReturn, deleteReturn } from './returns.ts';
import type { Definition } from './settings.ts';

/** How documents of a definition are written from outside. */
interface Writes {
  readonly create: (company: Company, definition: Definition, fields: Fields, over: WrittenOver) => SalesDocument;
  readonly change: (company: Company, document: SalesDocument, fields: Fields, over: WrittenOver) => SalesDocument;
  readonly remove: (company: Company, document: SalesDocument) => void;
}

const RETURNS: Writes = { create: createReturn, change: changeReturn, remove: deleteReturn };
/** Shippers and invoices are made by clerks alone. */
const WRITES: Readonly<Partial<Record<Definition, Writes>>> = {
  'Sales Order': { create: createDocument, change: changeDocument, remove: deleteOrder },
  'Sales Return': RETURNS,
  'Sales Credit Memo': RETURNS,
};

/** `order-entry/document::{definition}` (sheet section 3.1). */
export function documentsOf(definition: Definition): RestObject<SalesDocument> {
  const writes = WRITES[definition];
  return {
    name: `order-entry/document::${definition}`,
    all: ({ documents }) => documents.filter((document) => document.definition === definition),
    view: documentView,
    ...(writes === undefined
      ? {}
      : {
          create: (company: Company, body: unknown) =>
            writes.create(company, definition, fieldsOf(body), overRest(company)),
          change: (company: Company, document: SalesDocument, body: unknown) =>
            writes.change(company, document, fieldsOf(body), overRest(company)),
          remove: writes.remove,
        }),
  };
}
