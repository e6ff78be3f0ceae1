import { shapeOf } from './shape.ts';

const properties = Array.from({ length: 64 }, (_, index) => `Properties${index + 1}`);

/** The flags of a new card or item: none of them is set, and none is null. */
export const NO_PROPERTIES: Readonly<Record<string, 'tNO'>> = Object.fromEntries(
  properties.map((property) => [property, 'tNO']),
);

const ADDRESS = shapeOf('BPAddress', {
  text: {
    AddressName: 50,
    AddressName2: 50,
    AddressName3: 50,
    Street: 100,
    StreetNo: 100,
    Block: 100,
    BuildingFloorRoom: 100,
    City: 100,
    ZipCode: 20,
    County: 100,
    State: 3,
    Country: 3,
    TaxCode: 8,
    FederalTaxID: 32,
    BPCode: 15,
  },
  integer: ['RowNum'],
  day: ['CreateDate'],
  choice: { AddressType: { bo_BillTo: 'B', bo_ShipTo: 'S' } },
  readOnly: ['CreateDate'],
  keys: [['RowNum'], ['AddressName', 'AddressType']],
  table: 'CRD1',
});

const CONTACT = shapeOf('ContactEmployee', {
  text: {
    Name: 50,
    FirstName: 50,
    LastName: 50,
    E_Mail: 100,
    Phone1: 20,
    MobilePhone: 50,
    Position: 90,
    Title: 10,
    CardCode: 15,
  },
  integer: ['InternalCode'],
  flag: ['Active'],
  keys: [['InternalCode']],
});

export const PARTNER = shapeOf('BusinessPartner', {
  text: {
    CardCode: 15,
    CardName: 100,
    CardForeignName: 100,
    AliasName: 100,
    Currency: 3,
    PeymentMethodCode: 15,
    EmailAddress: 100,
    Phone1: 20,
    Phone2: 20,
    Cellular: 50,
    Website: 100,
    Notes: 100,
    FreeText: 64_000,
    VatGroup: 8,
    FederalTaxID: 32,
    VatIDNum: 32,
    ExemptNum: 50,
    TaxExemptionLetterNum: 20,
    FrozenRemarks: 30,
    BilltoDefault: 50,
    ShipToDefault: 50,
    ContactPerson: 90,
  },
  integer: ['Series', 'GroupCode', 'PriceListNum', 'PayTermsGrpCode', 'ShippingType', 'SalesPersonCode', 'Territory'],
  number: [
    'CreditLimit',
    'MaxCommitment',
    'MaxAmountOfExemption',
    'DiscountPercent',
    'CurrentAccountBalance',
    'OpenOrdersBalance',
    'OpenDeliveryNotesBalance',
  ],
  flag: ['Valid', 'Frozen', 'BackOrder', 'PartialDelivery', 'NoDiscounts', ...properties],
  day: [
    'ValidFrom',
    'ValidTo',
    'FrozenFrom',
    'FrozenTo',
    'ExemptionValidityDateFrom',
    'ExemptionValidityDateTo',
    'CreateDate',
    'UpdateDate',
  ],
  time: ['CreateTime', 'UpdateTime'],
  choice: {
    CardType: { cCustomer: 'C', cSupplier: 'S', cLid: 'L' },
    VatLiable: { vLiable: 'Y', vExempted: 'N', vEC: 'E' },
  },
  readOnly: [
    'CurrentAccountBalance',
    'OpenOrdersBalance',
    'OpenDeliveryNotesBalance',
    'CreateDate',
    'CreateTime',
    'UpdateDate',
    'UpdateTime',
  ],
  rows: {
    BPAddresses: ADDRESS,
    ContactEmployees: CONTACT,
    BPPaymentMethods: shapeOf('BPPaymentMethod', { text: { PaymentMethodCode: 15 }, keys: [['PaymentMethodCode']] }),
    BPBranchAssignment: shapeOf('BPBranchAssignment', { integer: ['BPLID'], keys: [['BPLID']] }),
  },
  table: 'OCRD',
});

const UOM_PRICE = shapeOf('UoMPrice', {
  text: { Currency: 3 },
  integer: ['UoMEntry'],
  number: ['Price', 'ReduceBy'],
  flag: ['Auto'],
  keys: [['UoMEntry']],
});

const ITEM_PRICE = shapeOf('ItemPrice', {
  text: { Currency: 3, AdditionalCurrency1: 3, AdditionalCurrency2: 3 },
  integer: ['PriceList', 'BasePriceList'],
  number: ['Price', 'AdditionalPrice1', 'AdditionalPrice2', 'Factor'],
  rows: { UoMPrices: UOM_PRICE },
  keys: [['PriceList']],
});

