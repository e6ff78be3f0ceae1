import type { CompiledLimit } from '../compiled-connector.ts';
import { concurrencyLimit } from './concurrency.ts';
import { costLimit } from './cost.ts';
import type { Limit } from './limit.ts';
import { tokenBucketLimit } from './token-bucket.ts';

type Makers = { readonly [K in CompiledLimit['kind']]: (rule: Extract<CompiledLimit, { kind: K }>) => Limit };

const MAKERS: Makers = {
  'token-bucket': ({ requests, perMs, burst }) => tokenBucketLimit(requests, perMs, burst),
  concurrency: ({ most }) => concurrencyLimit(most),
  cost: costLimit,
};

/** The connector's limits, and the connection's own on calls at once where it sets one. */
export function limitsOf(rules: readonly CompiledLimit[], concurrency: number | undefined): readonly Limit[] {
  const limits = rules.map((rule) => (MAKERS[rule.kind] as (rule: CompiledLimit) => Limit)(rule));
  return concurrency === undefined ? limits : [...limits, concurrencyLimit(concurrency)];
}
