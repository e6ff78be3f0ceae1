import { plain, ZERO } from '../kit/decimal.ts';
import type { BaseLine } from './base-documents.ts';
import type { Company } from './company.ts';
import type { DocumentKind } from './document-kinds.ts';
import { priceLine } from './line-prices.ts';
import { effectivePrice, isWithin } from './prices.ts';
import { gives, has, isYes, numberOf, type Row, scalarOf, textOf, yesNo } from './row.ts';
import { businessRule, invalidCode } from './service-layer-error.ts';
import { percentOf, taxGroupFor } from './taxes.ts';

/** What a line is written for. */
export interface LineContext {
  readonly kind: DocumentKind;
  readonly partner: Row;
  readonly currency: string;
  /** Posting date. */
  readonly day: string;
  /** Of the ship-to address. */
  readonly country: string;
}

const PRICES = ['UnitPrice', 'Price', 'PriceAfterVAT', 'GrossPrice', 'DiscountPercent', 'LineTotal', 'GrossTotal'];
const COPIED = [
  'ItemCode',
  'ItemDescription',
  'FreeText',
  'UnitPrice',
  'Price',
  'PriceAfterVAT',
  'GrossPrice',
  'DiscountPercent',
  'Currency',
  'WarehouseCode',
  'UoMEntry',
  'UoMCode',
  'UseBaseUnits',
  'UnitsOfMeasurment',
  'ShippingMethod',
  'ShipDate',
  'TaxCode',
  'VatGroup',
  'WithoutInventoryMovement',
  '#gross',
];

/** A line of a new document, or one that is added to it; `base` is the line that it is drawn from. */
export function newLine(
  company: Company,
  given: Row,
  lineNum: number,
  context: LineContext,
  base: BaseLine | undefined,
): Row {
  const { kind, day } = context;
  const column = `${kind.table.slice(1)}1`;
  const line: Row = {
    ...(base === undefined
      ? {}
      : Object.fromEntries(COPIED.map((property) => [property, base.line[property] ?? null]))),
    ...given,
  };
  const item = itemOf(company, line, column, lineNum, day);
  line.LineNum = lineNum;
  line.VisualOrder = lineNum;
  line.LineStatus = 'bost_Open';
  line.BaseType = base?.kind.object ?? -1;
  line.ItemDescription ??= scalarOf(item, 'ItemName');
  line.Currency ??= context.currency;
  line.WarehouseCode ??= scalarOf(item, 'DefaultWarehouse') ?? company.settings.warehouses[0] ?? '';
  if (!company.settings.warehouses.includes(textOf(line, 'WarehouseCode')))
    throw invalidCode(`${column}.WarehouseCode`, textOf(line, 'WarehouseCode'));
  line.WithoutInventoryMovement ??= 'tNO';
  // None of them, by answers of a real company.
  line.ShippingMethod ??= -1;
  line.SalesPersonCode ??= -1;
  if (base !== undefined) line.Quantity ??= plain(base.open);
  setUnit(company, line, item, column);
  setQuantity(line, undefined);
  const drawnWhole =
    base !== undefined && !PRICES.some((price) => has(given, price)) && numberOf(line, 'Quantity').eq(base.open);
  setTax(company, line, given, item, context);
  priceLine(line, given, () => effectivePrice(company, item, context.partner, context.day).price);
  if (drawnWhole && base.open.eq(numberOf(base.line, 'Quantity')))
    for (const total of ['LineTotal', 'GrossTotal']) line[total] = base.line[total] ?? null;
  return line;
}

/** A line as a PATCH changes it. Throws when it is closed, or when more of it was drawn than is left. */
export function changedLine(company: Company, before: Row, given: Row, context: LineContext): Row {
  const column = `${context.kind.table.slice(1)}1`;
  const line: Row = { ...before, ...given };
  const isChanged = Object.keys(given).some((property) => given[property] !== before[property]);
  if (!isChanged) return before;
  if (textOf(before, 'LineStatus') === 'bost_Close') throw businessRule('Row is closed and cannot be changed');
  const item = itemOf(company, line, column, Number(before.LineNum), context.day);
  if (has(given, 'UoMEntry') || has(given, 'UoMCode') || has(given, 'UseBaseUnits') || has(given, 'ItemCode'))
    setUnit(company, line, item, column);
  setQuantity(line, before);
  if (has(given, 'ItemCode') && !has(given, 'ItemDescription')) line.ItemDescription = scalarOf(item, 'ItemName');
  setTax(company, line, given, item, context);
  priceLine(line, given, () => effectivePrice(company, item, context.partner, context.day).price);
  return line;
}

