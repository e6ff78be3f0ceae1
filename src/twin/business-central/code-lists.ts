import type { EntitySet } from './entity-set.ts';
import { date, type FieldRules, flag, guid, instant, number, shownOnly, text } from './field-rules.ts';
import type { Settings } from './settings.ts';

/** How long a payment term gives: the only part of a due date formula that the twin knows is days. */
const TERMS: Readonly<Record<string, number>> = { NET30: 30, COD: 0 };

const BASE: FieldRules = {
  id: guid(),
  code: text(20),
  displayName: text(100),
  lastModifiedDateTime: instant(),
};

/** Fields of each code list (sheet sections 3.6 and 3.9). All are read here, none is written. */
export const CODE_LIST_RULES: Readonly<Record<string, FieldRules>> = Object.fromEntries(
  Object.entries({
    currencies: { ...BASE, symbol: text(10), amountRoundingPrecision: number() },
    countriesRegions: BASE,
    shipmentMethods: BASE,
    paymentMethods: BASE,
    customerReturnReasons: BASE,
    paymentTerms: {
      ...BASE,
      dueDateCalculation: text(30),
      discountDateCalculation: text(30),
      discountPercent: number(),
    },
    unitsOfMeasure: BASE,
    locations: { ...BASE, addressLine1: text(100), city: text(30), country: text(10) },
    taxGroups: { ...BASE, taxType: text(20) },
    taxAreas: { ...BASE, taxType: text(20) },
    generalProductPostingGroups: BASE,
    inventoryPostingGroups: BASE,
    accounts: {
      id: guid(),
      number: text(20),
      displayName: text(100),
      category: text(30),
      blocked: flag(),
      lastModifiedDateTime: instant(),
    },
    companies: {
      id: guid(),
      systemVersion: text(20),
      name: text(30),
      displayName: text(250),
      businessProfileId: text(50),
      systemCreatedAt: instant(),
      lastModifiedDateTime: instant(),
    },
    journals: { id: guid(), code: text(10), displayName: text(100), lastModifiedDateTime: instant() },
    customerPaymentJournals: { id: guid(), code: text(10), displayName: text(100), lastModifiedDateTime: instant() },
    itemLedgerEntries: {
      id: guid(),
      entryNumber: number(),
      itemNumber: text(20),
      postingDate: date(),
      entryType: text(30),
      sourceNumber: text(20),
      sourceType: text(30),
      documentNumber: text(20),
      documentType: text(30),
      description: text(100),
      quantity: number(),
      salesAmountActual: number(),
      costAmountActual: number(),
      lastModifiedDateTime: instant(),
    },
  } satisfies Record<string, FieldRules>).map(([name, rules]) => [name, shownOnly(rules)]),
);

/** Days that a payment term leaves; 0 for none. */
export const daysOf = (code: unknown): number => TERMS[String(code)] ?? 0;

/** Fills the code lists of a company from its settings. */
export function fillCodeLists(
  settings: Settings,
  make: (name: string) => EntitySet,
  guidOf: () => string,
): ReadonlyMap<string, EntitySet> {
  const { taxRates, taxAreaByCountry, salesTax } = settings;
  const taxType = salesTax ? 'Sales Tax' : 'VAT';
  const groups = new Set([...taxRates.map(({ group }) => group), 'TAXABLE', 'NONTAXABLE']);
  const areas = new Set([...taxRates.map(({ area }) => area), ...Object.values(taxAreaByCountry)]);
  const codes: Record<string, Iterable<string>> = {
    currencies: settings.currencies,
    countriesRegions: settings.countries,
    shipmentMethods: settings.shipmentMethods,
    paymentMethods: settings.paymentMethods,
    customerReturnReasons: settings.returnReasons,
    paymentTerms: Object.keys(TERMS),
    unitsOfMeasure: settings.units,
    locations: settings.locations,
    taxGroups: groups,
    taxAreas: areas,
    generalProductPostingGroups: ['RETAIL'],
    inventoryPostingGroups: ['RESALE'],
  };
  const more: Readonly<Record<string, (code: string) => Record<string, unknown>>> = {
    currencies: (code) => ({ symbol: code, amountRoundingPrecision: 0.01 }),
    paymentTerms: (code) => ({
      dueDateCalculation: `${daysOf(code)}D`,
      discountDateCalculation: '',
      discountPercent: 0,
    }),
    locations: () => ({ addressLine1: '', city: '', country: '' }),
    taxGroups: () => ({ taxType }),
    taxAreas: () => ({ taxType }),
  };
  return new Map(
    Object.entries(codes).map(([name, entries]) => {
      const set = make(name);
      for (const code of entries) set.add({ id: guidOf(), code, displayName: code, ...more[name]?.(code) });
      return [name, set];
    }),
  );
}
