import { compileConnector } from '../../connector/compile-connector.ts';
import type { Check } from '../check.ts';

const CONNECTOR = (operation: string) => `format: 1
connector: tiny
title: Tiny
role: shop
protocol: rest
auth: [{ name: key, kind: bearer, token: token }]
operations:
  list-customers: { path: /customers, evidence: { level: assumption, source: sample } }
capabilities:
  customer.read: { read: ${operation}, key: id, cursor: { kind: scan } }
`;

export const connectorReference: Check = {
  code: 'CONNECTOR401',
  severity: 'error',
  summary: 'The expressions of a connector are valid, and the operations and capabilities that it names exist.',
  bad: { 'connectors/tiny/connector.yaml': CONNECTOR('list-customer') },
  good: { 'connectors/tiny/connector.yaml': CONNECTOR('list-customers') },
  *look({ connectors }) {
    for (const { file, value, source } of connectors.values()) {
      if (file.layer === 'built-in') continue; // tested before it ships
      for (const { path, message } of compileConnector(value).problems)
        yield { at: source.place(path), message, hint: 'correct it in the connector' };
    }
  },
};
