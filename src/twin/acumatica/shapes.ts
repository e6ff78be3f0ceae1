import {
  code,
  day,
  each,
  type FieldRules,
  flag,
  instant,
  integer,
  many,
  number,
  one,
  type Shape,
  shape,
  shown,
  text,
} from './shape.ts';

/** The entities of the endpoint, with the fields that the sheet names (sections 3.1 to 3.8). Lengths are those of the screens. */

const ADDRESS = shape('Address', {
  ...each(text(50), 'AddressLine1', 'AddressLine2', 'City', 'State'),
  PostalCode: text(20),
  Country: code(2),
  Validated: flag,
});

const DOC_CONTACT = shape('DocContact', {
  ...each(text(255), 'BusinessName', 'Attention', 'Email'),
  Phone1: text(50),
});

const CONTACT_FIELDS = {
  ...each(text(255), 'Email', 'LastName', 'Attention', 'CompanyName', 'FullName', 'WebSite'),
  ...each(text(50), 'FirstName', 'Phone1', 'Phone2'),
};
const CARD_CONTACT = shape('Contact', CONTACT_FIELDS, { Address: one(ADDRESS) });

const ALLOCATION = shape('SalesOrderDetailAllocation', {
  SplitLineNbr: shown(integer),
  Allocated: flag,
  AllocWarehouseID: code(30),
  LotSerialNbr: text(100),
  Qty: number,
});

const ORDER_LINE = shape(
  'SalesOrderDetail',
  {
    LineNbr: shown(integer),
    InventoryID: code(30),
    ...each(number, 'OrderQty', 'UnitPrice', 'DiscountAmount', 'DiscountPercent'),
    ...each(shown(number), 'OpenQty', 'QtyOnShipments', 'ExtendedPrice', 'DiscountedUnitPrice', 'Amount'),
    UOM: code(6),
    WarehouseID: code(30),
    Branch: code(30),
    ...each(flag, 'ManualPrice', 'ManualDiscount', 'FreeItem', 'AutoCreateIssue'),
    Completed: shown(flag),
    TaxCategory: code(15),
    ...each(text(30), 'DiscountCode', 'TaxZone', 'ReasonCode'),
    LineDescription: text(256),
    ExternalRef: text(64),
    AlternateID: text(50),
    GiftMessage: text(200),
    ...each(day, 'RequestedOn', 'ShipOn'),
    Operation: text(10),
    InvoiceType: text(20),
    InvoiceNbr: text(15),
    InvoiceLineNbr: integer,
  },
  { Allocations: many(ALLOCATION) },
);

const TAX_DETAIL = shape('TaxDetail', {
  TaxID: code(60),
  ...each(number, 'TaxRate', 'TaxableAmount', 'TaxAmount'),
  TaxType: text(20),
  LineNbr: integer,
});

const DISCOUNT_DETAIL = shape('SalesOrdersDiscountDetails', {
  Type: text(30),
  ...each(text(30), 'DiscountCode', 'SequenceID'),
  ExternalDiscountCode: text(30),
  Description: text(256),
  ...each(number, 'DiscountAmount', 'DiscountPercent'),
  ...each(flag, 'ManualDiscount', 'SkipDiscount'),
});

const SHIPPING_SETTINGS = shape('ShippingSettings', {
  ShipVia: code(15),
  ...each(text(30), 'ShippingTerms', 'ShippingZone', 'ShippingRule'),
  ...each(flag, 'ShipSeparately', 'OverrideFreightPrice'),
  ...each(number, 'FreightPrice', 'PremiumFreight', 'FreightCost'),
  FreightTaxCategory: code(15),
  ...each(day, 'ScheduledShipmentDate', 'CancelByDate'),
});

const TOTALS = shape('Totals', {
  ...each(
    shown(number),
    'LineTotalAmount',
    'DiscountTotal',
    'TaxTotal',
    'Freight',
    'PremiumFreight',
    'UnpaidBalance',
    'UnbilledAmount',
  ),
});

