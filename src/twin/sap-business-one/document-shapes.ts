import { type Shape, shapeOf } from './shape.ts';

const STATUS = { bost_Open: 'O', bost_Close: 'C', bost_Paid: 'P', bost_Delivered: 'D' };
const CANCEL_STATUS = { csYes: 'Y', csNo: 'N', csCancellation: 'C' };
const AUTHORIZATION = {
  dasWithout: 'W',
  dasPending: 'W',
  dasApproved: 'Y',
  dasRejected: 'N',
  dasGenerated: 'P',
  dasGeneratedbyAuthorizer: 'A',
  dasCancelled: 'C',
};

const SIDES = ['ShipTo', 'BillTo'] as const;
const ADDRESS_LINES = [
  'Street',
  'StreetNo',
  'Block',
  'Building',
  'City',
  'ZipCode',
  'County',
  'State',
  'Country',
  'Address2',
  'Address3',
] as const;
const LENGTHS: Readonly<Record<string, number>> = { ZipCode: 20, State: 3, Country: 3 };

/** One-off addresses of a document (sheet section 3.1). */
const ADDRESS_EXTENSION = shapeOf('AddressExtension', {
  text: Object.fromEntries(
    SIDES.flatMap((side) => ADDRESS_LINES.map((line) => [`${side}${line}`, LENGTHS[line] ?? 100])),
  ),
  integer: ['DocEntry'],
  readOnly: ['DocEntry'],
});

const JURISDICTION = shapeOf('LineTaxJurisdiction', {
  text: { JurisdictionCode: 8 },
  integer: ['JurisdictionType', 'DocEntry', 'LineNumber', 'RowSequence'],
  number: ['TaxRate', 'TaxAmount'],
});

const LINE = shapeOf('DocumentLine', {
  text: {
    ItemCode: 50,
    ItemDescription: 200,
    FreeText: 100,
    ItemDetails: 2000,
    BarCode: 254,
    SupplierCatNum: 50,
    Currency: 3,
    TaxCode: 8,
    VatGroup: 8,
    WarehouseCode: 8,
    ShipToCode: 50,
    UoMCode: 20,
    ProjectCode: 20,
    CostingCode: 8,
    AccountCode: 15,
  },
  integer: [
    'LineNum',
    'VisualOrder',
    'ShippingMethod',
    'UoMEntry',
    'SalesPersonCode',
    'BaseType',
    'BaseEntry',
    'BaseLine',
    'DocEntry',
  ],
  number: [
    'Quantity',
    'UnitPrice',
    'Price',
    'PriceAfterVAT',
    'GrossPrice',
    'DiscountPercent',
    'LineTotal',
    'GrossTotal',
    'TaxPercentagePerRow',
    'TaxTotal',
    'NetTaxAmount',
    'UnitsOfMeasurment',
    'InventoryQuantity',
    'RemainingOpenQuantity',
    'OpenAmount',
  ],
  flag: ['TaxLiable', 'UseBaseUnits', 'WithoutInventoryMovement'],
  day: ['ShipDate'],
  choice: { LineStatus: STATUS },
  // Tax is said to be writable, and computed anew all the same (sheet section 12).
  readOnly: [
    'VisualOrder',
    'DocEntry',
    'TaxPercentagePerRow',
    'TaxTotal',
    'NetTaxAmount',
    'RemainingOpenQuantity',
    'OpenAmount',
    'LineStatus',
  ],
  rows: { LineTaxJurisdictions: JURISDICTION },
  keys: [['LineNum']],
  table: 'RDR1',
});

const FREIGHT = shapeOf('DocumentAdditionalExpense', {
  text: { TaxCode: 8, VatGroup: 8, Remarks: 254 },
  integer: ['ExpenseCode', 'LineNum'],
  number: ['LineTotal', 'LineGross', 'TaxPercent', 'TaxSum'],
  choice: {
    DistributionMethod: { aedm_None: 'N', aedm_Quantity: 'Q', aedm_Volume: 'V', aedm_Weight: 'W', aedm_RowTotal: 'T' },
  },
  readOnly: ['TaxPercent', 'TaxSum'],
  keys: [['LineNum']],
});

const PACKAGE = shapeOf('DocumentPackage', {
  text: { Type: 100 },
  integer: ['Number', 'Units'],
  number: ['TotalWeight'],
  rows: {
    DocumentPackageItems: shapeOf('DocumentPackageItem', {
      text: { ItemCode: 50 },
      integer: ['UoMEntry'],
      number: ['Quantity'],
    }),
  },
  keys: [['Number']],
});

const INSTALLMENT = shapeOf('DocumentInstallment', {
  integer: ['InstallmentId'],
  number: ['Percentage', 'Total'],
  day: ['DueDate'],
  keys: [['InstallmentId']],
});

