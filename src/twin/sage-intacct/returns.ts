import type { Company, SalesDocument } from './company.ts';
import { moveStock, stateByLines } from './conversions.ts';
import { changeDocument, createDocument, type WrittenOver } from './documents.ts';
import { type Fields, textIn } from './fields.ts';
import { refused } from './intacct-error.ts';
import type { Definition } from './settings.ts';
import { stockSignOf } from './txn-definitions.ts';

/**
 * A document by which something is given back: by conversion of an invoice (Intacct's guide, Document conversions), or of its
 * own. A draft books nothing, and nothing more is converted of its source until it is posted or deleted (Intacct's help,
 * Order Entry transaction states). Throws IntacctError.
 */
export function createReturn(
  company: Company,
  definition: Definition,
  fields: Fields,
  over: WrittenOver,
): SalesDocument {
  const document = createDocument(company, definition, fields, over);
  if (document.state !== 'draft') post(company, document);
  else if (document.source !== undefined) touch(company, document.source, 'inProgress');
  return document;
}

/** A draft is edited, and posted by its state; what is posted is not changed any more. Throws IntacctError. */
export function changeReturn(
  company: Company,
  document: SalesDocument,
  fields: Fields,
  over: WrittenOver,
): SalesDocument {
  if (document.state !== 'draft')
    throw refused('BL03002087', `Document ${document.documentNumber} is ${document.state} and cannot be edited`);
  const { state, ...others } = fields;
  const changed = changeDocument(company, document, others, over);
  if (textIn(fields, 'state') === 'pending') post(company, changed);
  return changed;
}

/** Throws IntacctError. */
export function deleteReturn(company: Company, document: SalesDocument): void {
  if (document.state !== 'draft')
    throw refused(
      'INV-1372',
      `The delete policy of ${document.definition} does not allow posted documents to be deleted`,
    );
  company.documents.splice(company.documents.indexOf(document), 1);
  if (document.source !== undefined) touch(company, document.source, stateByLines(document.source));
}

/** Nothing is converted from it, so that it is closed as soon as it is posted. */
function post(company: Company, document: SalesDocument): void {
  for (const line of document.lines) {
    if (line.source !== undefined) line.source.converted = line.source.converted.plus(line.unitQuantity);
    moveStock(line, line.unitQuantity.times(stockSignOf(document.definition, company.settings)));
  }
  touch(company, document, 'closed');
  if (document.source !== undefined) touch(company, document.source, stateByLines(document.source));
}

function touch(company: Company, document: SalesDocument, state: SalesDocument['state']): void {
  Object.assign(document, { state, changedAt: company.now() });
}
