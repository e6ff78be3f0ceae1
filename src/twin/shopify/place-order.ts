import { createHash } from 'node:crypto';
import { Big } from 'big.js';
import { applyDiscounts, type PlacedDiscount } from './discount-allocation.ts';
import { legacyIdOf } from './global-id.ts';
import { lineDraft } from './line-draft.ts';
import { type TaxRate, taxLinesOn } from './line-tax.ts';
import { type MailingAddressInput, mailingAddress } from './mailing-address.ts';
import { type MetafieldInput, putMetafield } from './metafields.ts';
import { allocate, amountOf } from './money.ts';
import { resolveBuyer } from './order-buyer.ts';
import type {
  Allocation,
  Attribute,
  FeeRecord,
  LineRecord,
  OrderRecord,
  PaymentTermsRecord,
  ShippingLineRecord,
  TaxLine,
} from './order-record.ts';
import { type OrderRisk, orderRisk, type RiskLevel } from './order-risk.ts';
import { claimStock, openFulfillmentOrder } from './order-stock.ts';
import { allocated, discountedValue, orderedTotals, originalTotal, shippingCost } from './order-totals.ts';
import { addTransaction } from './payments.ts';
import { type Shop, secondsInstant } from './shop.ts';
import { spreadDuties } from './surcharges.ts';
import { normaliseTags } from './tags.ts';

export interface PlacedLine {
  /** A variant's global id or SKU; a line without one is a custom item and needs a title. */
  readonly variant?: string;
  readonly quantity: number;
  /** Defaults to the variant's price. */
  readonly unitPrice?: string;
  readonly title?: string;
  readonly variantTitle?: string | null;
  readonly sku?: string | null;
  readonly vendor?: string | null;
  readonly taxable?: boolean;
  readonly requiresShipping?: boolean;
  /** Default: as the product is. A gift card is not taxed and not shipped unless the line says so. */
  readonly giftCard?: boolean;
  /** Handle of the service that ships the line: default `manual`, `gift_card` for gift cards; null is a deleted one. */
  readonly fulfillmentService?: string | null;
  /** Instead of the order's rates. */
  readonly taxRates?: readonly TaxRate[];
  /** Fixed taxes, as an import states them; nothing is computed then. */
  readonly taxLines?: readonly TaxLine[];
  readonly properties?: readonly Attribute[];
}

export interface PlacedFee {
  readonly name: string;
  /** Before tax. */
  readonly price: string;
  readonly taxRates?: readonly TaxRate[];
}

export interface PlacedShipping {
  readonly title: string;
  readonly price: string;
  readonly code?: string | null;
  readonly source?: string | null;
  readonly taxRates?: readonly TaxRate[];
  readonly taxLines?: readonly TaxLine[];
}

/** An order as a buyer, an import or a test places it. Amounts are in the shop's currency, gross when `taxesIncluded`. */
export interface PlaceOrder {
  readonly lines: readonly PlacedLine[];
  readonly shipping?: PlacedShipping | readonly PlacedShipping[];
  /** Global id of the customer; none is a guest checkout. */
  readonly customer?: string | null;
  /** B2B: the company location, and the contact who ordered. */
  readonly companyLocation?: string;
  readonly companyContact?: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly billingAddress?: MailingAddressInput | null;
  readonly shippingAddress?: MailingAddressInput | null;
  /** Import duties of the whole order, spread over the lines that are shipped. Not given: none apply (null). */
  readonly duties?: string;
  /** The lines' prices hold the duties already: they are shown, and not added to the total. Default false. */
  readonly dutiesIncluded?: boolean;
  readonly additionalFees?: readonly PlacedFee[];
  /** A tip: it becomes a line of its own titled `Tip`, untaxed. */
  readonly tip?: string;
  /** What fraud analysis found: a level as Shopify itself assesses it, or the whole of it. Default `LOW`. */
  readonly risk?: RiskLevel | OrderRisk;
  readonly discounts?: readonly PlacedDiscount[];
  readonly taxRates?: readonly TaxRate[];
  /** Taxes stated for the whole order: spread over the lines by their value. */
  readonly orderTaxLines?: readonly TaxLine[];
  readonly taxesIncluded?: boolean;
  readonly taxExempt?: boolean;
  readonly presentmentCurrency?: string;
  readonly exchangeRate?: string;
  readonly payment?: 'paid' | 'pending' | 'authorized' | 'none';
  readonly gateway?: string;
  readonly statedFinancialStatus?: string | null;
  readonly paymentTerms?: {
    readonly name: string;
    readonly type: PaymentTermsRecord['type'];
    readonly dueInDays?: number;
  };
  readonly note?: string | null;
  readonly poNumber?: string | null;
  readonly tags?: readonly string[];
  readonly customAttributes?: readonly Attribute[];
  readonly sourceName?: string | null;
  readonly sourceIdentifier?: string | null;
  readonly clientIp?: string | null;
  readonly test?: boolean;
  readonly name?: string;
  readonly processedAt?: string;
  readonly metafields?: readonly MetafieldInput[];
  /** Where it is to be fulfilled; defaults to the first location that has all of it. */
  readonly location?: string;
  /** `obey` refuses to oversell what must not be, `ignore` goes below zero, `bypass` leaves the stock alone. Default `obey`. */
  readonly inventory?: 'obey' | 'ignore' | 'bypass';
}