const FINANCIAL = shape('FinancialSettings', {
  CustomerTaxZone: code(10),
  OverrideTaxZone: flag,
  Terms: code(10),
  Branch: code(30),
  EntityUsageType: text(30),
});

const CARD_TRANSACTION = shape('CreditCardTransactionInfo', {
  ...each(text(50), 'TranNbr', 'TranType', 'AuthNbr', 'ExtProfileId', 'CardType'),
  TranDate: day,
  NeedValidation: flag,
});

const ORDER_PAYMENT = shape(
  'SalesOrderPayment',
  {
    DocType: text(20),
    ReferenceNbr: text(15),
    PaymentMethod: code(10),
    CashAccount: code(10),
    ...each(text(40), 'PaymentRef', 'ExternalRef', 'ProcessingCenterID', 'OrigTransactionNbr'),
    ...each(number, 'PaymentAmount', 'AppliedToOrder'),
    ApplicationDate: day,
    Currency: code(5),
    Status: shown(text(20)),
    ...each(flag, 'Authorize', 'Capture', 'Refund', 'Hold'),
  },
  { CreditCardTransactionInfo: many(CARD_TRANSACTION) },
);

const ORDER_SHIPMENT = shape('SalesOrderShipment', {
  ...each(
    shown(text(30)),
    'ShipmentType',
    'ShipmentNbr',
    'Status',
    'InvoiceType',
    'InvoiceNbr',
    'InventoryDocType',
    'InventoryRefNbr',
  ),
  ShipmentDate: shown(day),
  ShippedQty: shown(number),
  LastModifiedDateTime: instant,
});

const DOC_PARTY = {
  BillToAddress: one(ADDRESS),
  BillToContact: one(DOC_CONTACT),
  ShipToAddress: one(ADDRESS),
  ShipToContact: one(DOC_CONTACT),
};

export const SALES_ORDER: Shape = shape(
  'SalesOrder',
  {
    OrderType: code(2),
    OrderNbr: code(15),
    Status: shown(text(30)),
    Hold: flag,
    CustomerID: code(30),
    LocationID: code(30),
    ...each(text(40), 'CustomerOrder', 'ExternalRef', 'PaymentRef'),
    ...each(text(30), 'ExternalOrderOrigin', 'ExternalOrderSource'),
    ...each(day, 'Date', 'RequestedOn'),
    Branch: code(30),
    CurrencyID: code(5),
    Description: text(256),
    PaymentMethod: code(10),
    CashAccount: code(10),
    ShipVia: code(15),
    ...each(
      flag,
      'DisableAutomaticDiscountUpdate',
      'DisableAutomaticTaxCalculation',
      'IsTaxValid',
      'BillToAddressOverride',
      'BillToContactOverride',
      'ShipToAddressOverride',
      'ShipToContactOverride',
      'WillCall',
    ),
    TaxCalcMode: text(20),
    ...each(shown(number), 'OrderTotal', 'TaxTotal', 'OrderedQty', 'VATTaxableTotal', 'VATExemptTotal', 'ControlTotal'),
    ...each(shown(flag), 'CreditHold', 'Approved'),
    CreatedDate: instant,
    LastModified: instant,
    NoteID: shown(text(36)),
  },
  {
    ...DOC_PARTY,
    Details: many(ORDER_LINE),
    TaxDetails: many(TAX_DETAIL),
    DiscountDetails: many(DISCOUNT_DETAIL),
    ShippingSettings: one(SHIPPING_SETTINGS),
    Totals: one(TOTALS),
    FinancialSettings: one(FINANCIAL),
    Payments: many(ORDER_PAYMENT),
    Shipments: many(ORDER_SHIPMENT),
  },
  ['OrderType', 'OrderNbr'],
);

const ATTRIBUTE = shape('AttributeValue', {
  AttributeID: code(10),
  AttributeDescription: shown(text(60)),
  Value: text(255),
  ValueDescription: shown(text(60)),
  Required: shown(flag),
  IsActive: shown(flag),
});

