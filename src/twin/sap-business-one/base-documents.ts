import type Big from 'big.js';
import { cents, plain, ZERO } from '../kit/decimal.ts';
import type { Company } from './company.ts';
import { DOCUMENT_KINDS, type DocumentKind, INVOICES, MOVES_GOODS } from './document-kinds.ts';
import { gives, isYes, numberOf, type Row, rowsOf, textOf } from './row.ts';
import { businessRule, noMatch, notSupported } from './service-layer-error.ts';

/** A line of another document that a line is drawn from, with what is left of it. */
export interface BaseLine {
  readonly kind: DocumentKind;
  readonly document: Row;
  readonly line: Row;
  readonly open: Big;
}

/** The line that a new line is drawn from; undefined when it stands for itself. Throws when nothing is left of it. */
export function baseLineOf(company: Company, kind: DocumentKind, given: Row): BaseLine | undefined {
  if (!gives(given, 'BaseType') || given.BaseType === -1) return undefined;
  const base = DOCUMENT_KINDS.find(({ object }) => object === given.BaseType);
  if (base === undefined || !kind.bases.includes(base.object)) throw notSupported();
  const document = company.documents(base).get(Number(given.BaseEntry));
  const line = rowsOf(document, 'DocumentLines').find(({ LineNum }) => LineNum === given.BaseLine);
  if (document === undefined || line === undefined) throw noMatch(400);
  const open = numberOf(line, 'RemainingOpenQuantity');
  if (isYes(document, 'Cancelled') || open.lte(0))
    throw businessRule('Base document is already closed, or nothing is left of the row');
  const wanted = gives(given, 'Quantity') ? numberOf(given, 'Quantity') : open;
  if (wanted.gt(open)) throw businessRule('Quantity exceeds the open quantity of the base document');
  return { kind: base, document, line, open };
}

/** Takes what new lines have drawn off their base lines, or gives it back when `sign` is -1; base documents close and open with it. */
export function drawFromBases(company: Company, lines: readonly Row[], sign: 1 | -1): void {
  const touched = new Map<Row, DocumentKind>();
  for (const line of lines) {
    const base = DOCUMENT_KINDS.find(({ object }) => object === line.BaseType);
    const document = base === undefined ? undefined : company.documents(base).get(Number(line.BaseEntry));
    const row = rowsOf(document, 'DocumentLines').find(({ LineNum }) => LineNum === line.BaseLine);
    if (base === undefined || document === undefined || row === undefined) continue;
    const open = numberOf(row, 'RemainingOpenQuantity').minus(numberOf(line, 'Quantity').times(sign));
    row.RemainingOpenQuantity = plain(open);
    row.OpenAmount = plain(cents(numberOf(row, 'LineTotal').times(open).div(numberOf(row, 'Quantity'))));
    row.LineStatus = open.eq(0) ? 'bost_Close' : 'bost_Open';
    touched.set(document, base);
  }
  for (const [document, base] of touched) {
    // Whether an invoice is open is a matter of money, not of goods.
    if (base.object !== INVOICES.object)
      document.DocumentStatus = rowsOf(document, 'DocumentLines').some(
        (row) => textOf(row, 'LineStatus') === 'bost_Open',
      )
        ? 'bost_Open'
        : 'bost_Close';
    company.touch(document);
    company.documents(base).put(document);
  }
}

/** The goods that a line moves, in inventory units: fewer than none go out. Nothing where its base has moved them (sheet section 3.8). */
export function movedBy(company: Company, kind: DocumentKind, line: Row): Big {
  const item = company.items.get(textOf(line, 'ItemCode'));
  const isMoved = MOVES_GOODS.has(Number(line.BaseType ?? -1)) && !MOVES_GOODS.has(kind.object);
  if (kind.goods === 'none' || isMoved || !isYes(item, 'InventoryItem') || isYes(line, 'WithoutInventoryMovement'))
    return ZERO;
  const pieces = numberOf(line, 'InventoryQuantity');
  return kind.goods === 'issue' ? pieces.times(-1) : pieces;
}
