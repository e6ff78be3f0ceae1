import { sum } from '../kit/decimal.ts';
import type { Company, Item, ProductLine } from './company.ts';
import { type Fields, fieldsOf, objectIn, onlyFields, textIn } from './fields.ts';
import { malformed, notUnique, refused } from './intacct-error.ts';
import { auditOf, orNull, type RestObject, reference } from './rest-object.ts';

/** `inventory-control/item`: quantities are those of the whole company, as text (sheet section 3.3). */
export const ITEMS: RestObject<Item> = {
  name: 'inventory-control/item',
  all: ({ items }) => [...items.values()],
  view: (item, company) => {
    const { warehouses } = company.settings;
    const onHand = sum(warehouses.map((warehouse) => company.onHand(item, warehouse)));
    const allocated = sum(warehouses.map((warehouse) => company.allocated(item, warehouse)));
    return {
      key: item.key,
      id: item.id,
      name: item.name,
      status: item.status,
      itemType: item.itemType,
      soDescription: orNull(item.soDescription),
      productLine: reference(item.productLine),
      unitOfMeasureGroup: { id: 'Count' },
      sales: { isTaxable: true, basePrice: item.basePrice?.toFixed(2) ?? null },
      itemDetails: { universalProductCode: orNull(item.upc) },
      commercial: { webLongDescription: orNull(item.webLongDescription), isWebEnabled: true },
      quantityOnHand: onHand.toFixed(),
      quantityOnOrder: '0',
      quantityAllocated: allocated.toFixed(),
      quantityReserved: '0',
      quantityUncommitted: onHand.minus(allocated).toFixed(),
      ...auditOf(item),
    };
  },
};

/** `inventory-control/product-line`: the categories, as a tree (sheet section 3.5). */
export const PRODUCT_LINES: RestObject<ProductLine> = {
  name: 'inventory-control/product-line',
  all: ({ productLines }) => [...productLines.values()],
  view: (line) => ({
    key: line.key,
    id: line.id,
    description: orNull(line.description),
    parent: reference(line.parent),
    status: line.status,
    ...auditOf(line),
  }),
  create: (company, body) => {
    const fields = fieldsOf(body);
    const id = textIn(fields, 'id', 20);
    if (id === '') throw malformed('id is required');
    if (company.productLines.has(id)) throw notUnique(`Product line ${id} already exists`);
    const line: ProductLine = { ...company.born(), id, description: '', parent: '', status: 'active' };
    change(company, line, fields);
    company.productLines.set(id, line);
    return line;
  },
  change: (company, line, body) => {
    change(company, line, fieldsOf(body));
    line.changedAt = company.now();
    return line;
  },
  remove: (company, { id }) => {
    if ([...company.items.values()].some(({ productLine }) => productLine === id))
      throw refused('BL03000014', `Product line ${id} is in use`);
    company.productLines.delete(id);
  },
};

function change({ productLines }: Company, line: ProductLine, fields: Fields): void {
  onlyFields(fields, ['id', 'description', 'parent', 'status'], []);
  const parent = textIn(objectIn(fields, 'parent'), 'id');
  if (parent !== '' && !productLines.has(parent)) throw malformed(`parent: there is no product line ${parent}`);
  if (fields.parent !== undefined) line.parent = parent;
  if (fields.description !== undefined) line.description = textIn(fields, 'description', 80);
}

/** `inventory-control/warehouse`: the places of the settings; none is made or changed here (sheet section 3.6). */
export const WAREHOUSES: RestObject<{ readonly key: string; readonly id: string }> = {
  name: 'inventory-control/warehouse',
  all: ({ settings }) => settings.warehouses.map((id, index) => ({ key: String(index + 1), id })),
  view: ({ key, id }) => ({ key, id, name: id, status: 'active' }),
};

/** A row of `inventory-control/item-warehouse-inventory`. */
export interface StockRow {
  readonly key: string;
  readonly item: Item;
  readonly warehouse: string;
}

/** One row for each item and warehouse; its figures are numbers (sheet section 3.6). */
export const STOCK_ROWS: RestObject<StockRow> = {
  name: 'inventory-control/item-warehouse-inventory',
  all: ({ items, settings }) =>
    [...items.values()]
      .filter(({ itemType }) => itemType === 'inventory')
      .flatMap((item) =>
        settings.warehouses.map((warehouse, index) => ({ key: `${item.key}${index}`, item, warehouse })),
      ),
  view: ({ key, item, warehouse }, company) => {
    const onHand = Number(company.onHand(item, warehouse));
    const allocated = Number(company.allocated(item, warehouse));
    return {
      key,
      id: key,
      item: { key: item.key, id: item.id },
      warehouse: { id: warehouse },
      onHand,
      onOrder: 0,
      inTransit: 0,
      onHold: 0,
      reserved: 0,
      allocated,
      unCommitted: onHand - allocated,
      // Whether it moves with the stock was not established (sheet section 3.6): it does not.
      ...auditOf(item),
    };
  },
};
