import type { Company } from './company.ts';
import { has, partOf, type Row, rowsOf, textOf } from './row.ts';
import { businessRule, invalidCode } from './service-layer-error.ts';

const SIDES = {
  ShipTo: { code: 'ShipToCode', type: 'bo_ShipTo', byDefault: 'ShipToDefault', text: 'Address2' },
  BillTo: { code: 'PayToCode', type: 'bo_BillTo', byDefault: 'BilltoDefault', text: 'Address' },
} as const;

/** What a line of a document's own address is called on the customer's card. */
const ON_CARD: Readonly<Record<string, string>> = {
  Street: 'Street',
  StreetNo: 'StreetNo',
  Block: 'Block',
  Building: 'BuildingFloorRoom',
  City: 'City',
  ZipCode: 'ZipCode',
  County: 'County',
  State: 'State',
  Country: 'Country',
  Address2: 'AddressName2',
  Address3: 'AddressName3',
};

/**
 * Puts the addresses of a document together: those of the customer's card that its codes, or the card's defaults, name, and
 * over them what the body gives as the document's own (sheet section 3.1). The card stays as it is.
 */
export function setAddresses(company: Company, document: Row, given: Row, partner: Row, isNew: boolean): void {
  const before = partOf(document, 'AddressExtension') ?? {};
  const own = partOf(given, 'AddressExtension') ?? {};
  const address: Row = { ...before };
  for (const [side, { code, type, byDefault, text }] of Object.entries(SIDES)) {
    if (isNew || has(given, code)) {
      if (isNew) document[code] ??= partner[byDefault] ?? null;
      const name = textOf(document, code);
      const row = rowsOf(partner, 'BPAddresses').find((each) => each.AddressName === name && each.AddressType === type);
      if (has(given, code) && name !== '' && row === undefined) throw invalidCode(`ORDR.${code}`, name);
      for (const [line, onCard] of Object.entries(ON_CARD)) address[`${side}${line}`] = row?.[onCard] ?? null;
    }
    for (const line of Object.keys(ON_CARD)) {
      const property = `${side}${line}`;
      if (has(own, property)) address[property] = own[property] ?? null;
    }
    checkCountry(company, textOf(address, `${side}Country`), `RDR12.Country${side[0]}`);
    document[text] = asText(address, side);
  }
  document.AddressExtension = address;
}

export function checkCountry({ settings }: Company, country: string, column: string): void {
  if (country !== '' && !settings.countries.includes(country))
    throw businessRule(`Invalid country code '${country}'  [${column}]`);
}

const asText = (address: Row, side: string): string =>
  ['Address2', 'Street', 'ZipCode', 'City', 'Country']
    .map((line) => textOf(address, `${side}${line}`))
    .filter((line) => line !== '')
    .join('\r');
