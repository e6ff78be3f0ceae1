import { changePartner, createPartner, deletePartner, partnerWithBalances } from './business-partners.ts';
import type { Company } from './company.ts';
import { cancelDocument, closeDocument, reopenDocument, settleByCredit } from './document-actions.ts';
import { CREDIT_NOTES, DOCUMENT_KINDS, type DocumentKind } from './document-kinds.ts';
import { DOCUMENT, INVENTORY_ENTRY, PAYMENT } from './document-shapes.ts';
import { changeDocument, changeDraft, createDocument, createDraft } from './documents.ts';
import type { EntityStore } from './entity-store.ts';
import { createInventoryEntry } from './inventory-entries.ts';
import { changeItem, createItem, deleteItem, withQuantities } from './items.ts';
import {
  EXPENSE,
  ITEM,
  ITEM_GROUP,
  ITEM_PROPERTY,
  PARTNER,
  PRICE_LIST,
  SHIPPING_TYPE,
  SPECIAL_PRICE,
  USER_FIELD,
  WAREHOUSE,
} from './master-shapes.ts';
import { cancelPayment, createPayment } from './payments.ts';
import { specialKey } from './prices.ts';
import { type Row, type Scalar, scalarOf, textOf, yesNo } from './row.ts';
import { alreadyExists, businessRule, invalidCode } from './service-layer-error.ts';
import type { Shape } from './shape.ts';

/** An entity set: how its rows are found and written. What it lacks, the system refuses. */
export interface EntitySet {
  readonly name: string;
  readonly shape: Shape;
  /** The properties of its key, in their order. */
  readonly keys: readonly string[];
  readonly all: () => readonly Row[];
  readonly get: (...key: readonly Scalar[]) => Row | undefined;
  readonly with: (property: string, value: Scalar) => readonly Row[] | undefined;
  /** Completes what is shown, where something of it is worked out. */
  readonly shown?: () => (row: Row) => Row;
  readonly etag?: (row: Row) => string;
  readonly create?: (given: Row) => Row;
  readonly change?: (row: Row, given: Row, replace: boolean) => void;
  readonly remove?: (row: Row) => void;
  /** By name; one that makes another entity yields it. */
  readonly actions?: Readonly<Record<string, (row: Row) => Row | undefined>>;
}

export function entitySetsOf(company: Company): readonly EntitySet[] {
  return [
    ...DOCUMENT_KINDS.map((kind) => documentSet(company, kind)),
    {
      ...stored('Drafts', DOCUMENT, company.drafts),
      etag: (row) => company.drafts.etag(row),
      create: (given) => createDraft(company, given),
      change: (row, given, replace) => void changeDraft(company, row, given, replace),
      remove: (row) => company.drafts.remove(Number(row.DocEntry)),
    },
    {
      ...stored('BusinessPartners', PARTNER, company.partners),
      etag: (row) => company.partners.etag(row),
      shown: () => (row) => partnerWithBalances(company, row),
      create: (given) => createPartner(company, given),
      change: (row, given, replace) => changePartner(company, row, given, replace),
      remove: (row) => deletePartner(company, row),
    },
    {
      ...stored('Items', ITEM, company.items),
      etag: (row) => company.items.etag(row),
      shown: () => withQuantities(company),
      create: (given) => createItem(company, given),
      change: (row, given, replace) => changeItem(company, row, given, replace),
      remove: (row) => deleteItem(company, row),
    },
    itemGroupSet(company),
    specialPriceSet(company),
    {
      ...stored('IncomingPayments', PAYMENT, company.payments),
      create: (given) => createPayment(company, given),
      actions: { Cancel: (row) => void cancelPayment(company, row) },
    },
    {
      ...stored('InventoryGenEntries', INVENTORY_ENTRY, company.inventoryEntries),
      create: (given) => createInventoryEntry(company, given, 'in'),
    },
    {
      ...stored('InventoryGenExits', INVENTORY_ENTRY, company.inventoryExits),
      create: (given) => createInventoryEntry(company, given, 'out'),
    },
    userFieldSet(company),
    ...codeLists(company),
  ];
}

function stored<K extends string | number>(name: string, shape: Shape, store: EntityStore<K>) {
  return {
    name,
    shape,
    keys: [store.key],
    all: () => store.all(),
    get: (key: Scalar = null) => store.get(key as K),
    with: (property: string, value: Scalar) => store.with(property, value),
  };
}

function documentSet(company: Company, kind: DocumentKind): EntitySet {
  const store = company.documents(kind);
  return {
    ...stored(kind.set, kind.shape, store),
    etag: (row) => store.etag(row),
    create: (given) => {
      const document = createDocument(company, kind, given);
      if (kind === CREDIT_NOTES) settleByCredit(company, document, 1);
      return document;
    },
    change: (row, given, replace) => void changeDocument(company, kind, row, given, replace),
    // Marketing documents cannot be deleted (sheet section 3.0), so there is no `remove`.
    actions: {
      Cancel: (row) => void cancelDocument(company, kind, row),
      Close: (row) => void closeDocument(company, kind, row),
      Reopen: (row) => void reopenDocument(company, kind, row),
      ...(kind.cancel === 'mirror'
        ? { CreateCancellationDocument: (row: Row) => cancelDocument(company, kind, row) }
        : {}),
    },
  };
}

