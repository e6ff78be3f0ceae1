import type { Item, PriceList, PriceListEntry, ProductLine } from '../company.ts';
import { STOCK_ROWS, type StockRow, WAREHOUSES } from '../items.ts';
import type { GatewayObject } from './gateway-object.ts';
import { audit, boolean, day, dayText, moment, momentText, number, status, text } from './object-fields.ts';

/** What the database keeps for the kind of an item (reference of ITEM, readByQuery). */
const TYPES: Readonly<Record<Item['itemType'], readonly [shown: string, stored: string]>> = {
  inventory: ['Inventory', 'I'],
  nonInventory: ['Non-Inventory', 'NI'],
};

export const ITEM: GatewayObject<Item> = {
  name: 'ITEM',
  id: 'ITEMID',
  all: ({ items }) => [...items.values()],
  fields: {
    RECORDNO: number(({ key }) => key),
    ITEMID: text(({ id }) => id),
    NAME: text(({ name }) => name),
    STATUS: status(),
    ITEMTYPE: text(({ itemType }) => TYPES[itemType][0], { stored: Object.fromEntries(Object.values(TYPES)) }),
    SODESCRIPTION: text(({ soDescription }) => soDescription),
    WEBLONGDESC: text(({ webLongDescription }) => webLongDescription),
    WEBENABLED: boolean(() => true),
    PRODUCTLINEID: text(({ productLine }) => productLine),
    BASEPRICE: number(({ basePrice }) => basePrice?.toFixed(2) ?? ''),
    TAXABLE: boolean(() => true),
    UOMGRP: text(() => 'Count'),
    UPC: text(({ upc }) => upc),
    ...audit<Item>(),
  },
};

/** The reference has no function that makes or changes a product line: they are read here. */
export const PRODUCTLINE: GatewayObject<ProductLine> = {
  name: 'PRODUCTLINE',
  id: 'PRODUCTLINEID',
  all: ({ productLines }) => [...productLines.values()],
  fields: {
    RECORDNO: number(({ key }) => key),
    PRODUCTLINEID: text(({ id }) => id),
    DESCRIPTION: text(({ description }) => description),
    PARENTLINE: text(({ parent }) => parent),
    STATUS: status(),
    ...audit<ProductLine>(),
  },
};

export const WAREHOUSE: GatewayObject<{ readonly key: string; readonly id: string }> = {
  name: 'WAREHOUSE',
  id: 'WAREHOUSEID',
  all: WAREHOUSES.all,
  fields: {
    RECORDNO: number(({ key }) => key),
    WAREHOUSEID: text(({ id }) => id),
    NAME: text(({ id }) => id),
    STATUS: text(() => 'active', { stored: { active: 'T' } }),
  },
};

/**
 * Stock by item and warehouse. Of its quantities only WONHAND is attested (by those who read it); the others are named after
 * it and after what the REST API has: an assumption.
 */
export const ITEMWAREHOUSEINFO: GatewayObject<StockRow> = {
  name: 'ITEMWAREHOUSEINFO',
  id: 'RECORDNO',
  all: STOCK_ROWS.all,
  fields: {
    RECORDNO: number(({ key }) => key),
    ITEMID: text(({ item }) => item.id),
    WAREHOUSEID: text(({ warehouse }) => warehouse),
    WONHAND: number(({ item, warehouse }, company) => company.onHand(item, warehouse).toFixed()),
    WONORDER: number(() => '0'),
    WONHOLD: number(() => '0'),
    WINTRANSIT: number(() => '0'),
    WRESERVED: number(() => '0'),
    WALLOCATED: number(({ item, warehouse }, company) => company.allocated(item, warehouse).toFixed()),
    WUNCOMMITTED: number(({ item, warehouse }, company) =>
      company.onHand(item, warehouse).minus(company.allocated(item, warehouse)).toFixed(),
    ),
    // As over REST, it does not move with the stock (sheet section 3.6).
    WHENMODIFIED: moment(({ item }) => momentText(item.changedAt)),
  },
};

export const SOPRICELIST: GatewayObject<PriceList> = {
  name: 'SOPRICELIST',
  id: 'NAME',
  all: ({ priceLists }) => [...priceLists.values()],
  fields: {
    RECORDNO: number(({ key }) => key),
    NAME: text(({ id }) => id),
    DATEFROM: day(({ startDate }) => dayText(startDate)),
    DATETO: day(({ endDate }) => dayText(endDate)),
    STATUS: status(),
    ...audit<PriceList>(),
  },
};

/** PRICELISTID, ITEMID, ITEMNAME, VALUE, DATEFROM and DATETO are attested by a client; the other names are an assumption. */
export const SOPRICELISTENTRY: GatewayObject<PriceListEntry> = {
  name: 'SOPRICELISTENTRY',
  id: 'RECORDNO',
  all: ({ priceListEntries }) => priceListEntries,
  fields: {
    RECORDNO: number(({ key }) => key),
    PRICELISTID: text(({ priceList }) => priceList),
    ITEMID: text(({ item }) => item.id),
    ITEMNAME: text(({ item }) => item.name),
    PRODUCTLINEID: text(() => ''),
    DATEFROM: day(({ startDate }) => dayText(startDate)),
    DATETO: day(({ endDate }) => dayText(endDate)),
    QTYLIMITMIN: number(({ minimumQuantity }) => minimumQuantity.toFixed()),
    QTYLIMITMAX: number(({ maximumQuantity }) => maximumQuantity?.toFixed() ?? ''),
    VALUE: number(({ value }) => value.toFixed(2)),
    VALUETYPE: text(() => 'Actual'),
    FIXED: boolean(() => false),
    CURRENCY: text((_, { settings }) => settings.currency),
    STATUS: status(),
    ...audit<PriceListEntry>(),
  },
};
