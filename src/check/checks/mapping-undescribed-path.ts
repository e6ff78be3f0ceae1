import type { Check } from '../check.ts';
import { mappingProblems } from '../mapping-problems.ts';

const CONNECTOR = `format: 1
connector: tiny
title: Tiny
role: shop
protocol: rest
auth: [{ name: key, kind: bearer, token: token }]
operations:
  list-categories: { path: /categories, evidence: { level: assumption, source: sample } }
capabilities:
  category.read:
    read: list-categories
    key: $string(id)
    cursor: { kind: scan }
    read_schema: category.read.schema.json
`;

const SCHEMA =
  '{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.com/tiny/category.read.schema.json", "type": "object", "required": ["id", "title"], "properties": { "id": { "type": "string", "minLength": 1 }, "title": { "type": "string", "minLength": 1 } } }';

const PIPE = 'pipe: mine\nfrom: { connection: tiny, read: category }\nto: { connection: shop, write: category }\n';

const PROJECT = `project: sample
connections:
  tiny: { connector: tiny, url: https://tiny.example.com, credentials: { token: "\${env:TINY}" } }
  shop:
    connector: woocommerce
    url: https://shop.example.com
    credentials: { consumer_key: "\${env:WOO_KEY}", consumer_secret: "\${env:WOO_SECRET}" }
`;

const sample = (mapping: string): Record<string, string> => ({
  'pipewright.yaml': PROJECT,
  'connectors/tiny/connector.yaml': CONNECTOR,
  'connectors/tiny/category.read.schema.json': SCHEMA,
  'pipes/mine.yaml': PIPE,
  'mappings/tiny/category.from.jsonata': mapping,
});

export const undescribedPath: Check = {
  code: 'MAPPING602',
  severity: 'warning',
  summary: 'A path of a mapping names members that the read schema of the system describes.',
  bad: sample('{ "origin": { "system": "tiny", "id": id }, "code": id, "deleted": false, "name": tilte }'),
  good: sample('{ "origin": { "system": "tiny", "id": id }, "code": id, "deleted": false, "name": title }'),
  look: (project) => mappingProblems(project, 'undescribed-path'),
};