function itemGroupSet(company: Company): EntitySet {
  const store = company.itemGroups;
  const named = (row: Row) => {
    const name = textOf(row, 'GroupName');
    if (name === '') throw businessRule('Group name is missing  [OITB.ItmsGrpNam]');
    if (store.all().some((each) => each.GroupName === name && each.Number !== row.Number))
      throw alreadyExists('Item group', name);
    return store.put(row);
  };
  return {
    ...stored('ItemGroups', ITEM_GROUP, store),
    create: (given) => named({ ...given, Number: company.next('item group') }),
    change: (row, given) => void named({ ...row, ...given, Number: scalarOf(row, 'Number') }),
    remove: (row) => {
      if (company.items.all().some(({ ItemsGroupCode }) => ItemsGroupCode === row.Number))
        throw businessRule('Item group cannot be removed: items are in it');
      store.remove(Number(row.Number));
    },
  };
}

function specialPriceSet(company: Company): EntitySet {
  const store = company.specialPrices;
  return {
    name: 'SpecialPrices',
    shape: SPECIAL_PRICE,
    keys: ['CardCode', 'ItemCode'],
    all: () => store.all(),
    get: (owner, item) => store.get(specialKey(String(owner), String(item))),
    with: () => undefined,
    create: (given) => {
      const [owner, item] = [textOf(given, 'CardCode'), textOf(given, 'ItemCode')];
      const key = specialKey(owner, item);
      if (company.items.get(item) === undefined) throw invalidCode('OSPP.ItemCode', item);
      if (!owner.startsWith('*') && company.partners.get(owner) === undefined)
        throw invalidCode('OSPP.CardCode', owner);
      if (store.get(key) !== undefined) throw alreadyExists('Special price', `${owner}, ${item}`);
      return store.put({
        Valid: 'tYES',
        DiscountPercent: 0,
        Currency: company.settings.currency,
        ...given,
        '#key': key,
      });
    },
    change: (row, given) => void store.put({ ...row, ...given }),
    remove: (row) => store.remove(textOf(row, '#key')),
  };
}

/** Fields of the company's own: kept at once, shown after a restart (sheet section 10). */
function userFieldSet(company: Company): EntitySet {
  const rows = () =>
    company.definedFields.map(({ table, name, size }, index) => ({
      FieldID: index,
      TableName: table,
      Name: name,
      Size: size,
      Type: 'db_Alpha',
    }));
  return {
    name: 'UserFieldsMD',
    shape: USER_FIELD,
    keys: ['TableName', 'FieldID'],
    all: rows,
    get: (table, id) => rows().find((row) => row.TableName === table && row.FieldID === id),
    with: () => undefined,
    create: (given) => {
      const field = {
        table: textOf(given, 'TableName'),
        name: textOf(given, 'Name'),
        size: Number(scalarOf(given, 'Size') ?? 10),
      };
      if (field.table === '' || field.name === '') throw businessRule('Table and name of the field are missing');
      if (company.definedFields.some(({ table, name }) => table === field.table && name === field.name))
        throw alreadyExists('Field', field.name);
      company.definedFields.push(field);
      return { ...given, FieldID: company.definedFields.length - 1, Size: field.size };
    },
  };
}

/** Lists that are set up in the client, and only read here. */
function codeLists({ settings }: Company): EntitySet[] {
  const list = (name: string, shape: Shape, key: string, rows: readonly Row[]): EntitySet => ({
    name,
    shape,
    keys: [key],
    all: () => rows,
    get: (value) => rows.find((row) => row[key] === value),
    with: () => undefined,
  });
  return [
    list(
      'ShippingTypes',
      SHIPPING_TYPE,
      'Code',
      settings.shippingTypes.map(({ code, name }) => ({ Code: code, Name: name, Website: null })),
    ),
    list(
      'AdditionalExpenses',
      EXPENSE,
      'ExpensCode',
      settings.expenses.map(({ code, name }) => ({ ExpensCode: code, Name: name })),
    ),
    list(
      'PriceLists',
      PRICE_LIST,
      'PriceListNo',
      settings.priceLists.map(({ number, name, gross }) => ({
        PriceListNo: number,
        PriceListName: name,
        BasePriceList: number,
        Factor: 1,
        IsGrossPrice: yesNo(gross),
        Active: 'tYES',
        DefaultPrimeCurrency: settings.currency,
      })),
    ),
    list(
      'Warehouses',
      WAREHOUSE,
      'WarehouseCode',
      settings.warehouses.map((code) => ({
        WarehouseCode: code,
        WarehouseName: `Warehouse ${code}`,
        Inactive: 'tNO',
        Nettable: 'tYES',
        DropShip: 'tNO',
        EnableBinLocations: 'tNO',
      })),
    ),
    list(
      'ItemProperties',
      ITEM_PROPERTY,
      'Number',
      Array.from({ length: 64 }, (_, index) => ({ Number: index + 1, PropertyName: `Item property ${index + 1}` })),
    ),
  ];
}
