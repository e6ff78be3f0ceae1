import { plain, sum } from '../kit/decimal.ts';
import { mergeRows } from './body.ts';
import type { Company } from './company.ts';
import { DOCUMENT_KINDS } from './document-kinds.ts';
import { ITEM, NO_PROPERTIES } from './master-shapes.ts';
import { gives, has, isYes, type Row, rowsOf, scalarOf, textOf } from './row.ts';
import { alreadyExists, businessRule, invalidCode, malformed } from './service-layer-error.ts';
import type { Quantities } from './warehouse-stock.ts';

/** A new item: on every price list without a price, in every warehouse without stock (sheet sections 3.3 and 3.4). */
export function createItem(company: Company, given: Row): Row {
  const code = textOf(given, 'ItemCode');
  if (code === '') throw businessRule('Item code is missing  [OITM.ItemCode]');
  if (company.items.get(code) !== undefined) throw alreadyExists('Item', code);
  const item: Row = {
    ItemsGroupCode: scalarOf(company.itemGroups.all()[0], 'Number'),
    ItemType: 'itItems',
    TreeType: 'iNotATree',
    SalesItem: 'tYES',
    InventoryItem: 'tYES',
    PurchaseItem: 'tYES',
    Valid: 'tYES',
    Frozen: 'tNO',
    ManageSerialNumbers: 'tNO',
    ManageBatchNumbers: 'tNO',
    VatLiable: 'tYES',
    UoMGroupEntry: -1,
    SalesItemsPerUnit: 1,
    ...NO_PROPERTIES,
    CreateDate: company.today(),
    CreateTime: company.timeOfDay(),
    ...given,
    ItemPrices: company.settings.priceLists.map(({ number }) => ({
      PriceList: number,
      Price: null,
      Currency: null,
      BasePriceList: number,
      Factor: 1,
      UoMPrices: [],
    })),
    ItemWarehouseInfoCollection: [],
    ItemBarCodeCollection: [],
  };
  return keep(company, item, given, false);
}

export function changeItem(company: Company, before: Row, given: Row, replace: boolean): Row {
  const rows = Object.fromEntries(Object.keys(ITEM.rows).map((property) => [property, rowsOf(before, property)]));
  const item = { ...structuredClone(before), ...given, ItemCode: textOf(before, 'ItemCode'), ...rows };
  return keep(company, item, given, replace);
}

/** Only an item that no document names can go. */
export function deleteItem(company: Company, item: Row): void {
  const isUsed = DOCUMENT_KINDS.some((kind) =>
    company
      .documents(kind)
      .all()
      .some((document) => rowsOf(document, 'DocumentLines').some(({ ItemCode }) => ItemCode === item.ItemCode)),
  );
  if (isUsed) throw businessRule('Item cannot be removed: transactions exist');
  company.items.remove(textOf(item, 'ItemCode'));
}

/** Puts the quantities of every warehouse into items that are shown. */
export function withQuantities(company: Company): (item: Row) => Row {
  const quantities = company.stock.all();
  return (item) => {
    const code = textOf(item, 'ItemCode');
    if (!isYes(item, 'InventoryItem'))
      return { ...item, QuantityOnStock: 0, QuantityOrderedByCustomers: 0, QuantityOrderedFromVendors: 0 };
    const kept = rowsOf(item, 'ItemWarehouseInfoCollection');
    const all: Quantities[] = [];
    const rows = company.settings.warehouses.map((warehouse): Row => {
      const found = quantities(code, warehouse);
      all.push(found);
      const own = kept.find(({ WarehouseCode }) => WarehouseCode === warehouse);
      return {
        MinimalStock: 0,
        MaximalStock: 0,
        Locked: 'tNO',
        ...own,
        WarehouseCode: warehouse,
        ItemCode: code,
        InStock: plain(found.inStock),
        Committed: plain(found.committed),
        Ordered: plain(found.ordered),
      };
    });
    return {
      ...item,
      ItemWarehouseInfoCollection: rows,
      QuantityOnStock: plain(sum(all.map(({ inStock }) => inStock))),
      QuantityOrderedByCustomers: plain(sum(all.map(({ committed }) => committed))),
      QuantityOrderedFromVendors: plain(sum(all.map(({ ordered }) => ordered))),
    };
  };
}

function keep(company: Company, item: Row, given: Row, replace: boolean): Row {
  const { settings } = company;
  if (company.itemGroups.get(Number(item.ItemsGroupCode)) === undefined)
    throw invalidCode('OITM.ItmsGrpCod', textOf(item, 'ItemsGroupCode'));
  if (gives(item, 'DefaultWarehouse') && !settings.warehouses.includes(textOf(item, 'DefaultWarehouse')))
    throw invalidCode('OITM.DfltWH', textOf(item, 'DefaultWarehouse'));
  if (gives(item, 'SalesVATGroup') && !settings.taxGroups.some(({ code }) => code === item.SalesVATGroup))
    throw invalidCode('OITM.VatGourpSa', textOf(item, 'SalesVATGroup'));
  for (const [property, shape] of Object.entries(ITEM.rows)) {
    if (!has(given, property)) continue;
    item[property] = mergeRows(rowsOf(item, property), rowsOf(given, property), shape, replace, (row, old) => {
      if (property === 'ItemPrices') checkPrice(company, row);
      const added: Row = property === 'ItemBarCodeCollection' ? { AbsEntry: company.next('bar code') } : {};
      return { ...(old ?? added), ...row };
    });
  }
  company.touch(item);
  return company.items.put(item);
}

function checkPrice({ settings }: Company, row: Row): void {
  if (!settings.priceLists.some(({ number }) => number === row.PriceList))
    throw invalidCode('ITM1.PriceList', textOf(row, 'PriceList'));
  if (typeof row.Price === 'number' && row.Price < 0)
    throw malformed("Invalid value for property 'Price' of 'ItemPrice'");
  if (gives(row, 'Currency') && !settings.currencies.includes(textOf(row, 'Currency')))
    throw invalidCode('ITM1.Currency', textOf(row, 'Currency'));
  if (gives(row, 'Price') && !gives(row, 'Currency')) row.Currency = settings.currency;
}
