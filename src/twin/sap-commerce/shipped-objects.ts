import { type IntegrationAttribute, type IntegrationItem, IntegrationObject } from './integration-object.ts';
import type { CustomAttributes } from './settings.ts';
import { isEnum, isPrimitive, type TypeSystem } from './type-system.ts';

/**
 * The integration objects that are there when a twin starts, as a tenant has set them up for an ERP: `*` stands behind what
 * makes the key, `+` behind what is made when it is not there, and `modifiedTime=modifiedtime` gives an attribute another
 * name. The first item is the root. What a tenant has added to a type is in every item of it.
 */
const ADDRESS = {
  Address:
    'pk* firstname lastname company streetname streetnumber town region postalcode country phone1 cellphone email title billingAddress shippingAddress modifiedTime=modifiedtime',
  Country: 'isocode* name',
  Region: 'isocode* name',
  Title: 'code*',
} as const;

const CATALOG = { CatalogVersion: 'version* catalog*', Catalog: 'id*' } as const;

const OBJECTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ErpOrder: {
    Order:
      'code* versionID* originalVersion guid creationTime=creationtime modifiedTime=modifiedtime date status deliveryStatus paymentStatus exportStatus net currency language site store salesApplication user unit purchaseOrderNumber paymentType subtotal deliveryCost paymentCost totalDiscounts totalTax totalPrice totalTaxValuesInternal globalDiscountValuesInternal appliedCouponCodes deliveryAddress paymentAddress deliveryMode paymentMode paymentInfo paymentTransactions entries consignments returnRequests',
    OrderEntry:
      'entryNumber* order* product quantity unit basePrice totalPrice discountValuesInternal taxValuesInternal giveAway deliveryMode info',
    'User:Customer': 'uid* name customerID Europe1PriceFactory_UTG',
    Product: 'code* catalogVersion* name ean',
    ...CATALOG,
    ...ADDRESS,
    Currency: 'isocode*',
    Language: 'isocode*',
    BaseSite: 'uid*',
    BaseStore: 'uid*',
    B2BUnit: 'uid* name',
    Unit: 'code*',
    DeliveryMode: 'code* name',
    PaymentMode: 'code* name',
    PaymentInfo: 'code*',
    PaymentTransaction: 'code* order entries',
    PaymentTransactionEntry: 'code* paymentTransaction type amount transactionStatus requestId time',
    Consignment: 'code* order status trackingID carrier shippingDate warehouse consignmentEntries',
    ConsignmentEntry: 'consignment* orderEntry* quantity shippedQuantity',
    Warehouse: 'code*',
    ReturnRequest: 'code* RMA order status refundDeliveryCost returnEntries',
    RefundEntry: 'returnRequest* orderEntry* expectedQuantity receivedQuantity reason amount',
  },
  ErpCustomer: {
    Customer:
      'uid* customerID name defaultPaymentAddress defaultShipmentAddress addresses groups creationTime=creationtime modifiedTime=modifiedtime loginDisabled Europe1PriceFactory_UTG',
    ...ADDRESS,
    PrincipalGroup: 'uid*',
  },
  ErpConsignment: {
    Consignment:
      'code* order status trackingID carrier shippingDate namedDeliveryDate shippingAddress+ deliveryMode warehouse consignmentEntries modifiedTime=modifiedtime',
    ConsignmentEntry: 'consignment* orderEntry* quantity shippedQuantity',
    Order: 'code* versionID*',
    OrderEntry: 'entryNumber* order*',
    Warehouse: 'code*',
    DeliveryMode: 'code*',
    ...ADDRESS,
  },
  ErpReturn: {
    ReturnRequest:
      'code* RMA order status currency refundDeliveryCost returnEntries creationTime=creationtime modifiedTime=modifiedtime',
    RefundEntry: 'returnRequest* orderEntry* expectedQuantity receivedQuantity reason amount',
    Order:
      'code* versionID* net subtotal deliveryCost totalDiscounts totalTax totalPrice totalTaxValuesInternal globalDiscountValuesInternal entries',
    OrderEntry: 'entryNumber* order* product quantity basePrice totalPrice discountValuesInternal taxValuesInternal',
    Product: 'code* catalogVersion* name',
    ...CATALOG,
    Currency: 'isocode*',
  },
  ErpInvoice: {
    B2BDocument: 'documentNumber* documentType status date dueDate amount openAmount currency unit order',
    B2BDocumentType: 'code*',
    Currency: 'isocode*',
    B2BUnit: 'uid*',
    Order: 'code* versionID*',
  },
  ErpStock: {
    StockLevel:
      'productCode* warehouse* available reserved overSelling preOrder maxPreOrder inStockStatus treatNegativeAsZero releaseDate nextDeliveryTime bin modifiedTime=modifiedtime',
    Warehouse: 'code*',
  },
  ErpInterest: {
    ProductInterest: 'product* customer* notificationType* expiryDate creationTime=creationtime',
    Product: 'code* catalogVersion*',
    ...CATALOG,
    Customer: 'uid* name',
  },
  InboundProduct: {
    Product:
      'code* catalogVersion* name description summary approvalStatus onlineDate offlineDate unit ean manufacturerName supercategories variants modifiedTime=modifiedtime',
    VariantProduct: 'code* catalogVersion* baseProduct name approvalStatus unit ean',
    Category: 'code* catalogVersion* name',
    Unit: 'code*',
    ...CATALOG,
  },
  InboundPriceRow: {
    PriceRow:
      'product productId* catalogVersion currency* price net unit* minqtd* unitFactor ug* user startTime* endTime channel modifiedTime=modifiedtime',
    Product: 'code* catalogVersion*',
    ...CATALOG,
    Currency: 'isocode*',
    Unit: 'code*',
    User: 'uid*',
  },
  InboundCategories: {
    Category: 'code* catalogVersion* name description supercategories allowedPrincipals modifiedTime=modifiedtime',
    PrincipalGroup: 'uid*',
    ...CATALOG,
  },
};

