import type { Check } from '../check.ts';

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
  *look(project) {
    const { connectors, layers } = project;
    for (const { value, source } of connectors.values()) {
      for (const [name, capability] of Object.entries(value.capabilities)) {
        if (!('payload_schema' in capability) || capability.payload_schema === undefined) continue;
        const at = source.place(['capabilities', name, 'payload_schema']);
        const file = layers.find(`connectors/${value.connector}/${capability.payload_schema}`);
        if (file === undefined) {
          yield {
            at,
            message: `there is no file connectors/${value.connector}/${capability.payload_schema}`,
            hint: 'write the schema, or leave `payload_schema` out',
          };
          continue;
        }
        if (file.layer === 'built-in') continue; // tested before it ships
        try {
          project.schemas.validatorOf(JSON.parse(layers.read(file)) as Record<string, unknown>);
        } catch (error) {
          yield {
            at,
            message: `${file.path} is no valid JSON Schema: ${error instanceof Error ? error.message : String(error)}`,
            hint: 'it needs an `$id` and draft 2020-12',
          };
        }
      }
    }
  },
};
