import type { OpenShop, ShopSetUp } from './shop-side.ts';
import { openShopify } from './shopify-side.ts';
import { openWooCommerce } from './woocommerce-side.ts';

/** Every shop that the shipped pipes are tried with. A shop is its connection block, and how its people use it. */
export const PAIRED_SHOPS: readonly (readonly [string, (setUp?: ShopSetUp) => OpenShop])[] = [
  ['woocommerce', openWooCommerce],
  ['shopify', openShopify],
];
