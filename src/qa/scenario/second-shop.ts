import type { LookupTable } from '../../map/lookup-table.ts';
import type { ConnectionSettings } from '../../model/config.generated.ts';
import type { OpenShop, ShopDesk } from '../desks/shop-desk.ts';

/** A shop of the same system beside the first, as a scenario asks for it. */
export interface SecondShop {
  readonly open: OpenShop;
  /** What stands before the numbers of its orders in the ERP: both shops may count alike. */
  readonly prefix: string;
}

/** What the connections and the pipes of a second shop are called. */
export const SECOND = {
  shop: 'second-shop',
  /** The same ERP, with the prefix of the second shop. */
  erp: 'erp-of-second-shop',
  orders: 'orders-of-second-shop',
  /** From the first shop into the second. */
  pushed: 'orders-to-second-shop',
  statuses: 'order-status-of-second-shop',
  cancellations: 'cancellations-of-second-shop',
} as const;

/** The desk's connection and variables under other names: those of two shops of one system would be the same. */
export function underOtherNames({ connection, env }: Pick<ShopDesk, 'connection' | 'env'>) {
  const renamed = JSON.stringify(connection).replaceAll('${env:', '${env:SECOND_');
  return {
    connection: JSON.parse(renamed) as ShopDesk['connection'],
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [`SECOND_${name}`, value])),
  };
}

/** The ERP's connection as the second shop uses it. */
export const withPrefix = (erp: ConnectionSettings, prefix: string): ConnectionSettings => ({
  ...erp,
  options: { ...erp.options, order_number_prefix: prefix },
});

/** Tables with columns for the second shop and its ERP: their codes are those of the first. */
export const withSecondColumns = (
  lookups: readonly LookupTable[],
  { shop, erp }: { readonly shop: string; readonly erp: string },
): LookupTable[] =>
  lookups.map((table) => ({
    ...table,
    columns: [...table.columns, SECOND.shop, SECOND.erp],
    rows: table.rows.map(({ line, codes }) => ({
      line,
      codes: { ...codes, ...copied(codes, shop, SECOND.shop), ...copied(codes, erp, SECOND.erp) },
    })),
  }));

const copied = (codes: Readonly<Record<string, string>>, from: string, to: string) =>
  codes[from] === undefined ? {} : { [to]: codes[from] };