/**
 * Places an order now: allocates discounts, computes taxes, freezes the totals, takes the stock (available down,
 * committed up), opens one fulfilment order and books the payment. Throws an Error when a variant, customer, location or
 * stock is missing: a test that asks for the impossible is wrong.
 */
export function placeOrder(shop: Shop, placed: PlaceOrder): OrderRecord {
  const taxesIncluded = placed.taxesIncluded ?? shop.settings.taxesIncluded;
  const drafts = placed.lines.map((line) => lineDraft(shop, line));
  const shippings =
    placed.shipping === undefined ? [] : Array.isArray(placed.shipping) ? placed.shipping : [placed.shipping];
  const stock = claimStock(shop, drafts, placed.location, placed.inventory ?? 'obey');
  const buyer = resolveBuyer(shop, placed);

  const lineTargets = drafts.map((line) => ({
    price: new Big(line.unitPrice).times(line.quantity),
    quantity: line.quantity,
    allocations: [] as Allocation[],
  }));
  const shippingTargets = shippings.map((line: PlacedShipping) => ({
    price: new Big(line.price),
    quantity: 1,
    allocations: [] as Allocation[],
  }));
  const discountApplications = applyDiscounts(placed.discounts ?? [], lineTargets, shippingTargets);

  const exempt = placed.taxExempt ?? buyer.taxExempt;
  const rates = (own: readonly TaxRate[] | undefined, taxable: boolean): readonly TaxRate[] =>
    exempt || !taxable ? [] : (own ?? placed.taxRates ?? []);
  const lines: LineRecord[] = drafts.map((draft, index) => {
    const line: LineRecord = {
      ...draft,
      id: shop.ids.take('LineItem'),
      removedQuantity: 0,
      refundedQuantity: 0,
      fulfilledQuantity: 0,
      cancelledQuantity: 0,
      allocations: lineTargets[index]?.allocations ?? [],
      taxLines: [],
      duty: null,
      isTip: false,
      addedByEdit: false,
      locationId: stock.locationId,
      stockTaken: stock.taken.has(index),
    };
    const source = placed.lines[index];
    line.taxLines =
      source?.taxLines ??
      taxLinesOn(originalTotal(line).minus(allocated(line)), rates(source?.taxRates, line.taxable), taxesIncluded);
    return line;
  });
  spreadOrderTaxes(lines, placed.orderTaxLines ?? []);
  spreadDuties(lines, placed.duties);
  if (placed.tip !== undefined) lines.push(tipLine(shop, placed.tip));
  const fees = (placed.additionalFees ?? []).map(
    ({ name, price, taxRates }): FeeRecord => ({
      id: shop.ids.take('AdditionalFee'),
      name,
      price: amountOf(price),
      taxLines: exempt ? [] : taxLinesOn(new Big(price), taxRates ?? [], false),
    }),
  );
  const dutiesIncluded = placed.dutiesIncluded ?? false;
  const shippingLines: ShippingLineRecord[] = shippings.map((source: PlacedShipping, index: number) => {
    const line: ShippingLineRecord = {
      id: shop.ids.take('ShippingLine'),
      title: source.title,
      code: source.code === undefined ? source.title : source.code,
      source: source.source ?? 'shopify',
      carrierIdentifier: null,
      price: amountOf(source.price),
      allocations: shippingTargets[index]?.allocations ?? [],
      taxLines: [],
      refunded: { subtotal: '0.00', tax: '0.00' },
    };
    return {
      ...line,
      taxLines: source.taxLines ?? taxLinesOn(shippingCost(line), rates(source.taxRates, true), taxesIncluded),
    };
  });

  const id = shop.ids.take('Order');
  const number = shop.nextOrderNumber;
  shop.nextOrderNumber += 1;
  const now = shop.now();
  const order: OrderRecord = {
    kind: 'Order',
    id,
    legacyResourceId: legacyIdOf(id),
    name: placed.name ?? `#${number}`,
    number,
    confirmationNumber: createHash('sha256').update(id).digest('hex').slice(0, 9).toUpperCase(),
    createdAt: now,
    processedAt: placed.processedAt === undefined ? now : secondsInstant(Date.parse(placed.processedAt)),
    updatedAt: now,
    touchedMs: shop.nowMs(),
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    confirmed: true,
    test: placed.test ?? false,
    edited: false,
    taxesIncluded,
    taxExempt: exempt,
    estimatedTaxes: false,
    currencyCode: shop.settings.currency,
    presentmentCurrencyCode: placed.presentmentCurrency ?? shop.settings.currency,
    exchangeRate: placed.exchangeRate ?? '1',
    email: buyer.email,
    phone: placed.phone ?? null,
    note: placed.note ?? null,
    poNumber: placed.poNumber ?? null,
    sourceName: placed.sourceName === undefined ? 'web' : placed.sourceName,
    sourceIdentifier: placed.sourceIdentifier ?? null,
    clientIp: placed.clientIp ?? null,
    tags: normaliseTags(placed.tags ?? []),
    customAttributes: placed.customAttributes ?? [],
    customerId: buyer.customerId,
    purchasingCompany: buyer.purchasingCompany,
    billingAddress: placed.billingAddress ? mailingAddress(shop, placed.billingAddress) : buyer.billingAddress,
    shippingAddress: placed.shippingAddress ? mailingAddress(shop, placed.shippingAddress) : buyer.shippingAddress,
    lines,
    shippingLines,
    discountApplications,
    dutiesIncluded,
    fees,
    surchargesReturned: false,
    risk: orderRisk(placed.risk ?? 'LOW'),
    transactions: [],
    refunds: [],
    fulfillmentOrderIds: [],
    fulfillmentIds: [],
    ordered: orderedTotals({ lines, shippingLines, taxesIncluded, dutiesIncluded, fees }),
    statedFinancialStatus: placed.statedFinancialStatus ?? null,
    restockedOnCancel: false,
    returnStatus: 'NO_RETURN',
    paymentTerms: paymentTerms(shop, placed, buyer.paymentTerms),
  };
  shop.orders.set(order.id, order);
  shop.revision += 1;
  openFulfillmentOrder(shop, order, stock.locationId);
  for (const metafield of placed.metafields ?? []) putMetafield(shop, order.id, metafield);
  bookPayment(shop, order, placed);
  shop.emit('ORDERS_CREATE', order.id);
  return order;
}