const CREDIT_RULES = shape('CreditVerificationRules', {
  CreditVerification: text(30),
  CreditLimit: number,
  CreditDaysPastDue: integer,
  ...each(shown(number), 'RemainingCreditLimit', 'OpenOrdersBalance', 'UnreleasedBalance'),
});

export const CUSTOMER: Shape = shape(
  'Customer',
  {
    CustomerID: code(30),
    CustomerName: text(255),
    CustomerClass: code(10),
    Status: text(20),
    Email: shown(text(255)),
    ...each(
      flag,
      'BillingAddressOverride',
      'BillingContactOverride',
      'ShippingAddressOverride',
      'ShippingContactOverride',
    ),
    PrimaryContactID: shown(integer),
    CurrencyID: code(5),
    Terms: code(10),
    ...each(
      code(30),
      'PriceClassID',
      'TaxZone',
      'ShipVia',
      'ShippingBranch',
      'WarehouseID',
      'ParentRecord',
      'StatementCycleID',
    ),
    ...each(text(50), 'TaxRegistrationID', 'TaxExemptionNumber', 'AccountRef'),
    ...each(text(30), 'EntityUsageType', 'ShippingTerms', 'ShippingZoneID'),
    LocationName: text(60),
    CreditLimit: number,
    IsGuestCustomer: flag,
    BAccountID: shown(integer),
    NoteID: shown(text(36)),
    CreatedDateTime: instant,
    LastModifiedDateTime: instant,
  },
  {
    MainContact: one(CARD_CONTACT),
    BillingContact: one(CARD_CONTACT),
    ShippingContact: one(CARD_CONTACT),
    PrimaryContact: one(CARD_CONTACT),
    CreditVerificationRules: one(CREDIT_RULES),
    Attributes: many(ATTRIBUTE),
  },
  ['CustomerID'],
);

export const CUSTOMER_LOCATION: Shape = shape(
  'CustomerLocation',
  {
    Customer: code(30),
    LocationID: code(30),
    LocationName: text(60),
    ...each(flag, 'Active', 'Default', 'AddressOverride', 'ContactOverride'),
    ...each(code(30), 'ShipVia', 'TaxZone', 'PriceClass', 'Warehouse'),
    ...each(text(50), 'TaxExemptionNbr', 'TaxRegistrationID', 'EntityUsageType', 'ExtRefNbr'),
    LastModifiedDateTime: instant,
  },
  { LocationContact: one(CARD_CONTACT) },
  ['Customer', 'LocationID'],
);

export const CONTACT: Shape = shape(
  'Contact',
  {
    ContactID: integer,
    ...CONTACT_FIELDS,
    BusinessAccount: code(30),
    ExtRefNbr: text(40),
    Status: text(20),
    LastModifiedDateTime: instant,
  },
  { Address: one(ADDRESS) },
  ['ContactID'],
);

const ITEM_FIELDS = {
  InventoryID: code(30),
  Description: text(256),
  Content: text(1_000_000),
  ItemStatus: text(30),
  ItemClass: code(30),
  ItemType: text(30),
  TaxCategory: code(15),
  ...each(code(30), 'PriceClass', 'PostingClass', 'TemplateItemID'),
  ...each(
    number,
    'DefaultPrice',
    'CurySpecificPrice',
    'MSRP',
    'CurySpecificMSRP',
    'LastCost',
    'DimensionWeight',
    'DimensionVolume',
  ),
  AverageCost: shown(number),
  ...each(text(60), 'Visibility', 'Availability', 'NotAvailable'),
  ...each(text(255), 'CustomURL', 'PageTitle', 'MetaDescription', 'MetaKeywords', 'SearchKeywords', 'ImageUrl'),
  ...each(flag, 'ExportToExternal', 'IsAKit'),
  NoteID: shown(text(36)),
  LastModified: instant,
};
const ITEM_CATEGORY = shape('InventoryItemCategory', { CategoryID: integer });
const CROSS_REFERENCE = shape('InventoryItemCrossReference', {
  AlternateID: text(50),
  AlternateType: text(30),
  VendorOrCustomer: code(30),
  UOM: code(6),
  Description: text(60),
});
const CONVERSION = shape('InventoryItemUOMConversion', {
  ...each(code(6), 'FromUOM', 'ToUOM'),
  MultiplyOrDivide: text(10),
  ConversionFactor: number,
});
const WAREHOUSE_DETAIL = shape('InventoryItemWarehouseDetail', {
  WarehouseID: shown(code(30)),
  QtyOnHand: shown(number),
  IsDefault: shown(flag),
  Status: shown(text(20)),
});

