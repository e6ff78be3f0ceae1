import { plain, sum, ZERO } from '../../../kit/decimal.ts';
import { type Account, customerName, type Found } from '../../account.ts';
import { type Entry, listOf, textOf } from '../../entry.ts';
import { typesOf } from '../../record-types.ts';
import { type Column, type Table, table } from '../table.ts';
import { textValue } from '../value.ts';
import { customColumns, flag, id, idValue, instant, number, reference, text } from './column-kinds.ts';

/** `customer` (sheet section 3.2). */
export const customerTable = (account: Account): Table =>
  table<Entry>(() => account.all('customer'), {
    id,
    entityid: text('entityId'),
    externalid: text('externalId'),
    altname: { value: (entry) => textValue(customerName(entry)) },
    fullname: { value: (entry) => textValue(account.nameOf('customer', entry)) },
    isperson: flag('isPerson'),
    companyname: text('companyName'),
    firstname: text('firstName'),
    middlename: text('middleName'),
    lastname: text('lastName'),
    email: text('email'),
    phone: text('phone'),
    mobilephone: text('mobilePhone'),
    url: text('url'),
    comments: text('comments'),
    subsidiary: reference(account, 'subsidiary', 'subsidiary'),
    isinactive: flag('isInactive'),
    terms: reference(account, 'terms', 'term'),
    pricelevel: reference(account, 'priceLevel', 'priceLevel'),
    currency: reference(account, 'currency', 'currency'),
    category: reference(account, 'category', 'customerCategory'),
    parent: reference(account, 'parent', 'customer'),
    entitystatus: reference(account, 'entityStatus', 'customerStatus'),
    creditlimit: number('creditLimit'),
    taxable: flag('taxable'),
    resalenumber: text('resaleNumber'),
    vatregnumber: text('vatRegNumber'),
    datecreated: instant(account, 'dateCreated'),
    lastmodifieddate: instant(account, 'lastModifiedDate'),
    ...customColumns(account, 'custentity'),
  });

interface BookEntry {
  readonly customer: Entry;
  readonly entry: Entry;
}

const book = (account: Account): BookEntry[] =>
  account.all('customer').flatMap((customer) => listOf(customer, 'addressBook').map((entry) => ({ customer, entry })));

/** `customeraddressbook`, joined to the addresses by `addressbookaddress = nkey` (sheet section 3.2). */
export const addressBookTable = (account: Account): Table =>
  table<BookEntry>(() => book(account), {
    entity: { value: ({ customer }) => idValue(customer.id) },
    internalid: { value: ({ entry }) => idValue(entry.id) },
    addressbookaddress: { value: ({ entry }) => idValue(entry.id) },
    label: { value: ({ entry }) => textValue(textOf(entry, 'label')) },
    defaultbilling: { value: ({ entry }) => (entry.values.defaultBilling === true ? 'T' : 'F') },
    defaultshipping: { value: ({ entry }) => (entry.values.defaultShipping === true ? 'T' : 'F') },
  });

export const addressTable = (account: Account): Table => {
  const of = (field: string): Column<BookEntry> => ({
    value: ({ entry }) => textValue(textOf(entry.parts.addressBookAddress, field)),
  });
  return table<BookEntry>(() => book(account), {
    nkey: { value: ({ entry }) => idValue(entry.id) },
    addressee: of('addressee'),
    attention: of('attention'),
    addr1: of('addr1'),
    addr2: of('addr2'),
    addr3: of('addr3'),
    addrphone: of('addrPhone'),
    city: of('city'),
    state: of('state'),
    zip: of('zip'),
    country: of('country'),
  });
};

const items = (account: Account): Found[] =>
  typesOf('item').flatMap((type) => account.all(type.name).map((entry) => ({ type, entry })));