export function shippedObjects(types: TypeSystem, custom: CustomAttributes): readonly IntegrationObject[] {
  return Object.entries(OBJECTS).map(([code, written]) => {
    const targets = new Map(
      Object.keys(written)
        .map(named)
        .map(({ code: item, type }) => [type, item]),
    );
    const items = Object.entries(written).map(([name, words], at): IntegrationItem => {
      const { code: item, type } = named(name);
      const all = [...words.split(' '), ...Object.keys(custom[type] ?? {})];
      return { code: item, type, root: at === 0, attributes: attributesOf(type, all, types, targets) };
    });
    return new IntegrationObject(code, 'INBOUND', items);
  });
}

function named(name: string): { readonly code: string; readonly type: string } {
  const [code = '', type = code] = name.split(':');
  return { code, type };
}

function attributesOf(
  type: string,
  words: readonly string[],
  types: TypeSystem,
  targets: ReadonlyMap<string, string>,
): ReadonlyMap<string, IntegrationAttribute> {
  const made = words.map((word): IntegrationAttribute => {
    const [name = '', qualifier = name] = word.replace(/[*+]$/, '').split('=');
    const descriptor = types.attribute(type, qualifier);
    if (descriptor === undefined) throw new RangeError(`${type} has no attribute ${qualifier}`);
    return {
      name,
      descriptor,
      unique: word.endsWith('*'),
      autoCreate: word.endsWith('+'),
      target: targetOf(descriptor.type, types, targets),
    };
  });
  return new Map(made.map((each) => [each.name, each]));
}

/** The item of the object with the type of an attribute, or with a type of that kind. */
function targetOf(type: string, types: TypeSystem, targets: ReadonlyMap<string, string>): string | undefined {
  if (isPrimitive(type)) return undefined;
  const exact = targets.get(type) ?? (isEnum(type) ? type : undefined);
  const other = [...targets].find(([each]) => types.isA(each, type))?.[1];
  const found = exact ?? other;
  if (found === undefined) throw new RangeError(`no item for ${type}`);
  return found;
}
