import type { Check } from '../check.ts';
import { namedSchemas } from '../named-schemas.ts';

const CONNECTOR = `format: 1
connector: tiny
title: Tiny
role: erp
protocol: rest
auth: [{ name: key, kind: bearer, token: token }]
operations:
  put-customer: { method: PUT, path: "/customers/{$key}", body: $payload, evidence: { level: assumption, source: sample } }
capabilities:
  customer.write:
    idempotency: { strategy: upsert, reason: PUT by our own key }
    create: [{ name: customer, operation: put-customer, repeat: safe, keep: "{ 'id': id }" }]
    result: { id: customer.id }
    payload_schema: customer.write.schema.json
`;

export const connectorPayloadSchema: Check = {
  code: 'CONNECTOR405',
  severity: 'error',
  summary: 'The payload schema that a connector names is there and is a JSON Schema.',
  bad: { 'connectors/tiny/connector.yaml': CONNECTOR },
  good: {
    'connectors/tiny/connector.yaml': CONNECTOR,
    'connectors/tiny/customer.write.schema.json':
      '{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://pipewright.dev/connectors/tiny/customer.write.schema.json", "type": "object" }',
  },
  look: (project) => namedSchemas(project, 'payload_schema'),
};
