import type { Company } from './company.ts';
import type { Row } from './entity-set.ts';
import { dialog } from './odata-error.ts';
import type { Body } from './request-body.ts';

/**
 * Percent of tax of a line, from the customer's tax area and the line's tax group: the system's own, it cannot be set
 * (sheet section 3.1). Exempt customers pay none (sheet section 3.2). Set-up that is missing fails with a dialog
 * exception (sheet section 12) where there is VAT; where there is sales tax, an area without a rate taxes at nothing.
 */
export function taxPercent(company: Company, customer: Row, line: Body): string {
  const { taxRates, salesTax } = company.settings;
  const group = String(line.taxCode);
  if (group === 'NONTAXABLE' || customer.taxLiable === false) return '0';
  const area = company.list('taxAreas').get(String(customer.taxAreaId))?.code;
  const rate = taxRates.find((each) => each.area === area && each.group === group);
  if (rate !== undefined) return rate.percent;
  if (salesTax) return '0';
  throw dialog(
    `The VAT Posting Setup does not exist. Identification fields and values: VAT Bus. Posting Group='${String(area ?? '')}', VAT Prod. Posting Group='${group}'.`,
  );
}
