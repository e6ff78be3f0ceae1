import type { Check } from '../check.ts';
import { expectedOf, fits } from '../option-value.ts';

const CONNECTOR = (groups: string) => `format: 1
connector: tiny
title: Tiny
role: shop
protocol: rest
options:
  groups: { type: array, default: ${groups}, description: Ids of the groups that are read. }
auth: [{ name: key, kind: bearer, token: token }]
operations:
  list-customers: { path: /customers, evidence: { level: assumption, source: sample } }
capabilities:
  customer.read: { read: list-customers, key: id, cursor: { kind: scan } }
`;

export const connectorOptionValues: Check = {
  code: 'CONNECTOR402',
  severity: 'error',
  summary: 'What a connector gives as default and as examples of an option is what the option takes.',
  bad: { 'connectors/tiny/connector.yaml': CONNECTOR('[4, 7]') },
  good: { 'connectors/tiny/connector.yaml': CONNECTOR('["4", "7"]') },
  *look({ connectors }) {
    for (const { value, source } of connectors.values()) {
      for (const [option, declared] of Object.entries(value.options)) {
        const given = [
          ...(declared.default === undefined ? [] : [{ path: ['default'], each: declared.default }]),
          ...(declared.examples ?? []).map((each, index) => ({ path: ['examples', index], each })),
        ];
        for (const { path, each } of given) {
          if (fits(each, declared)) continue;
          yield {
            at: source.place(['options', option, ...path]),
            message: `${option} must be ${expectedOf(declared)}, not ${JSON.stringify(each)}`,
            hint: 'correct the value, or the type of the option',
          };
        }
      }
    }
  },
};