/** A tip is given at the checkout, for no variant: nothing of it is discounted, taxed or shipped. */
function tipLine(shop: Shop, amount: string): LineRecord {
  return {
    ...lineDraft(shop, { title: 'Tip', quantity: 1, unitPrice: amount, taxable: false, requiresShipping: false }),
    id: shop.ids.take('LineItem'),
    removedQuantity: 0,
    refundedQuantity: 0,
    fulfilledQuantity: 0,
    cancelledQuantity: 0,
    allocations: [],
    taxLines: [],
    duty: null,
    isTip: true,
    addedByEdit: false,
    locationId: null,
    stockTaken: false,
  };
}

function spreadOrderTaxes(lines: readonly LineRecord[], taxes: readonly TaxLine[]): void {
  const weights = lines.map((line) => discountedValue(line, line.quantity));
  for (const { title, rate, amount } of taxes)
    for (const [index, share] of allocate(new Big(amount), weights).entries()) {
      const line = lines[index];
      if (line !== undefined) line.taxLines = [...line.taxLines, { title, rate, amount: share }];
    }
}

function bookPayment(shop: Shop, order: OrderRecord, placed: PlaceOrder): void {
  const payment = placed.payment ?? (order.paymentTerms === null ? 'paid' : 'none');
  if (payment === 'none' || new Big(order.ordered.total).eq(0)) return;
  const gateway = placed.gateway ?? (payment === 'pending' ? 'Bank Deposit' : 'shopify_payments');
  addTransaction(shop, order, {
    kind: payment === 'authorized' ? 'AUTHORIZATION' : 'SALE',
    status: payment === 'pending' ? 'PENDING' : 'SUCCESS',
    gateway,
    amount: order.ordered.total,
  });
  if (payment === 'paid') shop.emit('ORDERS_PAID', order.id);
}

function paymentTerms(
  shop: Shop,
  placed: PlaceOrder,
  ofLocation: PlaceOrder['paymentTerms'] | null,
): PaymentTermsRecord | null {
  const terms = placed.paymentTerms ?? ofLocation;
  if (!terms) return null;
  const dueInDays = terms.dueInDays ?? null;
  return {
    id: shop.ids.take('PaymentTerms'),
    name: terms.name,
    type: terms.type,
    dueInDays,
    issuedAt: shop.now(),
    dueAt: dueInDays === null ? null : secondsInstant(shop.nowMs() + dueInDays * 86_400_000),
  };
}
