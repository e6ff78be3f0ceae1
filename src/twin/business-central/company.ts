import { EntitySet, type Row } from './entity-set.ts';
import { EMPTY_GUID, Identifiers } from './identifiers.ts';
import { ODataError } from './odata-error.ts';
import type { Settings } from './settings.ts';

/** Everything that one company of the twin holds. */
export class Company {
  readonly settings: Settings;
  readonly identifiers = new Identifiers();
  readonly customers: EntitySet;
  readonly items: EntitySet;
  readonly itemVariants: EntitySet;
  readonly itemCategories: EntitySet;
  readonly salesOrders: EntitySet;
  readonly salesOrderLines: EntitySet;
  readonly salesInvoices: EntitySet;
  readonly salesInvoiceLines: EntitySet;
  readonly salesShipments: EntitySet;
  readonly salesShipmentLines: EntitySet;
  readonly salesCreditMemos: EntitySet;
  readonly salesCreditMemoLines: EntitySet;
  readonly itemLedgerEntries: EntitySet;
  readonly codeLists: ReadonlyMap<string, EntitySet>;
  readonly accounts: EntitySet;

  constructor(settings: Settings) {
    this.settings = settings;
    const set = (name: string, indexed: readonly string[] = []) => new EntitySet(name, settings.clock, indexed);
    this.customers = set('customers', ['number', 'email']);
    this.items = set('items', ['number']);
    this.itemVariants = set('itemVariants', ['itemId']);
    this.itemCategories = set('itemCategories', ['code']);
    this.salesOrders = set('salesOrders', ['externalDocumentNumber', 'number']);
    this.salesOrderLines = set('salesOrderLines', ['documentId']);
    this.salesInvoices = set('salesInvoices', ['externalDocumentNumber', 'orderNumber', 'number']);
    this.salesInvoiceLines = set('salesInvoiceLines', ['documentId']);
    this.salesShipments = set('salesShipments', ['externalDocumentNumber', 'orderNumber', 'number']);
    this.salesShipmentLines = set('salesShipmentLines', ['documentId']);
    this.salesCreditMemos = set('salesCreditMemos', ['number']);
    this.salesCreditMemoLines = set('salesCreditMemoLines', ['documentId']);
    this.itemLedgerEntries = set('itemLedgerEntries', ['itemNumber']);
    this.accounts = set('accounts', ['number']);
    const list = (name: string, codes: readonly string[]) => {
      const entries = set(name, ['code']);
      for (const code of codes) entries.add({ id: this.identifiers.guid(), code, displayName: code });
      return [name, entries] as const;
    };
    const groups = [...new Set(settings.taxRates.map(({ group }) => group).concat('TAXABLE', 'NONTAXABLE'))];
    const areas = [
      ...new Set(settings.taxRates.map(({ area }) => area).concat(Object.values(settings.taxAreaByCountry))),
    ];
    this.codeLists = new Map([
      list('currencies', settings.currencies),
      list('countriesRegions', settings.countries),
      list('shipmentMethods', settings.shipmentMethods),
      list('paymentMethods', settings.paymentMethods),
      list('paymentTerms', ['NET30', 'COD']),
      list('unitsOfMeasure', settings.units),
      list('locations', settings.locations),
      list('taxGroups', groups),
      list('taxAreas', areas),
    ]);
    for (const { number, name, taxGroup } of settings.accounts) {
      this.accounts.add({
        id: this.identifiers.guid(),
        number,
        displayName: name,
        category: 'Income',
        blocked: false,
        taxGroup,
      });
    }
  }

  list(name: string): EntitySet {
    const found = this.codeLists.get(name);
    if (found === undefined) throw new Error(`no code list ${name}`);
    return found;
  }

  /** The entry of a code list by id or code; both when both are sent must be the same. Undefined when neither is. */
  coded(list: string, id: unknown, code: unknown, field: string): Row | undefined {
    if (typeof id === 'string' && id !== EMPTY_GUID) {
      const row = this.list(list).get(id);
      if (row === undefined)
        throw new ODataError(
          400,
          'Internal_RecordNotFound',
          `The field ${field}Id contains a value (${id}) that cannot be found in the related table.`,
        );
      return row;
    }
    if (typeof code === 'string' && code !== '') {
      const [row] = this.list(list).by('code', code);
      if (row === undefined)
        throw new ODataError(
          400,
          'Application_FieldValidationException',
          `The field ${field} Code contains a value (${code}) that cannot be found in the related table (${list}).`,
        );
      return row;
    }
    return undefined;
  }

  checkCountry(value: unknown, field: string): void {
    if (typeof value === 'string' && value !== '') this.coded('countriesRegions', undefined, value, field);
  }

  /** Percent of tax of a customer's area and a line's group; an area or group without a rate is refused at the line, as posting set-up that is missing is. */
  taxPercent(customer: Row, group: string): string {
    if (group === 'NONTAXABLE' || customer.taxLiable === false) return '0';
    const area = this.list('taxAreas').get(String(customer.taxAreaId))?.code;
    const rate = this.settings.taxRates.find((each) => each.area === area && each.group === group);
    return rate?.percent ?? '0';
  }

  /** On hand over all locations: what the ledger entries of the item add up to. */
  onHand(itemNumber: string): number {
    return this.itemLedgerEntries.by('itemNumber', itemNumber).reduce((sum, entry) => sum + Number(entry.quantity), 0);
  }

  postEntry(
    itemNumber: string,
    quantity: number,
    entryType: string,
    documentNumber: string,
    location = this.settings.locations[0] ?? '',
  ): void {
    const entryNumber = this.itemLedgerEntries.size + 1;
    this.itemLedgerEntries.add({
      id: this.identifiers.guid(),
      entryNumber,
      itemNumber,
      postingDate: today(this.settings),
      entryType,
      sourceNumber: '',
      sourceType: '_x0020_',
      documentNumber,
      documentType: '_x0020_',
      description: '',
      quantity,
      salesAmountActual: 0,
      costAmountActual: 0,
      location,
    });
  }
}

export const today = ({ clock }: Settings): string => new Date(clock.now()).toISOString().slice(0, 10);
