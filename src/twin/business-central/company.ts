import { fillCodeLists } from './code-lists.ts';
import { EntitySet, type Row } from './entity-set.ts';
import { EMPTY_GUID, Identifiers } from './identifiers.ts';
import { notRelated } from './odata-error.ts';
import type { LineAccount, Settings } from './settings.ts';
import { StockLedger } from './stock-ledger.ts';
import { Transaction } from './transaction.ts';

/** Everything that one company of the twin holds. */
export class Company {
  readonly settings: Settings;
  readonly transaction = new Transaction();
  readonly identifiers = new Identifiers(this.transaction);
  readonly companies: EntitySet;
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
  readonly journals: EntitySet;
  readonly customerPayments: EntitySet;
  readonly codeLists: ReadonlyMap<string, EntitySet>;
  readonly accounts: EntitySet;
  readonly charges: EntitySet;
  readonly stock: StockLedger;
  /** Documents whose lines were edited: the next reading of one spreads its discount again (sheet section 12). */
  readonly flagged = new Set<string>();

  constructor(settings: Settings) {
    this.settings = settings;
    const guid = () => this.identifiers.guid();
    const set = (name: string, indexed: readonly string[] = []) =>
      new EntitySet(name, settings.clock, this.transaction, indexed);
    this.companies = set('companies');
    this.customers = set('customers', ['number', 'email']);
    this.items = set('items', ['number', 'gtin']);
    this.itemVariants = set('itemVariants', ['itemId']);
    this.itemCategories = set('itemCategories', ['code']);
    this.salesOrders = set('salesOrders', ['externalDocumentNumber', 'number', 'customerId']);
    this.salesOrderLines = set('salesOrderLines', ['documentId', 'itemId']);
    this.salesInvoices = set('salesInvoices', ['externalDocumentNumber', 'orderNumber', 'number', 'customerId']);
    this.salesInvoiceLines = set('salesInvoiceLines', ['documentId']);
    this.salesShipments = set('salesShipments', ['externalDocumentNumber', 'orderNumber', 'number']);
    this.salesShipmentLines = set('salesShipmentLines', ['documentId']);
    this.salesCreditMemos = set('salesCreditMemos', [
      'externalDocumentNumber',
      'number',
      'invoiceNumber',
      'customerId',
    ]);
    this.salesCreditMemoLines = set('salesCreditMemoLines', ['documentId']);
    this.itemLedgerEntries = set('itemLedgerEntries', ['itemNumber']);
    this.journals = set('journals', ['code']);
    this.customerPayments = set('customerPayments', ['journalId']);
    this.accounts = set('accounts', ['number']);
    this.charges = set('itemCharges', ['number']);
    this.codeLists = fillCodeLists(settings, (name) => set(name, ['code']), guid);
    this.stock = new StockLedger(this.itemLedgerEntries, this.transaction, guid, () => this.today());
    this.companies.add({
      id: settings.companyId,
      systemVersion: '28.0.0.0',
      name: settings.companyName,
      displayName: settings.companyName,
      businessProfileId: '',
      systemCreatedAt: this.now(),
    });
    this.journals.add({ id: guid(), code: 'DEFAULT', displayName: 'Customer payments' });
    const booked = (entries: readonly LineAccount[], into: EntitySet) => {
      for (const { number, name, taxGroup } of entries)
        into.add({ id: guid(), number, displayName: name, category: 'Income', blocked: false, taxGroup });
    };
    booked(settings.accounts, this.accounts);
    booked(settings.charges, this.charges);
  }

  now(): string {
    return new Date(this.settings.clock.now()).toISOString();
  }

  today(): string {
    return this.now().slice(0, 10);
  }

  list(name: string): EntitySet {
    const found = this.codeLists.get(name);
    if (found === undefined) throw new Error(`no code list ${name}`);
    return found;
  }

  /** The entry of a code list by id or code. Undefined when neither says anything; an id and a code that do not agree are refused. */
  coded(list: string, id: unknown, code: unknown, field: string): Row | undefined {
    return entryOf(this.list(list), 'code', id, code, field);
  }

  checkCountry(value: unknown, field: string): void {
    this.coded('countriesRegions', undefined, value, field);
  }

  /** The code of a location by its id; empty for none. */
  locationCode(id: unknown): string {
    return String(this.list('locations').get(String(id))?.code ?? '');
  }
}

/** The row of a set that an id, a key, or both name. The blank value of either says nothing. */
export function entryOf(set: EntitySet, key: string, id: unknown, value: unknown, field: string): Row | undefined {
  const byId = typeof id === 'string' && id !== EMPTY_GUID ? set.get(id) : undefined;
  if (typeof id === 'string' && id !== EMPTY_GUID && byId === undefined) throw notRelated(`${field} Id`, id, set.name);
  if (typeof value !== 'string' || value === '') return byId;
  const found = byId ?? set.by(key, value)[0];
  if (found === undefined || found[key] !== value) throw notRelated(field, value, set.name);
  return found;
}
