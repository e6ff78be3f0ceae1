import { Big } from 'big.js';
import { createCustomer, findCustomer } from './customers.ts';
import { fulfilImported } from './fulfillments.ts';
import { globalId } from './global-id.ts';
import type { MailingAddressInput } from './mailing-address.ts';
import { type MetafieldInput, metafieldFaults } from './metafields.ts';
import { CannotOrderHere } from './order-buyer.ts';
import type { Attribute, TaxLine } from './order-record.ts';
import { NOT_ASSESSED } from './order-risk.ts';
import { StockShortage } from './order-stock.ts';
import { addTransaction } from './payments.ts';
import { type PlacedLine, type PlaceOrder, placeOrder } from './place-order.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';
import { NO_ERRORS, refuse, type UserError } from './user-error.ts';

interface MoneyBagInput {
  readonly shopMoney: { readonly amount: string };
}

interface TaxLineInput {
  readonly title: string;
  readonly rate: string;
  readonly priceSet?: MoneyBagInput | null;
}

interface OrderCreateInput {
  readonly lineItems?:
    | readonly {
        readonly variantId?: string | null;
        readonly title?: string | null;
        readonly variantTitle?: string | null;
        readonly quantity: number;
        readonly priceSet?: MoneyBagInput | null;
        readonly sku?: string | null;
        readonly vendor?: string | null;
        readonly taxable?: boolean | null;
        readonly requiresShipping?: boolean | null;
        readonly giftCard?: boolean | null;
        readonly fulfillmentService?: string | null;
        readonly taxLines?: readonly TaxLineInput[] | null;
        readonly properties?: readonly { readonly name: string; readonly value: string }[] | null;
      }[]
    | null;
  readonly shippingLines?:
    | readonly {
        readonly title: string;
        readonly priceSet: MoneyBagInput;
        readonly code?: string | null;
        readonly source?: string | null;
        readonly taxLines?: readonly TaxLineInput[] | null;
      }[]
    | null;
  readonly billingAddress?: MailingAddressInput | null;
  readonly shippingAddress?: MailingAddressInput | null;
  readonly customer?: {
    readonly toAssociate?: { readonly id?: string | null; readonly email?: string | null } | null;
    readonly toUpsert?: {
      readonly id?: string | null;
      readonly email?: string | null;
      readonly phone?: string | null;
      readonly firstName?: string | null;
      readonly lastName?: string | null;
    } | null;
  } | null;
  readonly companyLocationId?: string | null;
  readonly discountCode?: {
    readonly itemFixedDiscountCode?: { readonly code: string; readonly amountSet?: MoneyBagInput | null } | null;
    readonly itemPercentageDiscountCode?: { readonly code: string; readonly percentage?: number | null } | null;
    readonly freeShippingDiscountCode?: { readonly code: string } | null;
  } | null;
  readonly taxLines?: readonly TaxLineInput[] | null;
  readonly taxesIncluded?: boolean | null;
  readonly fulfillmentStatus?: 'FULFILLED' | 'PARTIAL' | 'RESTOCKED' | null;
  readonly transactions?:
    | readonly {
        readonly amountSet: MoneyBagInput;
        readonly kind?: string | null;
        readonly status?: string | null;
        readonly gateway?: string | null;
        readonly processedAt?: string | null;
      }[]
    | null;
  readonly financialStatus?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly name?: string | null;
  readonly note?: string | null;
  readonly poNumber?: string | null;
  readonly processedAt?: string | null;
  readonly sourceIdentifier?: string | null;
  readonly sourceName?: string | null;
  readonly tags?: readonly string[] | null;
  readonly customAttributes?: readonly Attribute[] | null;
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly test?: boolean | null;
}

const STOCK_MODES = {
  BYPASS: 'bypass',
  DECREMENT_IGNORING_POLICY: 'ignore',
  DECREMENT_OBEYING_POLICY: 'obey',
} as const;
const DEVELOPMENT_ORDERS_PER_MINUTE = 5;

