import type { Company } from './company.ts';
import type { EntitySet, Row } from './entity-set.ts';
import type { EntityView } from './odata-query.ts';

const asIs = (row: Row): Record<string, unknown> => ({ ...row });

function withEtags(set: EntitySet, rows: readonly Row[]): unknown[] {
  return rows.map((row) => ({ '@odata.etag': set.etag(row), ...row }));
}

/** Every entity set of a company as it is shown, with what `$expand` may ask of it. */
export function viewsOf(company: Company): ReadonlyMap<string, EntityView> {
  const bySequence = (rows: readonly Row[]) => [...rows].sort((a, b) => Number(a.sequence) - Number(b.sequence));
  const withLines = (name: string, set: EntitySet, lines: EntitySet): readonly [string, EntityView] => [
    name,
    {
      set,
      show: asIs,
      expand: {
        [`${name.replace(/s$/, '')}Lines`]: (row) => withEtags(lines, bySequence(lines.by('documentId', row.id))),
        customer: (row) => company.customers.get(String(row.customerId)) ?? null,
        currency: (row) => company.list('currencies').get(String(row.currencyId)) ?? null,
        paymentTerm: (row) => company.list('paymentTerms').get(String(row.paymentTermsId)) ?? null,
        shipmentMethod: (row) => company.list('shipmentMethods').get(String(row.shipmentMethodId)) ?? null,
        dimensionSetLines: () => [],
      },
    },
  ];
  const plain = (name: string, set: EntitySet): readonly [string, EntityView] => [
    name,
    { set, show: asIs, expand: {} },
  ];
  const items: EntityView = {
    set: company.items,
    show: (row) => ({ ...row, inventory: company.onHand(String(row.number)) }),
    expand: {
      itemCategory: (row) => company.itemCategories.get(String(row.itemCategoryId)) ?? null,
      baseUnitOfMeasure: (row) => company.list('unitsOfMeasure').get(String(row.baseUnitOfMeasureId)) ?? null,
      itemVariants: (row) => company.itemVariants.by('itemId', row.id),
      defaultDimensions: () => [],
    },
  };
  return new Map<string, EntityView>([
    ['items', items],
    [
      'customers',
      {
        set: company.customers,
        show: asIs,
        expand: {
          customerFinancialDetail: (row) => ({
            id: row.id,
            number: row.number,
            balance: row.balanceDue,
            totalSalesExcludingTax: 0,
            overdueAmount: 0,
          }),
          paymentTerm: (row) => company.list('paymentTerms').get(String(row.paymentTermsId)) ?? null,
          shipmentMethod: (row) => company.list('shipmentMethods').get(String(row.shipmentMethodId)) ?? null,
          paymentMethod: (row) => company.list('paymentMethods').get(String(row.paymentMethodId)) ?? null,
          currency: (row) => company.list('currencies').get(String(row.currencyId)) ?? null,
        },
      },
    ],
    withLines('salesOrders', company.salesOrders, company.salesOrderLines),
    withLines('salesInvoices', company.salesInvoices, company.salesInvoiceLines),
    withLines('salesShipments', company.salesShipments, company.salesShipmentLines),
    withLines('salesCreditMemos', company.salesCreditMemos, company.salesCreditMemoLines),
    plain('salesOrderLines', company.salesOrderLines),
    plain('salesInvoiceLines', company.salesInvoiceLines),
    plain('salesShipmentLines', company.salesShipmentLines),
    plain('salesCreditMemoLines', company.salesCreditMemoLines),
    plain('itemVariants', company.itemVariants),
    plain('itemCategories', company.itemCategories),
    plain('accounts', company.accounts),
    [
      'itemLedgerEntries',
      { set: company.itemLedgerEntries, show: ({ location: _location, ...row }) => row, expand: {} },
    ],
    ...[...company.codeLists].map(([name, set]) => plain(name, set)),
  ]);
}

/** The analytics route (sheet section 3.6): stock by location, and open demand. */
export function analyticsRows(company: Company, entity: string): Record<string, unknown>[] | undefined {
  if (entity === 'itemLedgerEntries') {
    return company.itemLedgerEntries.all().map((entry) => ({
      entryNo: entry.entryNumber,
      entryType: entry.entryType,
      itemNo: entry.itemNumber,
      locationCode: entry.location,
      quantity: entry.quantity,
      remainingQuantity: entry.quantity,
      open: Number(entry.quantity) !== 0,
      documentNo: entry.documentNumber,
    }));
  }
  if (entity === 'itemOutstandingSalesLines') {
    return company.salesOrderLines
      .all()
      .filter((line) => line.lineType === 'Item')
      .map((line) => {
        const order = company.salesOrders.get(String(line.documentId));
        const outstanding = Number(line.quantity) - Number(line.shippedQuantity);
        return {
          salesOrderNo: order?.number,
          lineNo: line.sequence,
          itemNo: line.lineObjectNumber,
          locationCode: company.list('locations').get(String(line.locationId))?.code ?? '',
          outstandingQuantity: outstanding,
          outstandingQtyBase: outstanding,
          orderDate: order?.orderDate,
        };
      });
  }
  return undefined;
}
