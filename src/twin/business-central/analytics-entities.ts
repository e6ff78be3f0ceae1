import type { Company } from './company.ts';
import { decimal, plain } from './decimal.ts';
import type { Entity } from './entity.ts';
import type { Row } from './entity-set.ts';
import { date, flag, integer, number, shownOnly, text } from './field-rules.ts';

/** The analytics route: read-only queries, the only standard source of stock by location (sheet section 3.6). */
export function analyticsEntities(company: Company): ReadonlyMap<string, Entity> {
  const ledger: Entity = {
    name: 'itemLedgerEntries',
    type: 'itemLedgerEntry',
    query: true,
    set: company.itemLedgerEntries,
    fields: shownOnly({
      entryNo: integer(),
      entryType: text(30),
      itemNo: text(20),
      locationCode: text(10),
      quantity: number(),
      remainingQuantity: number(),
      open: flag(),
      unitOfMeasureCode: text(10),
      qtyPerUnitOfMeasure: number(),
      invoicedQuantity: number(),
      serialNo: text(50),
      lotNo: text(50),
      documentNo: text(20),
    }),
    computed: {
      entryNo: (row) => row.entryNumber,
      itemNo: (row) => row.itemNumber,
      locationCode: (row) => row.location,
      remainingQuantity: (row) => row.remaining,
      open: (row) => row.remaining !== 0,
      unitOfMeasureCode: (row) => row.unit,
      qtyPerUnitOfMeasure: () => 1,
      invoicedQuantity: (row) => row.quantity,
      serialNo: () => '',
      lotNo: () => '',
      documentNo: (row) => row.documentNumber,
    },
  };
  const outstanding = (line: Row) => plain(decimal(line.quantity).minus(decimal(line.shippedQuantity)));
  const order = (line: Row) => company.salesOrders.get(String(line.documentId));
  const demand: Entity = {
    name: 'itemOutstandingSalesLines',
    type: 'itemOutstandingSalesLine',
    query: true,
    set: company.salesOrderLines,
    rows: () => company.salesOrderLines.all().filter((line) => line.lineType === 'Item' && outstanding(line) !== 0),
    fields: shownOnly({
      salesOrderNo: text(20),
      lineNo: integer(),
      itemNo: text(20),
      locationCode: text(10),
      outstandingQuantity: number(),
      outstandingQtyBase: number(),
      orderDate: date(),
    }),
    computed: {
      salesOrderNo: (line) => order(line)?.number,
      lineNo: (line) => line.sequence,
      itemNo: (line) => line.lineObjectNumber,
      locationCode: (line) => company.locationCode(line.locationId),
      outstandingQuantity: outstanding,
      outstandingQtyBase: outstanding,
      orderDate: (line) => order(line)?.orderDate,
    },
  };
  return new Map([ledger, demand].map((entity) => [entity.name, entity]));
}
