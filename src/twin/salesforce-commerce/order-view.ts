import type Big from 'big.js';
import { plain } from '../kit/decimal.ts';
import { compact } from './fields.ts';
import type { Address, LinePrice, Order, PriceAdjustment } from './order-state.ts';
import { CUSTOM_ATTRIBUTES, type Settings } from './settings.ts';
import { written } from './time.ts';

const SHIPMENT = 'me';

/** An order as SCAPI shows it; OCAPI shows the same in other letters. */
export function viewOrder(order: Order, settings: Settings): Record<string, unknown> {
  const { totals } = order;
  return compact({
    orderNo: order.orderNo,
    siteId: settings.siteId,
    status: order.status,
    confirmationStatus: order.side.confirmation,
    exportStatus: order.side.export,
    paymentStatus: order.side.payment,
    shippingStatus: order.side.shipping,
    externalOrderStatus: order.externalStatus,
    creationDate: written(order.createdAt),
    placeDate: order.placedAt === undefined ? undefined : written(order.placedAt),
    lastModified: written(order.changedAt),
    currency: settings.currency,
    taxation: order.taxation,
    channelType: 'storefront',
    businessType: 'b2c',
    customerLocale: 'en_US',
    createdBy: 'Customer',
    invoiceNo: order.invoiceNo,
    customerInfo: {
      customerId: order.customer.id,
      customerNo: order.customer.no,
      customerName: order.customer.name,
      email: order.customer.email,
      guest: order.customer.guest,
    },
    customerOrderReference: order.reference,
    billingAddress: order.billing === undefined ? undefined : viewAddress(order.billing),
    productItems: order.products.map(({ id, productId, name, quantity, price }, at) => ({
      itemId: id,
      productId,
      productName: name,
      itemText: name,
      position: at + 1,
      quantity,
      ...viewPrice(price),
      taxBasis: plain(price.afterItemDiscount),
      priceAfterOrderDiscount: plain(price.afterOrderDiscount),
      shipmentId: SHIPMENT,
      inventoryId: settings.inventoryListId,
      bonusProductLineItem: false,
      gift: false,
    })),
    couponItems: order.coupons.map(({ id, code }) => ({ couponItemId: id, code, statusCode: 'applied', valid: true })),
    orderPriceAdjustments: order.adjustments.map((each) => viewAdjustment(each, order.taxation)),
    shippingItems: order.shipping.map(({ id, text, type, price }) => ({
      itemId: id,
      itemText: text,
      ...viewPrice(price),
      type,
      shipmentId: SHIPMENT,
    })),
    shipments: [viewShipment(order)],
    paymentInstruments: order.payments.map(
      ({ id, methodId, amount, cardType, giftCertificate, transactionId, custom }) =>
        compact({
          paymentInstrumentId: id,
          paymentMethodId: methodId,
          maskedGiftCertificateCode: giftCertificate,
          paymentCard:
            cardType === undefined ? undefined : { cardType, numberLastDigits: '1111', holder: order.customer.name },
          paymentTransaction: compact({ amount: plain(amount), transactionId }),
          ...custom,
        }),
    ),
    merchandizeTotalTax: plain(totals.merchandizeTax),
    adjustedMerchandizeTotalTax: plain(totals.adjustedMerchandizeTax),
    productSubTotal: plain(totals.productSubTotal),
    productTotal: plain(totals.productTotal),
    shippingTotal: plain(totals.shippingTotal),
    shippingTotalTax: plain(totals.shippingTax),
    adjustedShippingTotalTax: plain(totals.adjustedShippingTax),
    taxTotal: plain(totals.tax),
    orderTotal: plain(totals.order),
    ...Object.fromEntries(CUSTOM_ATTRIBUTES.order.map((name) => [name, order.custom[name] ?? null])),
  });

  function viewPrice(price: LinePrice) {
    return {
      basePrice: plain(price.base),
      netPrice: plain(price.net),
      grossPrice: plain(price.gross),
      taxRate: Number(price.taxRate),
      tax: plain(price.tax),
      taxItems: [{ id: 'tax', rate: Number(price.taxRate), value: plain(price.tax) }],
      adjustedTax: plain(price.adjustedTax),
      priceAfterItemDiscount: plain(price.afterItemDiscount),
      priceAdjustments: price.adjustments.map((each) => viewAdjustment(each, order.taxation)),
    };
  }
}

function viewShipment({ shipmentNo, shippingMethod, side, shipTo, totals }: Order): Record<string, unknown> {
  return compact({
    shipmentId: SHIPMENT,
    shipmentNo,
    shippingMethod: shippingMethod === undefined ? undefined : { id: shippingMethod },
    shippingStatus: side.shipping === 'part_shipped' ? 'not_shipped' : side.shipping,
    // Nothing but an import or a cartridge writes it (sheet section 3.2).
    trackingNumber: null,
    productSubTotal: plain(totals.productSubTotal),
    productTotal: plain(totals.productTotal),
    shippingTotal: plain(totals.shippingTotal),
    shippingTotalTax: plain(totals.shippingTax),
    adjustedShippingTotalTax: plain(totals.adjustedShippingTax),
    taxTotal: plain(totals.tax),
    shipmentTotal: plain(totals.order),
    gift: false,
    shippingAddress: shipTo === undefined ? undefined : viewAddress(shipTo),
  });
}

const viewAddress = (address: Address): Record<string, unknown> =>
  compact({
    ...address,
    fullName: [address.firstName, address.lastName].filter((part) => part !== undefined).join(' '),
  });

function viewAdjustment(adjustment: PriceAdjustment, taxation: Order['taxation']): Record<string, unknown> {
  const { id, promotionId, couponCode, text, percent, net, tax, gross } = adjustment;
  const base: Big = taxation === 'net' ? net : gross;
  return compact({
    priceAdjustmentId: id,
    promotionId,
    couponCode,
    itemText: text,
    basePrice: plain(base),
    netPrice: plain(net),
    tax: plain(tax),
    grossPrice: plain(gross),
    appliedDiscount:
      percent === undefined
        ? { type: 'amount', amount: plain(base.times(-1)) }
        : { type: 'percentage', percentage: Number(percent), amount: 1 },
    manual: false,
    custom: false,
  });
}