export const STOCK_ITEM: Shape = shape(
  'StockItem',
  { ...ITEM_FIELDS, ...each(code(6), 'BaseUOM', 'SalesUOM', 'PurchaseUOM', 'WeightUOM') },
  {
    Categories: many(ITEM_CATEGORY),
    CrossReferences: many(CROSS_REFERENCE),
    UOMConversions: many(CONVERSION),
    WarehouseDetails: many(WAREHOUSE_DETAIL),
    Attributes: many(ATTRIBUTE),
  },
  ['InventoryID'],
);

export const NON_STOCK_ITEM: Shape = shape(
  'NonStockItem',
  { ...ITEM_FIELDS, ...each(code(6), 'BaseUnit', 'SalesUnit'), RequireShipment: flag },
  { Categories: many(ITEM_CATEGORY), Attributes: many(ATTRIBUTE) },
  ['InventoryID'],
);

const MATRIX_ITEM = shape('MatrixItems', {
  InventoryID: shown(code(30)),
  Description: shown(text(256)),
  ...each(shown(number), 'DefaultPrice', 'MSRP'),
  ItemStatus: shown(text(30)),
  ExportToExternal: shown(flag),
});

export const TEMPLATE_ITEM: Shape = shape(
  'TemplateItems',
  { ...ITEM_FIELDS, ...each(code(6), 'BaseUOM', 'SalesUOM') },
  { Categories: many(ITEM_CATEGORY), Attributes: many(ATTRIBUTE), Matrix: many(MATRIX_ITEM) },
  ['InventoryID'],
);

const MEMBER = shape('CategoryMember', {
  InventoryID: code(30),
  ...each(shown(text(256)), 'Description', 'ItemClass', 'ItemStatus'),
});

export const SALES_CATEGORY: Shape = shape(
  'ItemSalesCategory',
  {
    CategoryID: integer,
    Description: text(256),
    ParentCategoryID: integer,
    Path: shown(text(1000)),
    SortOrder: integer,
    LastModifiedDateTime: instant,
  },
  { Members: many(MEMBER) },
  ['CategoryID'],
);

const PACKAGE_CONTENT = shape('ShipmentPackageContents', {
  InventoryID: code(30),
  Quantity: number,
  UOM: code(6),
  OrigOrderType: code(2),
  OrigOrderNbr: code(15),
});
const PACKAGE = shape(
  'ShipmentPackage',
  {
    LineNbr: shown(integer),
    BoxID: code(15),
    TrackingNbr: text(30),
    Weight: number,
    Confirmed: flag,
    Type: text(10),
  },
  { PackageContents: many(PACKAGE_CONTENT) },
);
const SHIPMENT_LINE = shape('ShipmentDetail', {
  ...each(shown(integer), 'LineNbr', 'OrderLineNbr'),
  ...each(shown(code(30)), 'OrderType', 'OrderNbr', 'InventoryID', 'UOM', 'WarehouseID', 'LocationID', 'LotSerialNbr'),
  ...each(shown(number), 'ShippedQty', 'OrderedQty'),
});
const SHIPMENT_ORDER = shape('ShipmentOrder', {
  ...each(shown(text(30)), 'OrderType', 'OrderNbr', 'ShipmentNbr', 'InvoiceType', 'InvoiceNbr'),
  ShippedQty: shown(number),
});

