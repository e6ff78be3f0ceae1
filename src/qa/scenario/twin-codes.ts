import { type LookupRow, type LookupTable, rowOf } from '../../map/lookup-table.ts';
import { ERP_DESKS, SHOP_DESKS } from '../desks/desk-catalogue.ts';

const TABLES = {
  'shipping-methods': 'shippingMethods',
  'payment-methods': 'paymentMethods',
  'customer-groups': 'customerGroups',
} as const;

/**
 * The project's lookup tables with rows for what the twins call their own shipping and payment methods and groups of customers, where the project
 * has no row for them: a scenario says "standard", which is a code of the twin. Rows of the project count first.
 */
export function withTwinCodes(
  lookups: readonly LookupTable[],
  shop: { readonly connection: string; readonly system: string },
  erp: { readonly connection: string; readonly system: string },
): LookupTable[] {
  const from = SHOP_DESKS[shop.system]?.codes;
  const to = ERP_DESKS[erp.system]?.codes;
  if (from === undefined || to === undefined) return [...lookups];
  return lookups.map((table) => {
    const kind = Object.entries(TABLES).find(([name]) => name === table.name)?.[1];
    if (kind === undefined || !table.columns.includes(shop.connection) || !table.columns.includes(erp.connection))
      return table;
    const missing = rowsOf(from[kind] ?? {}, to[kind] ?? {}).filter(
      ([code]) => rowOf(table, shop.connection, code) === undefined,
    );
    const rows = missing.map(
      ([code, other]): LookupRow => ({ line: 0, codes: { [shop.connection]: code, [erp.connection]: other } }),
    );
    return { ...table, rows: [...table.rows, ...rows] };
  });
}

/** Code by code, each once: where a system calls two methods alike, the first one counts. */
export function rowsOf(
  from: Readonly<Record<string, string>>,
  to: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] {
  const rows = new Map<string, string>();
  for (const [word, code] of Object.entries(from)) if (!rows.has(code)) rows.set(code, to[word] ?? '');
  return [...rows];
}
