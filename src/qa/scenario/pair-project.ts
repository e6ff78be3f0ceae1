import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ERP_DESKS, SHOP_DESKS } from '../desks/desk-catalogue.ts';
import type { ErpDesk } from '../desks/erp-desk.ts';
import type { ShopDesk } from '../desks/shop-desk.ts';
import { rowsOf } from './twin-codes.ts';

/** A shop and an ERP by the names of their systems: what a scenario is told for. */
export interface PairName {
  readonly shop: string;
  readonly erp: string;
}

export const pairText = ({ shop, erp }: PairName): string => `${shop} → ${erp}`;

const SHIPPED_PIPES = [
  'categories',
  'products',
  'customers',
  'orders',
  'order-cancellations',
  'shipments',
  'invoices',
  'inventory',
] as const;

const written = new Map<string, string>();

/**
 * The folder of a project that connects two systems by the shipped pipes, as `init` would leave it with its codes filled
 * in. It is written once into `scratch`, whose owner removes it: a worker plays hundreds of scenarios in it.
 */
export function pairProject(shop: ShopDesk, erp: ErpDesk, scratch: string): string {
  const name = pairText({ shop: shop.system, erp: erp.system });
  const known = written.get(`${scratch} ${name}`);
  if (known !== undefined) return known;
  const root = mkdtempSync(join(scratch, 'pair-'));
  written.set(`${scratch} ${name}`, root);
  const connections = { shop: shop.connection, erp: erp.connection };
  writeFileSync(
    join(root, 'pipewright.yaml'),
    stringify({ format: 1, project: 'pair', pipes: SHIPPED_PIPES, connections }),
  );
  mkdirSync(join(root, 'lookups'));
  const shopCodes = SHOP_DESKS[shop.system]?.codes;
  const erpCodes = ERP_DESKS[erp.system]?.codes;
  if (shopCodes === undefined || erpCodes === undefined) throw new Error(`no desks for ${name}`);
  writeFileSync(
    join(root, 'lookups/shipping-methods.csv'),
    table(rowsOf(shopCodes.shippingMethods, erpCodes.shippingMethods)),
  );
  writeFileSync(
    join(root, 'lookups/payment-methods.csv'),
    table(rowsOf(shopCodes.paymentMethods, erpCodes.paymentMethods)),
  );
  return root;
}

const table = (rows: readonly (readonly [string, string])[]): string =>
  `shop,erp\n${rows.map(([from, to]) => `${from},${to}\n`).join('')}`;