export const SHIPMENT: Shape = shape(
  'Shipment',
  {
    ShipmentNbr: code(15),
    ...each(shown(text(30)), 'Type', 'Operation', 'Status', 'LocationID'),
    ...each(code(30), 'ShipVia', 'WarehouseID', 'CustomerID'),
    ShipmentDate: day,
    ...each(shown(number), 'ShippedQty', 'ShippedWeight', 'FreightPrice', 'FreightCost'),
    PackageCount: shown(integer),
    LastModifiedDateTime: instant,
  },
  { Packages: many(PACKAGE), Details: many(SHIPMENT_LINE), Orders: many(SHIPMENT_ORDER) },
  ['ShipmentNbr'],
);

const INVOICE_LINE = shape('SalesInvoiceDetail', {
  ...each(shown(integer), 'LineNbr', 'OrderLineNbr'),
  OrigInvLineNbr: integer,
  ...each(shown(code(30)), 'OrderType', 'OrderNbr', 'ShipmentNbr', 'InventoryDocType', 'InventoryRefNbr'),
  ...each(code(30), 'InventoryID', 'UOM', 'OrigInvNbr', 'TaxCategory', 'WarehouseID'),
  ...each(text(256), 'TransactionDescr', 'OrigInvType'),
  ...each(number, 'Qty', 'UnitPrice', 'DiscountAmount'),
  ...each(flag, 'ManualPrice', 'ManualDiscount'),
  Amount: shown(number),
});
const INVOICE_FINANCIAL = shape('SalesInvoiceFinancialDetails', { CustomerTaxZone: code(10) });
const FREIGHT_DETAIL = shape('SalesInvoiceFreightDetail', {
  ShipmentNbr: shown(code(15)),
  ...each(shown(number), 'FreightAmount', 'PremiumFreightAmount', 'TotalFreightAmount'),
});
const INVOICE_APPLICATION = shape('SalesInvoiceApplicationInvoice', {
  ...each(shown(text(30)), 'DocType', 'AdjustingDocReferenceNbr'),
  AmountPaid: shown(number),
  PaymentDate: shown(day),
});

const INVOICE_FIELDS = {
  Type: text(20),
  ReferenceNbr: code(15),
  Status: shown(text(20)),
  ...each(flag, 'Hold', 'IsTaxValid'),
  ...each(flag, 'BillToAddressOverride', 'BillToContactOverride', 'ShipToAddressOverride', 'ShipToContactOverride'),
  TaxCalcMode: text(20),
  ...each(day, 'Date', 'DueDate'),
  ...each(text(40), 'CustomerOrder', 'ExternalRef'),
  Currency: code(5),
  Description: text(256),
  ...each(
    shown(number),
    'Amount',
    'Balance',
    'DetailTotal',
    'DiscountTotal',
    'TaxTotal',
    'FreightPrice',
    'PaymentTotal',
    'VATTaxableTotal',
  ),
  LastModifiedDateTime: instant,
};

export const SALES_INVOICE: Shape = shape(
  'SalesInvoice',
  { ...INVOICE_FIELDS, CustomerID: code(30) },
  {
    ...DOC_PARTY,
    FinancialDetails: one(INVOICE_FINANCIAL),
    Details: many(INVOICE_LINE),
    TaxDetails: many(TAX_DETAIL),
    DiscountDetails: many(DISCOUNT_DETAIL),
    FreightDetails: many(FREIGHT_DETAIL),
    ApplicationsInvoice: many(INVOICE_APPLICATION),
  },
  ['Type', 'ReferenceNbr'],
);

const PAID_ORDER = shape('PaymentOrderDetail', {
  ...each(text(15), 'OrderType', 'OrderNbr'),
  AppliedToOrder: number,
});
const PAID_DOCUMENT = shape('PaymentDetail', {
  ...each(text(20), 'DocType', 'ReferenceNbr'),
  AmountPaid: number,
  DocLineNbr: integer,
});