export const orderCreateMutations: Resolvers<unknown> = {
  /** Imports an order. There is no idempotency: the same input twice is two orders, also with the same sourceIdentifier. */
  orderCreate: (
    _,
    {
      order: input,
      options,
    }: { order: OrderCreateInput; options?: { inventoryBehaviour?: keyof typeof STOCK_MODES | null } | null },
    { shop },
  ) => {
    if (shop.settings.developmentStore && !takeDevelopmentTurn(shop))
      return refuse(null, 'Too many attempts. Please try again later.');
    const errors = faultsOf(shop, input);
    if (errors.length > 0) return { userErrors: errors };
    try {
      const order = placeOrder(shop, placedFrom(shop, input, STOCK_MODES[options?.inventoryBehaviour ?? 'BYPASS']));
      for (const { kind, status, gateway, amountSet, processedAt } of input.transactions ?? [])
        addTransaction(shop, order, {
          kind: (kind ?? 'SALE') as 'SALE',
          status: (status ?? 'SUCCESS') as 'SUCCESS',
          gateway: gateway ?? 'manual',
          amount: amountSet.shopMoney.amount,
          ...(processedAt ? { processedAt } : {}),
        });
      if (input.fulfillmentStatus === 'RESTOCKED') order.restockedOnCancel = true;
      else if (input.fulfillmentStatus) fulfilImported(shop, order, input.fulfillmentStatus === 'PARTIAL');
      return { order, userErrors: NO_ERRORS };
    } catch (error) {
      if (error instanceof StockShortage)
        return refuse(
          ['order', 'lineItems'],
          `Unable to reserve inventory: ${error.message}`,
          'INVENTORY_CLAIM_FAILED',
        );
      if (error instanceof CannotOrderHere)
        return refuse(['order', 'companyLocationId'], 'Contact cannot order for this location', 'INVALID');
      throw error;
    }
  },
};

function faultsOf(shop: Shop, input: OrderCreateInput): UserError[] {
  const errors: UserError[] = [];
  const lines = input.lineItems ?? [];
  if (lines.length === 0)
    errors.push({
      field: ['order', 'lineItems'],
      message: 'Line items must have at least one line item',
      code: 'INVALID',
    });
  for (const [index, line] of lines.entries()) {
    const at = ['order', 'lineItems', String(index)];
    if (line.variantId && !shop.variants.has(line.variantId))
      errors.push({
        field: [...at, 'variantId'],
        message: `Variant with ID ${line.variantId} not found`,
        code: 'INVALID',
      });
    if (!line.variantId && !line.title)
      errors.push({ field: [...at, 'title'], message: "Title can't be blank", code: 'INVALID' });
    if (line.quantity <= 0)
      errors.push({ field: [...at, 'quantity'], message: 'Quantity must be greater than 0', code: 'INVALID' });
  }
  const { toAssociate, toUpsert } = input.customer ?? {};
  if (toAssociate && toUpsert)
    errors.push({
      field: ['order', 'customer'],
      message: 'Only one of toAssociate and toUpsert can be given',
      code: 'REDUNDANT_CUSTOMER_FIELDS',
    });
  if (toAssociate && findCustomer(shop, toAssociate) === undefined)
    errors.push({ field: ['order', 'customer', 'toAssociate'], message: 'Customer does not exist', code: 'INVALID' });
  if (input.companyLocationId && !shop.companyLocations.has(input.companyLocationId))
    errors.push({ field: ['order', 'companyLocationId'], message: 'Company location does not exist', code: 'INVALID' });
  if (input.processedAt && Date.parse(input.processedAt) > shop.nowMs())
    errors.push({
      field: ['order', 'processedAt'],
      message: 'Processed at must be in the past',
      code: 'PROCESSED_AT_INVALID',
    });
  errors.push(...metafieldFaults(shop, globalId('Order', 0), input.metafields ?? [], ['order', 'metafields']));
  return errors;
}

