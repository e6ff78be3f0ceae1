import type { CassetteExchange } from '../../model/config.generated.ts';

/** One exchange of a scenario, as it took place with each partner that had it. */
export type AlignedExchange = ReadonlyMap<string, CassetteExchange>;

/**
 * Puts recordings of one scenario side by side: the same step of the flow in one row. What the same step is, is told by
 * method, path and query without the values in them, in the order of the recordings.
 */
export function alignExchanges(
  recordings: readonly (readonly [partner: string, exchanges: readonly CassetteExchange[]])[],
): AlignedExchange[] {
  let rows: { readonly shape: string; readonly exchanges: Map<string, CassetteExchange> }[] = [];
  for (const [partner, exchanges] of recordings) {
    const shapes = exchanges.map(shapeOf);
    const merged: typeof rows = [];
    let row = 0;
    let next = 0;
    for (const [rowAt, nextAt] of [
      ...commonOrder(
        rows.map(({ shape }) => shape),
        shapes,
      ),
      [rows.length, exchanges.length] as const,
    ]) {
      merged.push(...rows.slice(row, rowAt));
      for (; next < nextAt; next += 1) merged.push(rowOf(partner, exchanges[next], shapes[next]));
      const shared = rows[rowAt];
      const exchange = exchanges[nextAt];
      if (shared !== undefined && exchange !== undefined) {
        shared.exchanges.set(partner, exchange);
        merged.push(shared);
      }
      row = rowAt + 1;
      next = nextAt + 1;
    }
    rows = merged;
  }
  return rows.map(({ exchanges }) => exchanges);
}

function rowOf(partner: string, exchange: CassetteExchange | undefined, shape: string | undefined) {
  return {
    shape: shape ?? '',
    exchanges: new Map(exchange === undefined ? [] : [[partner, exchange] as const]),
  };
}

/** What is asked for, without saying of which record. */
function shapeOf({ request, response, failure }: CassetteExchange): string {
  const { method, path = '', query = {}, json } = request;
  const graphql = typeof json === 'object' && json !== null && 'query' in json ? String(json.query) : '';
  const words = path.split('/').map((part) => part.replace(/\(.*\)$/, '()').replace(/^.*\d.*$/, '#'));
  return [
    request.sign_in === true,
    method,
    words.join('/'),
    Object.keys(query).sort().join(),
    graphql,
    response === undefined ? failure : 'answered',
  ].join(' ');
}

/** The longest common subsequence of two lists, as pairs of places. */
function commonOrder(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row !== undefined) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
