import type { Account } from '../../account.ts';
import type { Entry } from '../../entry.ts';
import type { Column, Table } from '../table.ts';
import { textValue } from '../value.ts';
import { flag, instant, number, reference, text } from './column-kinds.ts';
import {
  addressBookTable,
  addressTable,
  categoryItemTable,
  codeTable,
  customerTable,
  itemLocationTable,
  itemTable,
  pricingTable,
} from './master-tables.ts';
import {
  lineLinkTable,
  trackingMapTable,
  trackingNumberTable,
  transactionLineTable,
  transactionTable,
} from './transaction-tables.ts';

/** Every table that SuiteQL can read, by its name in lower case. */
export function tablesOf(account: Account): Readonly<Record<string, Table>> {
  const fullName: Column<Entry> = { value: (entry) => textValue(account.fullName(entry)) };
  const links = lineLinkTable(account);
  const places = itemLocationTable(account);
  return {
    transaction: transactionTable(account),
    transactionline: transactionLineTable(account),
    previoustransactionlinelink: links,
    nexttransactionlinelink: links,
    trackingnumbermap: trackingMapTable(account),
    trackingnumber: trackingNumberTable(account),
    customer: customerTable(account),
    customeraddressbook: addressBookTable(account),
    customeraddressbookentityaddress: addressTable(account),
    item: itemTable(account),
    inventoryitemlocations: places,
    aggregateitemlocation: places,
    pricing: pricingTable(account),
    subsidiary: codeTable(account, 'subsidiary'),
    currency: codeTable(account, 'currency', { symbol: text('symbol') }),
    location: codeTable(account, 'location'),
    department: codeTable(account, 'department'),
    term: codeTable(account, 'term'),
    pricelevel: codeTable(account, 'priceLevel'),
    paymentmethod: codeTable(account, 'paymentMethod'),
    shipitem: codeTable(account, 'shipItem', { itemid: text('itemId') }),
    salestaxitem: codeTable(account, 'salesTaxItem', {
      itemid: text('itemId'),
      rate: number('rate'),
      taxtype: reference(account, 'taxType', 'taxType'),
    }),
    taxtype: codeTable(account, 'taxType'),
    promotioncode: codeTable(account, 'promotionCode', { code: text('code') }),
    couponcode: codeTable(account, 'couponCode', {
      code: text('code'),
      promotion: reference(account, 'promotion', 'promotionCode'),
    }),
    classification: codeTable(account, 'classification', {
      parent: reference(account, 'parent', 'classification'),
      fullname: fullName,
    }),
    commercecategory: codeTable(account, 'commerceCategory', {
      primaryparent: reference(account, 'primaryParent', 'commerceCategory'),
      catalog: reference(account, 'catalog', 'commerceCatalog'),
      description: text('description'),
      displayinsite: flag('displayInSite'),
      urlfragment: text('urlFragment'),
      lastmodified: instant(account, 'lastModified'),
    }),
    commercecategoryitem: categoryItemTable(account),
  };
}
