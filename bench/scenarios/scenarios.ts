import type { Benchmark } from '../measure/benchmark.ts';
import { runChild } from '../measure/run-child.ts';

/** A shop and an ERP of each kind: REST, GraphQL, OData, SuiteQL, files. */
const PAIRS = ['woocommerce → netsuite', 'shopify → business-central', 'magento → distribution-one'];

type Rounds = readonly [Round, Round];

interface Round {
  readonly scenarios: number;
  readonly failed: number;
  readonly cpuMs: number;
}

/** What a scenario costs: in a new process, which loads and compiles everything, and in one that has played the pair before. */
export const scenarios: Benchmark = {
  name: 'scenarios',
  summary: 'processor time of a scenario of features/, between twins in one thread',
  run: async (say) => {
    const found: { pair: string; scenarios: number; failed: number; firstMs: number; warmMs: number }[] = [];
    for (const pair of PAIRS) {
      const [first, warm] = await runChild<Rounds>(new URL('./scenario-task.ts', import.meta.url), pair);
      const each = ({ cpuMs, scenarios: count }: Round) => Math.round((cpuMs / count) * 10) / 10;
      const { scenarios: count, failed } = warm;
      found.push({ pair, scenarios: count, failed, firstMs: each(first), warmMs: each(warm) });
      say(`  ${pair}: ${each(first)} ms a scenario, ${each(warm)} ms when played again`);
    }
    return {
      figures: { pairs: found },
      text: [
        'Processor ms a scenario, everything included: twins, ledger, pipes, Cucumber.',
        '',
        '| pair | scenarios | failed | in a new process | played again |',
        '|---|---:|---:|---:|---:|',
        ...found.map(
          ({ pair, scenarios: count, failed, firstMs, warmMs }) =>
            `| ${pair} | ${count} | ${failed} | ${firstMs} | ${warmMs} |`,
        ),
      ].join('\n'),
    };
  },
};
