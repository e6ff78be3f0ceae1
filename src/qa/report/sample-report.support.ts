import { sampleVerification } from '../verification/sample-verification.support.ts';
import type { ScenarioRun } from '../verification/scenario-run.ts';
import { scenariosLeftOut, verifiedScenarios } from '../verification/verified-scenarios.ts';
import type { ReportContent } from './report-content.ts';

const SOURCE = '{\n  "kind": guest ? "guest" : "account"\n}';

/** A small report with one of everything; `name` stands wherever a user may name something. */
export function sampleReport(name = ''): ReportContent {
  const file = `features/orders${name}.feature`;
  const scenario = {
    name: `A coupon on the whole order${name}`,
    file,
    line: 4,
    pipes: ['orders'],
    fixtures: [`features/cassettes/woocommerce/coupon${name}.yaml`],
  };
  const scenarios: ScenarioRun[] = [
    {
      ...scenario,
      pair: `woocommerce → business-central${name}`,
      verdict: 'passed',
      tags: ['@ORD-07', '@M09'],
    },
    {
      ...scenario,
      pair: `shopify → business-central${name}`,
      verdict: 'failed',
      tags: ['@ORD-07', '@M09'],
      failure: `expected the discount 10.00, got nothing\npath lines[0].discountAmount${name}`,
    },
  ];
  return {
    verification: sampleVerification({
      project: `acme${name}`,
      verdict: 'blocked',
      hash: `a1b2c3${'0'.repeat(58)}`,
      files: { [`pipes/orders${name}.yaml`]: 'f'.repeat(64) },
      stages: [
        { stage: 'check', verdict: 'passed', summary: '8 pipes, 0 errors', blocking: [] },
        {
          stage: 'features',
          verdict: 'blocked',
          summary: '2 scenarios over 2 pairs, 1 failed',
          blocking: [`ORD-07 fails: ${scenario.name}`],
        },
        {
          stage: 'failure-packs',
          verdict: 'blocked',
          summary: '14 variants over 2 pairs',
          details: [`woocommerce → business-central: 9 variants${name}`, 'shopify → business-central: 5 variants'],
          blocking: [`reply lost${name}`],
        },
        { stage: 'coverage', verdict: 'passed', summary: '98.1 % ran', blocking: [] },
        { stage: 'mutation', verdict: 'left-out', summary: 'not asked for', blocking: [] },
      ],
      items: [
        { id: 'ORD-07', verdict: 'failed' },
        { id: 'ORD-08', verdict: 'missing' },
        { id: 'INV-04', verdict: 'pending', reason: `no list of who asked${name}` },
        { id: 'CUS-05', verdict: 'waived', reason: `nobody is exempt (Jo${name})` },
        { id: 'CUS-04', verdict: 'not-applicable' },
        { id: 'M09', verdict: 'failed' },
      ],
      scenarios: verifiedScenarios(scenarios, [], '2026-03-02T09:00:00.000Z'),
      not_played: scenariosLeftOut([
        {
          name: 'A wish',
          file,
          pair: 'woocommerce → business-central',
          tags: ['@CUS-04'],
          reason: `no field for it${name}`,
          stoodFor: false,
        },
      ]),
    }),
    scenarios,
    coverage: [
      {
        file: `mappings/acme/kind${name}.jsonata`,
        total: 40,
        covered: 39,
        missed: [{ line: 2, column: 20, what: 'other branch' }],
      },
      { file: 'mappings/acme/all.jsonata', total: 10, covered: 10, missed: [] },
    ],
    mutation: [
      {
        kind: 'mapping',
        file: `mappings/acme/kind${name}.jsonata`,
        mutants: 20,
        survivors: [
          {
            line: 2,
            column: 30,
            says: `"account" → "account~"${name}`,
            items: ['ORD-07'],
          },
        ],
      },
    ],
    signed: [{ name: `Jo Doe${name}`, at: '2026-03-03T09:00:00.000Z', remarks: '', hash: `a1b2c3${'0'.repeat(58)}` }],
    sourceOf: () => SOURCE,
  };
}
