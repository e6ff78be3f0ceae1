import { readFileSync } from 'node:fs';
import { compileSync } from '../../src/map/compile/compiled-expression.ts';
import { FUNCTION_LIBRARY } from '../../src/map/functions/function-library.ts';
import { businessCentralOrder, type OrderToWrite, type Surroundings } from '../hand-written/business-central-order.ts';
import { orderDocument } from '../hand-written/order-document.ts';
import type { ShopifyOrder } from '../hand-written/shopify-order.ts';
import { shopifyOrderDocument } from '../hand-written/shopify-order-document.ts';
import { makeOrder } from '../server/make-order.ts';

/** A mapping with an input of some size. */
export interface MappingBenchmark {
  readonly mapping: string;
  readonly lines: number;
  readonly source: string;
  readonly input: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The same mapping as a program of its own. */
  readonly byHand: () => unknown;
}

const WOOCOMMERCE_OPTIONS = {
  statuses: {},
  po_number_keys: ['_po_number', 'po_number'],
  apply_for_credit_keys: ['apply_for_credit'],
  tax_exempt_keys: ['tax_exempt'],
  tax_exemption_request_keys: ['apply_for_tax_exemption'],
  tax_certificate_keys: ['tax_exemption_certificate'],
  tax_id_keys: ['_billing_vat_number', '_vat_number'],
  custom_field_keys: [],
  shipping_method_key: 'method-and-instance',
};

const BUSINESS_CENTRAL_OPTIONS = {
  local_currency: 'USD',
  time_zone: 'UTC',
  order_number_prefix: '',
  translate: [],
  shipping_account: '44100',
  fee_account: '44200',
  tip_account: '44300',
};

const SHOPIFY_OPTIONS = {
  order_lines: 100,
  order_refunds: 2,
  order_refund_lines: 12,
  erp_namespace: 'erp',
  gift_card_gateways: ['gift_card'],
  store_credit_gateways: ['shopify_store_credit'],
  apply_for_credit_keys: ['custom.apply_for_credit'],
  credit_status_keys: ['custom.credit_status'],
  tax_exemption_request_keys: ['custom.apply_for_tax_exemption'],
  tax_certificate_keys: ['custom.tax_certificate'],
  tax_id_keys: ['custom.tax_id'],
  po_required_keys: ['custom.po_required'],
  po_number_keys: ['PO number'],
};

const SIZES = [1, 10, 100];
/** Of the orders that the benchmarks make: one of a company, with a coupon. */
const ORDER = 4;

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

/** The three order mappings that carry nearly all traffic, each for orders of 1, 10 and 100 lines. */
export function mappingBenchmarks(): readonly MappingBenchmark[] {
  const fromShop = read('mappings/woocommerce/order.from.jsonata');
  const shopVariables = { options: WOOCOMMERCE_OPTIONS, needs: {} };
  const document = compileSync(fromShop, { functions: FUNCTION_LIBRARY });
  return SIZES.flatMap((lines): readonly MappingBenchmark[] => {
    const order = makeOrder(ORDER, lines);
    const written = document.evaluate(order, shopVariables);
    const shopify = shopifyOrder(lines);
    const customer = { id: '3e0f7d3c-2d0b-4a44-8f0e-7b7b7a5c0001', number: 'C10010' };
    const translate = (_table: unknown, code: unknown): unknown => code;
    const reference = (_list: unknown, key: unknown): unknown => key;
    const surroundings: Surroundings = {
      customer: customer.id,
      options: BUSINESS_CENTRAL_OPTIONS,
      translate: (_table, code) => code,
      reference: (_list, key) => key,
    };
    return [
      {
        mapping: 'mappings/woocommerce/order.from.jsonata',
        lines,
        source: fromShop,
        input: order,
        variables: shopVariables,
        byHand: () => orderDocument(order, 'shop'),
      },
      {
        mapping: 'mappings/business-central/order.to.jsonata',
        lines,
        source: read('mappings/business-central/order.to.jsonata'),
        input: written,
        variables: { options: BUSINESS_CENTRAL_OPTIONS, needs: { customer }, translate, reference },
        byHand: () => businessCentralOrder(written as OrderToWrite, surroundings),
      },
      {
        mapping: 'mappings/shopify/order.from.jsonata',
        lines,
        source: read('mappings/shopify/order.from.jsonata'),
        input: shopify,
        variables: { options: SHOPIFY_OPTIONS, needs: {} },
        byHand: () => shopifyOrderDocument(shopify),
      },
    ];
  });
}

/** The fixture with the first of its lines repeated: the mapping takes every line by itself. */
function shopifyOrder(lines: number): ShopifyOrder {
  const order = JSON.parse(read('mappings/shopify/fixtures/order-1001.json'));
  const nodes: readonly { readonly id: string }[] = order.lineItems.nodes;
  order.lineItems.nodes = Array.from({ length: lines }, (_, i) => ({
    ...structuredClone(nodes[i % nodes.length]),
    id: `gid://shopify/LineItem/${9000 + i}`,
  }));
  return order;
}
