import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { compileExpression } from '../../src/map/expression.ts';
import type { LookupTable } from '../../src/map/lookup-table.ts';

/** A record in its system’s own words, and where the connector says that each checklist item stands in it. */
export interface Side {
  readonly paths: Readonly<Record<string, string>>;
  readonly native: unknown;
}

export type Differences = Readonly<Record<string, { readonly shop: unknown; readonly erp: unknown }>>;

/** Methods have other names in the ERP: which table says so. */
const TRANSLATED: Readonly<Record<string, string>> = {
  'ORD-05.method': 'shipping-methods',
  'ORD-09.method': 'payment-methods',
};

/**
 * Asks both records the same questions, neither through a mapping, and yields the items with different answers. An item
 * that only one of the two knows is not asked; fails when there is none that both know.
 */
export async function differences(shop: Side, erp: Side, lookups: readonly LookupTable[]): Promise<Differences> {
  const items = Object.keys(shop.paths).filter((item) => item in erp.paths);
  assert.ok(items.length > 0, 'the two connectors have no checklist item in common');
  const found: Record<string, { readonly shop: unknown; readonly erp: unknown }> = {};
  for (const item of items) {
    const here = inErpWords(item, await answer(shop, item), lookups);
    const there = await answer(erp, item);
    if (!isDeepStrictEqual(here, there)) found[item] = { shop: here, erp: there };
  }
  return found;
}

function inErpWords(item: string, value: unknown, lookups: readonly LookupTable[]): unknown {
  const table = TRANSLATED[item];
  if (table === undefined || value === undefined) return value;
  const row = lookups.find(({ name }) => name === table)?.rows.find(({ codes }) => codes.shop === value);
  return row?.codes.erp ?? assert.fail(`${table} has no "${String(value)}"`);
}

/** JSONata’s lists carry hidden marks that comparison would see; an empty text and nothing are the same answer. */
async function answer({ paths, native }: Side, item: string): Promise<unknown> {
  const value = compileExpression(paths[item] ?? '').evaluate(native);
  return value === undefined || value === null || value === '' ? undefined : JSON.parse(JSON.stringify(value));
}
