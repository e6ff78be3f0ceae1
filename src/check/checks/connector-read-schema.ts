import type { Check } from '../check.ts';
import { namedSchemas } from '../named-schemas.ts';

const CONNECTOR = `format: 1
connector: tiny
title: Tiny
role: erp
protocol: rest
auth: [{ name: key, kind: bearer, token: token }]
operations:
  list-customers: { path: /customers, evidence: { level: assumption, source: sample } }
capabilities:
  customer.read:
    read: list-customers
    key: $string(id)
    cursor: { kind: scan }
    read_schema: customer.read.schema.json
`;

export const connectorReadSchema: Check = {
  code: 'CONNECTOR406',
  severity: 'error',
  summary: 'The read schema that a connector names is there and is a JSON Schema.',
  bad: {
    'connectors/tiny/connector.yaml': CONNECTOR,
    'connectors/tiny/customer.read.schema.json':
      '{ "$id": "https://example.com/tiny/customer.read.schema.json", "type": "text" }',
  },
  good: {
    'connectors/tiny/connector.yaml': CONNECTOR,
    'connectors/tiny/customer.read.schema.json':
      '{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.com/tiny/customer.read.schema.json", "type": "object", "required": ["id"], "properties": { "id": { "type": "integer" } } }',
  },
  look: (project) => namedSchemas(project, 'read_schema'),
};