function placedFrom(shop: Shop, input: OrderCreateInput, inventory: 'obey' | 'ignore' | 'bypass'): PlaceOrder {
  const { toAssociate, toUpsert } = input.customer ?? {};
  const customer =
    (toAssociate ? findCustomer(shop, toAssociate) : undefined) ??
    (toUpsert ? (findCustomer(shop, toUpsert) ?? createCustomer(shop, toUpsert)) : undefined);
  const {
    itemFixedDiscountCode: fixed,
    itemPercentageDiscountCode: percent,
    freeShippingDiscountCode: free,
  } = input.discountCode ?? {};
  return {
    lines: (input.lineItems ?? []).map(
      (line): PlacedLine => ({
        ...(line.variantId ? { variant: line.variantId } : {}),
        quantity: line.quantity,
        ...(line.priceSet ? { unitPrice: line.priceSet.shopMoney.amount } : {}),
        ...(line.title ? { title: line.title } : {}),
        ...(line.variantTitle === undefined ? {} : { variantTitle: line.variantTitle }),
        ...(line.sku === undefined ? {} : { sku: line.sku }),
        ...(line.vendor === undefined ? {} : { vendor: line.vendor }),
        ...(typeof line.taxable === 'boolean' ? { taxable: line.taxable } : {}),
        ...(typeof line.requiresShipping === 'boolean' ? { requiresShipping: line.requiresShipping } : {}),
        ...(line.giftCard === true ? { giftCard: true } : {}),
        ...(line.fulfillmentService ? { fulfillmentService: line.fulfillmentService } : {}),
        taxLines: (line.taxLines ?? []).map(taxLine),
        properties: (line.properties ?? []).map(({ name, value }) => ({ key: name, value })),
      }),
    ),
    shipping: (input.shippingLines ?? []).map(({ title, priceSet, code, source, taxLines }) => ({
      title,
      price: priceSet.shopMoney.amount,
      code: code ?? null,
      source: source ?? null,
      taxLines: (taxLines ?? []).map(taxLine),
    })),
    customer: customer?.id ?? null,
    orderTaxLines: (input.taxLines ?? []).map(taxLine),
    ...(input.companyLocationId ? { companyLocation: input.companyLocationId } : {}),
    ...(input.billingAddress ? { billingAddress: input.billingAddress } : {}),
    ...(input.shippingAddress ? { shippingAddress: input.shippingAddress } : {}),
    discounts: [
      ...(fixed ? [{ label: fixed.code, amount: fixed.amountSet?.shopMoney.amount ?? '0' }] : []),
      ...(percent ? [{ label: percent.code, percentage: percent.percentage ?? 0 }] : []),
      ...(free ? [{ label: free.code, percentage: 100, on: 'shipping' as const }] : []),
    ],
    // Fraud analysis looks at checkouts: an imported order has no assessment.
    risk: NOT_ASSESSED,
    payment: 'none',
    statedFinancialStatus: (input.transactions ?? []).length > 0 ? null : (input.financialStatus ?? null),
    inventory,
    sourceName: input.sourceName ?? null,
    sourceIdentifier: input.sourceIdentifier ?? null,
    ...(input.email === undefined ? {} : { email: input.email }),
    ...(input.phone === undefined ? {} : { phone: input.phone }),
    ...(input.name ? { name: input.name } : {}),
    ...(input.processedAt ? { processedAt: input.processedAt } : {}),
    ...(typeof input.taxesIncluded === 'boolean' ? { taxesIncluded: input.taxesIncluded } : {}),
    note: input.note ?? null,
    poNumber: input.poNumber ?? null,
    tags: input.tags ?? [],
    customAttributes: (input.customAttributes ?? []).map(({ key, value }) => ({ key, value })),
    metafields: input.metafields ?? [],
    test: input.test ?? false,
  };
}

function taxLine({ title, rate, priceSet }: TaxLineInput): TaxLine {
  return { title, rate: new Big(rate).toNumber(), amount: new Big(priceSet?.shopMoney.amount ?? 0).toFixed(2) };
}

/** True when a development store may take one more order in this minute. */
function takeDevelopmentTurn(shop: Shop): boolean {
  shop.orderCreateTimes = shop.orderCreateTimes.filter((ms) => ms > shop.nowMs() - 60_000);
  if (shop.orderCreateTimes.length >= DEVELOPMENT_ORDERS_PER_MINUTE) return false;
  shop.orderCreateTimes.push(shop.nowMs());
  return true;
}