function itemOf(company: Company, line: Row, column: string, lineNum: number, day: string): Row {
  const code = textOf(line, 'ItemCode');
  if (code === '') throw businessRule(`Item number is missing  [${column}.ItemCode][line: ${lineNum + 1}]`);
  const item = company.items.get(code);
  if (item === undefined)
    throw businessRule(`Invalid item number '${code}'  [${column}.ItemCode][line: ${lineNum + 1}]`);
  if (!isSold(item, day))
    throw businessRule(`Item '${code}' is inactive or not for sale  [${column}.ItemCode][line: ${lineNum + 1}]`);
  return item;
}

const isSold = (item: Row, day: string): boolean => isYes(item, 'SalesItem') && isActive(item, day);

/** Neither frozen nor out of its time of validity (sheet section 12). */
export function isActive(row: Row, day: string): boolean {
  const frozen = isYes(row, 'Frozen') && isWithin(row, day, 'FrozenFrom', 'FrozenTo');
  return !frozen && isYes(row, 'Valid') && isWithin(row, day);
}

/** Inventory units in one of the line: of its unit group, or as many as the item says. */
function setUnit(company: Company, line: Row, item: Row, column: string): void {
  const group = company.settings.unitGroups.find(({ entry }) => entry === item.UoMGroupEntry);
  line.UseBaseUnits ??= 'tNO';
  if (group === undefined) {
    if (gives(line, 'UoMEntry') && line.UoMEntry !== -1)
      throw invalidCode(`${column}.UoMEntry`, textOf(line, 'UoMEntry'));
    const isBase = isYes(line, 'UseBaseUnits');
    line.UoMEntry = -1;
    line.UoMCode = 'Manual';
    line.UnitsOfMeasurment = isBase ? 1 : plain(numberOf(item, 'SalesItemsPerUnit'));
    return;
  }
  const [inventoryUnit] = group.units;
  const wanted = group.units.find((unit) =>
    gives(line, 'UoMEntry')
      ? unit.entry === line.UoMEntry
      : gives(line, 'UoMCode')
        ? unit.code === line.UoMCode
        : unit.entry === (item.DefaultSalesUoMEntry ?? inventoryUnit?.entry),
  );
  const unit = isYes(line, 'UseBaseUnits') ? inventoryUnit : wanted;
  if (unit === undefined) throw invalidCode(`${column}.UoMEntry`, textOf(line, 'UoMEntry') || textOf(line, 'UoMCode'));
  line.UoMEntry = unit.entry;
  line.UoMCode = unit.code;
  line.UnitsOfMeasurment = Number(unit.factor);
}

function setQuantity(line: Row, before: Row | undefined): void {
  if (!gives(line, 'Quantity')) throw businessRule('Quantity is missing in a row');
  const quantity = numberOf(line, 'Quantity');
  if (quantity.eq(0)) throw businessRule('Quantity must be other than zero');
  const drawn =
    before === undefined ? ZERO : numberOf(before, 'Quantity').minus(numberOf(before, 'RemainingOpenQuantity'));
  const open = quantity.minus(drawn);
  if (before !== undefined && open.lt(0))
    throw businessRule('Quantity is less than what was drawn from the row already');
  line.RemainingOpenQuantity = plain(open);
  line.InventoryQuantity = plain(quantity.times(numberOf(line, 'UnitsOfMeasurment')));
  line.LineStatus = open.eq(0) ? 'bost_Close' : 'bost_Open';
}

function setTax(company: Company, line: Row, given: Row, item: Row, { kind, partner, country }: LineContext): void {
  const { taxProperty } = company.settings;
  const isKnown = gives(line, taxProperty) && percentOf(company, textOf(line, taxProperty)) !== undefined;
  const column = `${kind.table.slice(1)}1`;
  const code =
    isKnown && !has(given, taxProperty)
      ? textOf(line, taxProperty)
      : taxGroupFor(company, line, { partner, item, country, column });
  const percent = percentOf(company, code);
  if (percent === undefined) throw invalidCode(`${column}.${taxProperty}`, code);
  // What the other localisations use says nothing here (sheet section 1).
  line.TaxCode = taxProperty === 'TaxCode' ? code : null;
  line.VatGroup = taxProperty === 'VatGroup' ? code : null;
  line.TaxLiable = yesNo(percent.gt(0));
  line.TaxPercentagePerRow = plain(percent);
}
