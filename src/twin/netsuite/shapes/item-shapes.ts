import { choice, FLAG, INSTANT, list, NUMBER, read, type Shape, TEXT, to } from '../shape.ts';

/** The types of items that the account sells, by what SuiteQL calls them (sheet section 3.3). */
export const ITEM_TYPES = {
  inventoryItem: 'InvtPart',
  assemblyItem: 'Assembly',
  kitItem: 'Kit',
  nonInventorySaleItem: 'NonInvtPart',
  nonInventoryResaleItem: 'NonInvtPart',
  serviceSaleItem: 'Service',
  otherChargeSaleItem: 'OthCharge',
  discountItem: 'Discount',
} as const;

export type ItemType = keyof typeof ITEM_TYPES;

/** Where an item lies; worked out when somebody asks (sheet section 3.6). */
const LOCATIONS = read(
  list({
    fields: {
      location: TEXT,
      location_display: TEXT,
      quantityOnHand: NUMBER,
      quantityAvailable: NUMBER,
      quantityCommitted: NUMBER,
      quantityBackOrdered: NUMBER,
    },
  }),
);

/** `inventoryItem` and the other types of items, whose fields are the same here (sheet sections 3.3 and 3.4). */
export const ITEM: Shape = {
  custom: 'custitem',
  fields: {
    id: read(TEXT),
    itemId: TEXT,
    externalId: TEXT,
    displayName: TEXT,
    upcCode: TEXT,
    salesDescription: TEXT,
    storeDisplayName: TEXT,
    storeDescription: TEXT,
    storeDetailedDescription: TEXT,
    isInactive: FLAG,
    isOnline: FLAG,
    matrixType: choice({ PARENT: 'Parent', CHILD: 'Child' }),
    parent: to('item'),
    class: to('classification'),
    department: to('department'),
    subsidiary: to('subsidiary'),
    unitsType: TEXT,
    saleUnit: TEXT,
    stockUnit: TEXT,
    weight: NUMBER,
    weightUnit: choice({ 1: 'lb', 2: 'oz', 3: 'kg', 4: 'g' }),
    taxSchedule: to('taxSchedule'),
    isTaxable: FLAG,
    cost: NUMBER,
    averageCost: read(NUMBER),
    /** Of a discount or a charge: what it comes to when a document says nothing. */
    rate: { kind: 'rate' },
    outOfStockBehavior: choice({
      DISABLE: 'Disallow back orders but display out-of-stock message',
      ENABLENMSG: 'Allow back orders with message',
      REMOVE: 'Remove item when out-of-stock',
      ENABLE: 'Allow back orders',
      DEFAULT: 'Default',
    }),
    quantityOnHand: read(NUMBER),
    quantityAvailable: read(NUMBER),
    quantityBackOrdered: read(NUMBER),
    quantityCommitted: read(NUMBER),
    quantityOnOrder: read(NUMBER),
    locations: LOCATIONS,
    price: list({
      fields: {
        currencyPage: to('currency'),
        priceLevel: to('priceLevel'),
        priceLevelName: read(TEXT),
        quantity: { kind: 'break' },
        price: NUMBER,
      },
    }),
    createdDate: read(INSTANT),
    lastModifiedDate: read(INSTANT),
  },
};