/** `item`: all types of items in one table (sheet section 3.3). */
export function itemTable(account: Account): Table {
  const of = (column: Column<Entry>): Column<Found> => {
    const { display } = column;
    return {
      value: ({ entry }) => column.value(entry),
      ...(display === undefined ? {} : { display: ({ entry }: Found) => display(entry) }),
    };
  };
  const own: Record<string, Column<Entry>> = {
    id,
    itemid: text('itemId'),
    externalid: text('externalId'),
    displayname: text('displayName'),
    upccode: text('upcCode'),
    description: text('salesDescription'),
    storedisplayname: text('storeDisplayName'),
    storedescription: text('storeDescription'),
    storedetaileddescription: text('storeDetailedDescription'),
    isinactive: flag('isInactive'),
    isonline: flag('isOnline'),
    matrixtype: text('matrixType'),
    parent: reference(account, 'parent', 'item'),
    class: reference(account, 'class', 'classification'),
    department: reference(account, 'department', 'department'),
    weight: number('weight'),
    outofstockbehavior: text('outOfStockBehavior'),
    taxschedule: reference(account, 'taxSchedule', 'taxSchedule'),
    cost: number('cost'),
    createddate: instant(account, 'createdDate'),
    lastmodifieddate: instant(account, 'lastModifiedDate'),
    ...customColumns(account, 'custitem'),
  };
  const itemType: Column<Found> = { value: ({ type }) => type.sqlType ?? null };
  const quantity = (pick: 'onHand' | 'available'): Column<Found> => ({
    value: ({ type, entry }) =>
      type.name === 'inventoryItem' || type.name === 'assemblyItem'
        ? plain(sum(account.settings.locations.map((place) => ZERO.plus(account.stock.at(entry.id, place.id)[pick]))))
        : null,
  });
  return table<Found>(() => items(account), {
    ...Object.fromEntries(Object.entries(own).map(([name, column]) => [name, of(column)])),
    itemtype: itemType,
    type: itemType,
    fullname: { value: ({ entry }) => textValue(account.fullName(entry)) },
    totalquantityonhand: quantity('onHand'),
    quantityonhand: quantity('onHand'),
    quantityavailable: quantity('available'),
  });
}

interface Place {
  readonly item: string;
  readonly location: string;
  readonly name: string;
}

/** `inventoryitemlocations` and `aggregateItemLocation`: each stock item in each location (sheet section 3.6). */
export function itemLocationTable(account: Account): Table {
  const places = (): Place[] =>
    ['inventoryItem', 'assemblyItem'].flatMap((type) =>
      account
        .all(type)
        .flatMap((item) =>
          account.settings.locations.map(({ id: location, name }) => ({ item: item.id, location, name })),
        ),
    );
  const quantity = (pick: 'onHand' | 'available' | 'committed' | 'backOrdered'): Column<Place> => ({
    value: ({ item, location }) => account.stock.at(item, location)[pick],
  });
  return table<Place>(places, {
    item: {
      value: ({ item }) => idValue(item),
      display: ({ item }) => {
        const found = account.item(item);
        return found === undefined ? null : account.fullName(found.entry);
      },
    },
    location: { value: ({ location }) => idValue(location), display: ({ name }) => name },
    quantityonhand: quantity('onHand'),
    quantityavailable: quantity('available'),
    quantitycommitted: quantity('committed'),
    quantitybackordered: quantity('backOrdered'),
    quantityonorder: { value: () => 0 },
  });
}

interface Price {
  readonly item: string;
  readonly row: Entry;
}

/** `pricing`: columns as the sheet has them from hearsay (section 3.4). */
export function pricingTable(account: Account): Table {
  const of = (column: Column<Entry>): Column<Price> => {
    const { display } = column;
    return {
      value: ({ row }) => column.value(row),
      ...(display === undefined ? {} : { display: ({ row }: Price) => display(row) }),
    };
  };
  return table<Price>(
    () => items(account).flatMap(({ entry }) => listOf(entry, 'price').map((row) => ({ item: entry.id, row }))),
    {
      item: { value: ({ item }) => idValue(item) },
      pricelevel: of(reference(account, 'priceLevel', 'priceLevel')),
      currency: of(reference(account, 'currencyPage', 'currency')),
      quantity: of(number('quantity')),
      unitprice: of(number('price')),
    },
  );
}

/** A list of codes; `more` are the columns that only it has. */
export const codeTable = (account: Account, type: string, more: Readonly<Record<string, Column<Entry>>> = {}): Table =>
  table<Entry>(() => account.all(type), {
    id,
    name: text('name'),
    externalid: text('externalId'),
    isinactive: flag('isInactive'),
    ...more,
  });

interface CategoryItem {
  readonly category: Entry;
  readonly row: Entry;
}

/** Items of commerce categories (assumption: the sheet only names the record's sublist). */
export const categoryItemTable = (account: Account): Table =>
  table<CategoryItem>(
    () =>
      account
        .all('commerceCategory')
        .flatMap((category) => listOf(category, 'items').map((row) => ({ category, row }))),
    {
      commercecategory: {
        value: ({ category }) => idValue(category.id),
        display: ({ category }) => textOf(category, 'name'),
      },
      item: { value: ({ row }) => idValue(textOf(row, 'item')) },
      primarycategory: { value: ({ row }) => (row.values.primaryCategory === true ? 'T' : 'F') },
    },
  );