export const PAYMENT: Shape = shape(
  'Payment',
  {
    Type: text(20),
    ReferenceNbr: code(15),
    CustomerID: code(30),
    CustomerLocationID: code(30),
    PaymentMethod: code(10),
    CashAccount: code(10),
    CurrencyID: code(5),
    ...each(text(40), 'PaymentRef', 'ExternalRef'),
    Description: text(256),
    PaymentAmount: number,
    ...each(shown(number), 'AppliedToOrders', 'AppliedToDocuments', 'AvailableBalance'),
    ApplicationDate: day,
    Hold: flag,
    Status: shown(text(20)),
    LastModifiedDateTime: instant,
  },
  {
    OrdersToApply: many(PAID_ORDER),
    DocumentsToApply: many(PAID_DOCUMENT),
    CreditCardTransactionInfo: many(CARD_TRANSACTION),
  },
  ['Type', 'ReferenceNbr'],
);

const ADJUSTMENT_LINE = shape('InventoryAdjustmentDetail', {
  ...each(code(30), 'InventoryID', 'WarehouseID', 'LocationID', 'UOM'),
  ReasonCode: text(30),
  Qty: number,
});

export const INVENTORY_ADJUSTMENT: Shape = shape(
  'InventoryAdjustment',
  {
    ReferenceNbr: code(15),
    Date: day,
    ExternalRef: text(40),
    Description: text(256),
    Hold: flag,
    Status: shown(text(20)),
    LastModifiedDateTime: instant,
  },
  { Details: many(ADJUSTMENT_LINE) },
  ['ReferenceNbr'],
);

const ROW_FIELDS: FieldRules = {
  ...each(shown(code(30)), 'InventoryID', 'WarehouseID', 'LocationID', 'BaseUOM'),
  ...each(
    shown(number),
    'QtyOnHand',
    'QtyAvailable',
    'QtyAvailableForShipment',
    'QtyNotAvailable',
    'QtyAvailableforIssue',
    'QtyHardAvailable',
  ),
  LastModifiedDateofWarehouseQty: instant,
  LastModifiedDateTime: instant,
};
const pick = (...names: readonly string[]): FieldRules =>
  Object.fromEntries(Object.entries(ROW_FIELDS).filter(([name]) => names.includes(name)));

export const STORAGE_DETAILS: Shape = shape(
  'StorageDetailsInquiry',
  { WarehouseID: code(30) },
  {
    StorageDetails: many(
      shape(
        'StorageDetails',
        pick(
          'InventoryID',
          'WarehouseID',
          'QtyOnHand',
          'QtyAvailable',
          'QtyAvailableforIssue',
          'QtyHardAvailable',
          'LastModifiedDateofWarehouseQty',
        ),
      ),
    ),
  },
);

export const INVENTORY_SUMMARY: Shape = shape(
  'InventorySummaryInquiry',
  each(code(30), 'InventoryID', 'WarehouseID', 'LocationID'),
  {
    Results: many(
      shape(
        'InventorySummaryRow',
        pick(
          'WarehouseID',
          'LocationID',
          'QtyOnHand',
          'QtyAvailable',
          'QtyAvailableForShipment',
          'QtyNotAvailable',
          'BaseUOM',
        ),
      ),
    ),
  },
);

export const QUANTITY_AVAILABLE: Shape = shape(
  'InventoryQuantityAvailable',
  { InventoryID: code(30), LastModifiedDateTime: { ...instant, write: true } },
  {
    Results: many(
      shape('InventoryQuantityAvailableDetail', pick('InventoryID', 'QtyAvailable', 'LastModifiedDateTime')),
    ),
  },
);

const SALES_PRICE = shape('SalesPriceDetail', {
  RecordID: shown(integer),
  ...each(shown(text(30)), 'InventoryID', 'UOM', 'CurrencyID', 'PriceType', 'PriceCode', 'Warehouse', 'Tax'),
  ...each(shown(number), 'Price', 'BreakQty'),
  Promotion: shown(flag),
  ...each(shown(day), 'EffectiveDate', 'ExpirationDate'),
  LastModifiedDateTime: instant,
});

export const SALES_PRICES: Shape = shape(
  'SalesPricesInquiry',
  {
    ...each(text(30), 'PriceType', 'PriceCode'),
    ...each(code(30), 'InventoryID', 'ItemClassID', 'PriceClass'),
    EffectiveAsOf: day,
  },
  { SalesPriceDetails: many(SALES_PRICE) },
);
