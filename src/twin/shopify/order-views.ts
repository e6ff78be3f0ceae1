import { Big } from 'big.js';
import { mergeTaxLines } from './line-tax.ts';
import { amountOf, moneyBag, sumOf } from './money.ts';
import type {
  Allocation,
  DiscountApplicationRecord,
  OrderRecord,
  ShippingLineRecord,
  TaxLine,
  TransactionRecord,
} from './order-record.ts';
import { allocated } from './order-totals.ts';
import { formattedGateway } from './payments.ts';

const APPLICATION_TYPES = {
  code: 'DiscountCodeApplication',
  automatic: 'AutomaticDiscountApplication',
  manual: 'ManualDiscountApplication',
  script: 'ScriptDiscountApplication',
} as const;

/** A stored part of an order in the form of its GraphQL type, amounts in both currencies. */
export function taxLineView(order: OrderRecord, { title, rate, amount }: TaxLine) {
  return {
    title,
    rate,
    ratePercentage: new Big(rate).times(100).toNumber(),
    priceSet: moneyBag(order, amount),
    channelLiable: false,
    source: null,
  };
}

export function discountApplicationView(order: OrderRecord, application: DiscountApplicationRecord) {
  const { kind, index, label, description, allocationMethod, targetSelection, targetType, value } = application;
  return {
    __typename: APPLICATION_TYPES[kind],
    index,
    allocationMethod,
    targetSelection,
    targetType,
    value:
      'percentage' in value
        ? { __typename: 'PricingPercentageValue', percentage: value.percentage }
        : { __typename: 'MoneyV2', ...moneyBag(order, value.amount).shopMoney },
    code: label,
    title: label,
    description,
  };
}

export function allocationView(order: OrderRecord, { amount, index }: Allocation) {
  const application = order.discountApplications[index];
  return {
    allocatedAmountSet: moneyBag(order, amount),
    discountApplication: application === undefined ? null : discountApplicationView(order, application),
  };
}

/** One shipping line, or several drawn together as `shippingLine` shows them: the first one's names, everybody's sums. */
export function shippingLineView(order: OrderRecord, lines: readonly ShippingLineRecord[]) {
  const [first] = lines;
  const discounted = sumOf(lines.map((line) => new Big(line.price).minus(allocated(line))));
  return {
    id: first?.id ?? null,
    title: first?.title ?? '',
    code: first?.code ?? null,
    source: first?.source ?? null,
    carrierIdentifier: first?.carrierIdentifier ?? null,
    deliveryCategory: null,
    isRemoved: false,
    originalPriceSet: moneyBag(order, sumOf(lines.map(({ price }) => price))),
    discountedPriceSet: moneyBag(order, discounted),
    currentDiscountedPriceSet: moneyBag(order, discounted.minus(sumOf(lines.map(({ refunded }) => refunded.subtotal)))),
    taxLines: mergeTaxLines(lines.flatMap(({ taxLines }) => taxLines)).map((line) => taxLineView(order, line)),
    discountAllocations: lines.flatMap(({ allocations }) =>
      allocations.map((allocation) => allocationView(order, allocation)),
    ),
  };
}

export interface TransactionView extends Omit<TransactionRecord, 'amount' | 'parentId'> {
  readonly formattedGateway: string;
  readonly amountSet: ReturnType<typeof moneyBag>;
  readonly parentTransaction: TransactionView | null;
}

export function transactionView(order: OrderRecord, transaction: TransactionRecord): TransactionView {
  const parent = order.transactions.find(({ id }) => id === transaction.parentId);
  return {
    ...transaction,
    formattedGateway: formattedGateway(transaction.gateway),
    amountSet: moneyBag(order, amountOf(transaction.amount)),
    parentTransaction: parent === undefined ? null : transactionView(order, parent),
  };
}
