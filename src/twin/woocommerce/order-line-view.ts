import { type Amount, fixed, plain, sum, ZERO } from './amount.ts';
import { viewLineMeta } from './meta-data.ts';
import { attributeKey } from './order-lines.ts';
import type { CouponLine, FeeLine, LineTax, ProductLine, ShippingLine, TaxLine } from './order-state.ts';
import { soldProduct } from './order-stock.ts';
import { lineTax } from './order-totals.ts';
import type { Store } from './store.ts';

/** SKU and existence are the live product's, not a snapshot: a product that is gone gives null and id 0. */
export function viewProductLine(line: ProductLine, store: Store, decimals: number): unknown {
  const product = soldProduct(line, store);
  const parent = line.variationId === 0 ? undefined : store.products.get(line.productId);
  const labels = new Map(product?.options.map(({ name }) => [attributeKey(name), name]));
  return {
    id: line.id,
    name: line.name,
    product_id: store.products.has(line.productId) ? line.productId : 0,
    variation_id: product === undefined ? 0 : line.variationId,
    quantity: line.quantity,
    tax_class: line.taxClass,
    subtotal: fixed(line.subtotal, decimals),
    subtotal_tax: fixed(
      taxSum(line.taxes, store, (tax) => tax.subtotal ?? ZERO),
      decimals,
    ),
    total: fixed(line.total, decimals),
    total_tax: fixed(taxSum(line.taxes, store), decimals),
    taxes: viewTaxes(line.taxes, decimals),
    meta_data: viewLineMeta(line.meta, labels),
    sku: product?.sku ?? null,
    global_unique_id: product?.globalUniqueId ?? null,
    // The one amount the protocol sends as a float: 1.1971428571428573 for 8.38 / 7 (captured).
    price: line.quantity === 0 ? 0 : Number(line.total) / line.quantity,
    image: product === undefined || line.variationId !== 0 ? { id: 0, src: '' } : { id: '', src: '' },
    parent_name: parent?.name ?? null,
  };
}

export function viewShippingLine(line: ShippingLine, store: Store, decimals: number): unknown {
  return {
    id: line.id,
    method_title: line.methodTitle,
    method_id: line.methodId,
    instance_id: line.instanceId,
    total: fixed(line.total, decimals),
    total_tax: fixed(taxSum(line.taxes, store), decimals),
    taxes: viewTaxes(line.taxes, decimals),
    tax_status: line.taxStatus,
    meta_data: viewLineMeta(line.meta),
  };
}

export function viewFeeLine(line: FeeLine, store: Store, decimals: number): unknown {
  return {
    id: line.id,
    name: line.name,
    tax_class: line.taxClass,
    tax_status: line.taxStatus,
    amount: line.amount,
    total: fixed(line.total, decimals),
    total_tax: fixed(taxSum(line.taxes, store), decimals),
    taxes: viewTaxes(line.taxes, decimals),
    meta_data: viewLineMeta(line.meta),
  };
}

/** The discount is not padded to two decimals: 5.00 reads `"5"` (captured). */
export function viewCouponLine(line: CouponLine): unknown {
  return {
    id: line.id,
    code: line.code,
    discount: plain(line.discount),
    discount_tax: plain(line.discountTax),
    meta_data: viewLineMeta(line.meta),
    discount_type: line.discountType,
    nominal_amount: Number(line.nominalAmount),
    free_shipping: line.freeShipping,
  };
}

export function viewTaxLine(line: TaxLine, decimals: number): unknown {
  return {
    id: line.id,
    rate_code: line.rateCode,
    rate_id: line.rateId,
    label: line.label,
    compound: line.compound,
    tax_total: fixed(line.taxTotal, decimals),
    shipping_tax_total: fixed(line.shippingTaxTotal, decimals),
    rate_percent: Number(line.ratePercent),
    meta_data: [],
  };
}

function viewTaxes(taxes: readonly LineTax[], decimals: number): unknown[] {
  return taxes.map((tax) => ({
    id: tax.rateId,
    total: fixed(tax.total, decimals),
    subtotal: tax.subtotal === undefined ? '' : fixed(tax.subtotal, decimals),
  }));
}

function taxSum(taxes: readonly LineTax[], store: Store, of: (tax: LineTax) => Amount = (tax) => tax.total): Amount {
  return sum(taxes.map((tax) => lineTax(of(tax), store)));
}
