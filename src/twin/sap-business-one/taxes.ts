import type Big from 'big.js';
import { ZERO } from '../kit/decimal.ts';
import type { Company } from './company.ts';
import { gives, type Row, textOf } from './row.ts';
import { invalidCode } from './service-layer-error.ts';

/**
 * The tax of a line or a freight: the one that the body names; none for exempt customers; else the customer's, the item's
 * or the one of the country where the goods go. Throws when there is no such group.
 */
export function taxGroupFor(
  company: Company,
  given: Row,
  context: { readonly partner: Row; readonly item?: Row; readonly country: string; readonly column: string },
): string {
  const { taxProperty, exemptGroup, taxByCountry } = company.settings;
  if (gives(given, taxProperty)) {
    const code = textOf(given, taxProperty);
    if (percentOf(company, code) === undefined) throw invalidCode(`${context.column}.${taxProperty}`, code);
    return code;
  }
  if (textOf(context.partner, 'VatLiable') === 'vExempted') return exemptGroup;
  const own = taxProperty === 'VatGroup' ? 'SalesVATGroup' : 'ArTaxCode';
  return (
    textOf(context.partner, 'VatGroup') ||
    textOf(context.item, own) ||
    (taxByCountry[context.country] ?? taxByCountry['*'] ?? exemptGroup)
  );
}

/** Undefined: the company has no such group. */
export function percentOf({ settings }: Company, code: string): Big | undefined {
  const group = settings.taxGroups.find((each) => each.code === code);
  return group === undefined ? undefined : ZERO.plus(group.percent);
}
