import type { LookupTable } from '../../map/lookup-table.ts';
import { ERP_DESKS, SHOP_DESKS } from '../desks/desk-catalogue.ts';

const TABLES = {
  'shipping-methods': 'shippingMethods',
  'payment-methods': 'paymentMethods',
  'customer-groups': 'customerGroups',
} as const;

/**
 * The project's lookup tables as they are between twins: what a twin calls its own shipping and payment methods and groups of
 * customers becomes what the other one calls them. Where the project has a row for a code of the shop's twin, that row stays
 * and leads to the code of the ERP's twin, which knows none of the project's company; where it has none, there is one more.
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
    const rows = [...table.rows];
    for (const [code, other] of rowsOf(from[kind] ?? {}, to[kind] ?? {})) {
      const known = rows.findLastIndex(({ codes }) => codes[shop.connection] === code);
      const row = rows[known];
      // A row that names nothing in the ERP says that the project has no translation.
      if (row?.codes[erp.connection] === '') continue;
      const codes = { ...row?.codes, [shop.connection]: code, [erp.connection]: other };
      if (row === undefined) rows.push({ line: 0, codes });
      else rows[known] = { line: row.line, codes };
    }
    return { ...table, rows };
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