const header = (more: { readonly rows?: Shape['rows'] } = {}): Shape =>
  shapeOf('Document', {
    text: {
      CardCode: 15,
      CardName: 100,
      NumAtCard: 100,
      DocCurrency: 3,
      Comments: 254,
      Reference1: 11,
      Reference2: 11,
      JournalMemo: 254,
      Project: 20,
      Indicator: 2,
      TrackingNumber: 30,
      PaymentMethod: 15,
      ShipToCode: 50,
      PayToCode: 50,
      Address: 254,
      Address2: 254,
      FederalTaxID: 32,
      TaxExemptionLetterNum: 20,
      DocObjectCode: 20,
    },
    integer: [
      'DocEntry',
      'DocNum',
      'Series',
      'BPL_IDAssignedToInvoice',
      'TransportationCode',
      'PaymentGroupCode',
      'SalesPersonCode',
      'ContactPersonCode',
      'DocumentsOwner',
    ],
    number: [
      'DocRate',
      'DiscountPercent',
      'TotalDiscount',
      'VatSum',
      'DocTotal',
      'DocTotalFc',
      'RoundingDiffAmount',
      'PaidToDate',
    ],
    flag: ['Confirmed', 'Cancelled', 'Rounding', 'ReserveInvoice'],
    day: [
      'DocDate',
      'DocDueDate',
      'TaxDate',
      'CreationDate',
      'UpdateDate',
      'ExemptionValidityDateFrom',
      'ExemptionValidityDateTo',
    ],
    time: ['DocTime', 'UpdateTime'],
    choice: {
      DocType: { dDocument_Items: 'I', dDocument_Service: 'S' },
      PriceMode: { pmdNet: 'N', pmdGross: 'G', pmdNetAndGross: 'B' },
      DocumentStatus: STATUS,
      CancelStatus: CANCEL_STATUS,
      AuthorizationStatus: AUTHORIZATION,
      DownPaymentType: { dptRequest: 'R', dptInvoice: 'I' },
    },
    readOnly: [
      'DocEntry',
      'DocNum',
      'TotalDiscount',
      'VatSum',
      'DocTotalFc',
      'PaidToDate',
      'Cancelled',
      'CreationDate',
      'UpdateDate',
      'DocTime',
      'UpdateTime',
      'DocumentStatus',
      'CancelStatus',
      'AuthorizationStatus',
    ],
    rows: { DocumentLines: LINE, DocumentAdditionalExpenses: FREIGHT, ...more.rows },
    parts: { AddressExtension: ADDRESS_EXTENSION },
    table: 'ORDR',
  });

export const DOCUMENT = header();
export const DELIVERY = header({ rows: { DocumentPackages: PACKAGE } });
export const INVOICE = header({ rows: { DocumentInstallments: INSTALLMENT } });

/** Goods that come in or go out without a customer (sheet section 3.4). */
export const INVENTORY_ENTRY = shapeOf('Document', {
  text: { Comments: 254, Reference2: 11 },
  integer: ['DocEntry', 'DocNum'],
  number: ['DocTotal'],
  day: ['DocDate'],
  readOnly: ['DocEntry', 'DocNum', 'DocTotal'],
  rows: { DocumentLines: LINE },
  table: 'ORDR',
});

const PAYMENT_INVOICE = shapeOf('PaymentInvoice', {
  integer: ['LineNum', 'DocEntry', 'InstallmentId'],
  number: ['SumApplied'],
  choice: { InvoiceType: { it_Invoice: '13', it_DownPayment: '203', it_CredItnote: '14' } },
  keys: [['LineNum']],
});

const PAYMENT_CARD = shapeOf('PaymentCreditCard', {
  text: { CreditAcct: 15, CreditCardNumber: 20, VoucherNum: 20, ConfirmationNum: 20 },
  integer: ['LineNum', 'CreditCard', 'PaymentMethodCode', 'NumOfPayments'],
  number: ['CreditSum'],
  day: ['CardValidUntil'],
  keys: [['LineNum']],
});

/** Money that a customer paid (sheet section 3.8). */
export const PAYMENT = shapeOf('Payment', {
  text: {
    CardCode: 15,
    CardName: 100,
    DocCurrency: 3,
    CashAccount: 15,
    TransferAccount: 15,
    TransferReference: 27,
    CounterReference: 8,
    Reference1: 11,
    Reference2: 11,
    Remarks: 254,
  },
  integer: ['DocEntry', 'DocNum', 'Series', 'BPLID'],
  number: ['CashSum', 'TransferSum'],
  flag: ['Cancelled'],
  day: ['DocDate', 'TransferDate', 'TaxDate'],
  choice: { DocType: { rCustomer: 'C', rAccount: 'A', rSupplier: 'S' } },
  readOnly: ['DocEntry', 'DocNum', 'Cancelled', 'CardName'],
  rows: { PaymentInvoices: PAYMENT_INVOICE, PaymentCreditCards: PAYMENT_CARD },
  table: 'ORCT',
});
