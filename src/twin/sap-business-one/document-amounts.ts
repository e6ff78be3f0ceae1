import type Big from 'big.js';
import { cents, plain, sum, ZERO } from '../kit/decimal.ts';
import type { Company } from './company.ts';
import { gives, isYes, numberOf, type Row, rowsOf, textOf } from './row.ts';
import { businessRule } from './service-layer-error.ts';

/**
 * Works out what a document comes to (sheet section 3.1 and the sample in 11): the header's discount is a percent of the
 * lines, each line is taxed on what is left of it, freight on itself, each half up to the cent. A rounding difference
 * counts only where the document says that it is rounded.
 */
export function computeAmounts(company: Company, document: Row): void {
  const lines = rowsOf(document, 'DocumentLines');
  const percent = numberOf(document, 'DiscountPercent');
  const kept = ZERO.plus(100).minus(percent).div(100);
  for (const line of lines) taxLine(document, line, kept);
  const freights = rowsOf(document, 'DocumentAdditionalExpenses');
  const lineTotal = sum(lines.map((line) => numberOf(line, 'LineTotal')));
  const discount = cents(lineTotal.times(percent).div(100));
  const tax = sum([
    ...lines.map((line) => numberOf(line, 'TaxTotal')),
    ...freights.map((freight) => numberOf(freight, 'TaxSum')),
  ]);
  const freight = sum(freights.map((each) => numberOf(each, 'LineTotal')));
  const rounding = isYes(document, 'Rounding') ? cents(numberOf(document, 'RoundingDiffAmount')) : ZERO;
  const total = lineTotal.minus(discount).plus(freight).plus(tax).plus(rounding);
  if (total.lt(0)) throw businessRule('Document total is less than zero');
  Object.assign(document, {
    TotalDiscount: plain(discount),
    VatSum: plain(tax),
    RoundingDiffAmount: plain(rounding),
    DocTotal: plain(total),
    DocTotalFc: textOf(document, 'DocCurrency') === company.settings.currency ? 0 : plain(total),
  });
}

function taxLine(document: Row, line: Row, kept: Big): void {
  const net = numberOf(line, 'LineTotal');
  const rate = numberOf(line, 'TaxPercentagePerRow');
  const isGross = line['#gross'] === 'tYES' && kept.eq(1);
  const tax = isGross ? numberOf(line, 'GrossTotal').minus(net) : cents(net.times(kept).times(rate).div(100));
  line.TaxTotal = plain(tax);
  line.NetTaxAmount = plain(tax);
  line.OpenAmount = plain(cents(net.times(numberOf(line, 'RemainingOpenQuantity')).div(numberOf(line, 'Quantity'))));
  // Which authority gets how much is told where taxes are tax codes: the US and Canada.
  line.LineTaxJurisdictions = gives(line, 'TaxCode')
    ? [
        {
          JurisdictionCode: textOf(line, 'TaxCode'),
          JurisdictionType: 1,
          TaxRate: plain(rate),
          TaxAmount: plain(tax),
          DocEntry: document.DocEntry ?? null,
          LineNumber: line.LineNum ?? null,
          RowSequence: 0,
        },
      ]
    : [];
}