const WAREHOUSE_INFO = shapeOf('ItemWarehouseInfo', {
  text: { WarehouseCode: 8, ItemCode: 50 },
  number: ['InStock', 'Committed', 'Ordered', 'MinimalStock', 'MaximalStock'],
  flag: ['Locked'],
  readOnly: ['InStock', 'Committed', 'Ordered', 'ItemCode'],
  keys: [['WarehouseCode']],
});

export const ITEM = shapeOf('Item', {
  text: {
    ItemCode: 50,
    ItemName: 200,
    ForeignName: 200,
    BarCode: 254,
    User_Text: 64_000,
    SalesUnit: 100,
    InventoryUOM: 100,
    SalesVATGroup: 8,
    ArTaxCode: 8,
    DefaultWarehouse: 8,
    Picture: 200,
  },
  integer: [
    'ItemsGroupCode',
    'UoMGroupEntry',
    'DefaultSalesUoMEntry',
    'InventoryUoMEntry',
    'ShipType',
    'AttachmentEntry',
    'Manufacturer',
  ],
  number: [
    'SalesItemsPerUnit',
    'SalesUnitWeight',
    'SalesUnitLength',
    'SalesUnitWidth',
    'SalesUnitHeight',
    'QuantityOnStock',
    'QuantityOrderedByCustomers',
    'QuantityOrderedFromVendors',
  ],
  flag: [
    'SalesItem',
    'InventoryItem',
    'PurchaseItem',
    'Valid',
    'Frozen',
    'ManageSerialNumbers',
    'ManageBatchNumbers',
    'VatLiable',
    ...properties,
  ],
  day: ['ValidFrom', 'ValidTo', 'FrozenFrom', 'FrozenTo', 'CreateDate', 'UpdateDate'],
  time: ['CreateTime', 'UpdateTime'],
  choice: {
    ItemType: { itItems: 'I', itLabor: 'L', itTravel: 'T', itFixedAssets: 'F' },
    TreeType: { iNotATree: 'N', iSalesTree: 'S', iProductionTree: 'P', iTemplateTree: 'T', iAssemblyTree: 'A' },
  },
  readOnly: [
    'QuantityOnStock',
    'QuantityOrderedByCustomers',
    'QuantityOrderedFromVendors',
    'CreateDate',
    'CreateTime',
    'UpdateDate',
    'UpdateTime',
  ],
  rows: {
    ItemPrices: ITEM_PRICE,
    ItemWarehouseInfoCollection: WAREHOUSE_INFO,
    ItemBarCodeCollection: shapeOf('ItemBarCode', {
      text: { Barcode: 254 },
      integer: ['AbsEntry', 'UoMEntry'],
      keys: [['AbsEntry']],
    }),
  },
  table: 'OITM',
});

export const ITEM_GROUP = shapeOf('ItemGroups', {
  text: { GroupName: 100 },
  integer: ['Number'],
  readOnly: ['Number'],
});

/** Prices of a customer, or of everybody on a list, that come before the list (sheet section 3.3). */
export const SPECIAL_PRICE = shapeOf('SpecialPrice', {
  text: { CardCode: 15, ItemCode: 50, Currency: 3 },
  integer: ['PriceListNum'],
  number: ['Price', 'DiscountPercent'],
  flag: ['Valid'],
  day: ['ValidFrom', 'ValidTo'],
});

export const USER_FIELD = shapeOf('UserFieldMD', {
  text: { Name: 20, TableName: 20, Description: 80 },
  integer: ['FieldID', 'Size'],
  choice: { Type: { db_Alpha: 'A', db_Memo: 'M', db_Numeric: 'N', db_Date: 'D', db_Float: 'B' } },
  readOnly: ['FieldID'],
});

export const SHIPPING_TYPE = shapeOf('ShippingType', { text: { Name: 100, Website: 254 }, integer: ['Code'] });

export const EXPENSE = shapeOf('AdditionalExpense', {
  text: { Name: 20, OutputVATGroup: 8 },
  integer: ['ExpensCode'],
});

export const PRICE_LIST = shapeOf('PriceList', {
  text: { PriceListName: 100, DefaultPrimeCurrency: 3 },
  integer: ['PriceListNo', 'BasePriceList'],
  number: ['Factor'],
  flag: ['IsGrossPrice', 'Active'],
  day: ['ValidFrom', 'ValidTo'],
});

export const WAREHOUSE = shapeOf('Warehouse', {
  text: { WarehouseCode: 8, WarehouseName: 100 },
  flag: ['Inactive', 'Nettable', 'DropShip', 'EnableBinLocations'],
});

export const ITEM_PROPERTY = shapeOf('ItemProperty', { text: { PropertyName: 100 }, integer: ['Number'] });
