import type { Company } from './company.ts';
import { amountsOf } from './document-amounts.ts';
import { customerOf } from './document-customer.ts';
import { checkHeaderChange, headerFields, newHeader } from './document-header.ts';
import type { DocumentKind } from './document-kinds.ts';
import { changedLine, newLine } from './document-line.ts';
import type { Row } from './entity-set.ts';
import { readFields } from './field-rules.ts';
import { badRequest, dialog, duplicate } from './odata-error.ts';
import { type Body, isObject } from './request-body.ts';

/** POST of a document, with its lines in one transaction: a line that fails leaves nothing behind (sheet section 7). */
export function createDocument(company: Company, kind: DocumentKind, body: Body): Row {
  const part = `${kind.type}Lines`;
  const { [part]: lines = [], ...read } = readFields(kind.type, kind.header, body, 'create', [part]);
  if (!Array.isArray(lines)) throw badRequest(`The property '${part}' must be a list.`);
  const header = newHeader(company, kind, read);
  const made: Row[] = [];
  for (const line of lines as unknown[]) {
    if (!isObject(line)) throw badRequest(`The property '${part}' must be a list of objects.`);
    made.push(newLine(company, kind, header, line, lastSequence(made) + 10_000));
    refuseSameSequence(made);
  }
  const amounts = amountsOf(company, header, made, customerOf(company, header));
  Object.assign(header, amounts.header);
  made.forEach((line, index) => {
    Object.assign(line, amounts.lines[index]);
  });
  const taken = (number: string) => kind.set(company).by('number', number).length > 0;
  header.number = company.identifiers.number(kind.series, kind.first, taken);
  kind.set(company).add(header);
  for (const line of made) kind.lines(company).add(line);
  return header;
}

/** PATCH of the header alone: lines are patched each on its own (sheet section 3.1). */
export function changeDocument(company: Company, kind: DocumentKind, header: Row, body: Body): Row {
  if (`${kind.type}Lines` in body) throw badRequest('Deep update is not supported: change each line on its own.');
  const read = readFields(kind.type, kind.header, body, 'update');
  refuseNotDraft(kind, header);
  checkHeaderChange(company, header, documentLines(company, kind, header), read);
  kind.set(company).change(header, headerFields(company, header, read));
  recalculate(company, kind, header);
  company.flagged.delete(header.id);
  return header;
}

/** DELETE, which is how an order is cancelled, as long as nothing is shipped or invoiced (sheet section 3.1). */
export function deleteDocument(company: Company, kind: DocumentKind, header: Row): void {
  if (kind.type !== 'salesOrder') refuseNotDraft(kind, header);
  const lines = documentLines(company, kind, header);
  if (lines.some((line) => Number(line.shippedQuantity ?? 0) > 0 || Number(line.invoicedQuantity ?? 0) > 0))
    throw dialog(`You cannot delete the order ${String(header.number)}: it is shipped or invoiced in part.`);
  for (const line of lines) kind.lines(company).remove(line);
  kind.set(company).remove(header);
}

export function addLine(company: Company, kind: DocumentKind, header: Row, body: Body): Row {
  refuseNotDraft(kind, header);
  const lines = documentLines(company, kind, header);
  const line = newLine(company, kind, header, body, lastSequence(lines) + 10_000);
  refuseSameSequence([...lines, line]);
  kind.lines(company).add(line);
  afterLineChange(company, kind, header);
  return line;
}

export function changeLine(company: Company, kind: DocumentKind, line: Row, body: Body): Row {
  const header = kind.set(company).need(String(line.documentId));
  refuseNotDraft(kind, header);
  kind.lines(company).change(line, changedLine(company, kind, header, line, body));
  afterLineChange(company, kind, header);
  return line;
}

export function removeLine(company: Company, kind: DocumentKind, line: Row): void {
  const header = kind.set(company).need(String(line.documentId));
  refuseNotDraft(kind, header);
  if (Number(line.shippedQuantity ?? 0) > 0) throw dialog('You cannot delete a line that is shipped in part.');
  kind.lines(company).remove(line);
  afterLineChange(company, kind, header);
}

export function documentLines(company: Company, kind: DocumentKind, header: Row): Row[] {
  return kind
    .lines(company)
    .by('documentId', header.id)
    .sort((a, b) => Number(a.sequence) - Number(b.sequence));
}

/** A line edit recalculates the document, moves its ETag and flags it for its discount (sheet sections 7 and 12). */
function afterLineChange(company: Company, kind: DocumentKind, header: Row): void {
  recalculate(company, kind, header);
  kind.set(company).touch(header);
  company.flagged.add(header.id);
}

function recalculate(company: Company, kind: DocumentKind, header: Row): void {
  const lines = documentLines(company, kind, header);
  const amounts = amountsOf(company, header, lines, customerOf(company, header));
  lines.forEach((line, index) => {
    kind.lines(company).amend(line, amounts.lines[index] ?? {});
  });
  kind.set(company).amend(header, amounts.header);
}

/** A released order refuses changes until it is reopened in the product; a posted document for ever. */
function refuseNotDraft(kind: DocumentKind, header: Row): void {
  if (header.status === 'Draft') return;
  throw dialog(
    `Status must be equal to 'Open' in Sales Header: Document Type=${kind.title}, No.=${String(header.number)}. Current value is 'Released'.`,
  );
}

const lastSequence = (lines: readonly Row[]): number =>
  lines.reduce((last, line) => Math.max(last, Number(line.sequence)), 0);

function refuseSameSequence(lines: readonly Row[]): void {
  const last = lines.at(-1);
  if (last !== undefined && lines.some((line) => line !== last && line.sequence === last.sequence))
    throw duplicate('Sales Line', 'Line No.', String(last.sequence));
}
