/** A connector with one thing wrong breaks exactly the law that is about it. */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { BUILT_IN, sampleFolder } from '../../../test/sample-project.ts';
import { loadProject } from '../../load/load-project.ts';
import { holdToLaws } from './hold-to-laws.ts';
import { openProjectSubject } from './open-subject.ts';
import type { WriteSample } from './write-laws.ts';

const CONNECTOR = `format: 1
connector: tiny
title: Tiny
role: erp
protocol: rest
auth: [{ name: key, kind: bearer, token: token }]
operations:
  list-customers:
    path: /customers
    query: { page: "{$page.number}" }
    paging: { style: page-number, size: 2 }
    evidence: { level: captured, source: this test }
  find-customer: { path: /customers, query: { email: "{$payload.email}" }, evidence: { level: captured, source: this test } }
  create-customer: { method: POST, path: /customers, body: $payload, evidence: { level: captured, source: this test } }
capabilities:
  customer.read:
    read: list-customers
    key: $string(id)
    cursor: { kind: scan, field: changed }
    read_schema: customer.read.schema.json
  customer.find: { find: [find-customer], same: email = $payload.email, id: $string(id) }
  customer.write:
    idempotency: { strategy: find-first, reason: "the mail address is looked for before every create" }
    find: customer.find
    create: [{ name: customer, operation: create-customer, keep: "{ 'id': $string(id) }" }]
    result: { id: customer.id }
checklist: { customer: { CUS-02: email } }
`;

const SCHEMA = JSON.stringify({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://example.com/tiny/customer.read.schema.json',
  type: 'object',
  required: ['id', 'email'],
  properties: { id: { type: 'integer' }, email: { type: 'string' } },
});

interface Habits {
  /** Told as the time of every change. */
  readonly changed?: string;
  /** Whether the filter by mail address is heard. */
  readonly filters?: boolean;
}

/** Three customers over HTTP, two a page. */
async function serve({ changed = '2026-01-05T09:00:00Z', filters = true }: Habits) {
  const customers = [1, 2, 3].map((id) => ({ id, email: `c${id}@example.com`, changed }));
  const answer = (request: IncomingMessage, response: ServerResponse, body: string) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    response.setHeader('content-type', 'application/json');
    if (request.method === 'POST') {
      const made = { ...(JSON.parse(body) as { email: string }), id: customers.length + 1, changed };
      customers.push(made);
      return response.writeHead(201).end(JSON.stringify(made));
    }
    const email = url.searchParams.get('email');
    if (email !== null)
      return response.end(JSON.stringify(filters ? customers.filter((each) => each.email === email) : []));
    const page = Number(url.searchParams.get('page'));
    return response.end(JSON.stringify(customers.slice((page - 1) * 2, page * 2)));
  };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => answer(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, customers, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const SAMPLE: WriteSample = { capability: 'customer.write', payload: { email: 'new@example.com' }, document: {} };

async function broken(connector: string, habits: Habits = {}, schema = SCHEMA) {
  const { server, url, customers } = await serve(habits);
  using folder = sampleFolder({
    'connectors/tiny/connector.yaml': connector,
    'connectors/tiny/customer.read.schema.json': schema,
    'pipewright.yaml': `project: laws\nconnections:\n  erp: { connector: tiny, url: "${url}", credentials: { token: "\${env:TOKEN}" } }\n`,
  });
  const subject = openProjectSubject(loadProject({ root: folder.root, builtIn: BUILT_IN }), 'erp', { TOKEN: 't' });
  try {
    const results = await holdToLaws(subject, [SAMPLE]);
    return {
      laws: results.filter(({ verdict }) => verdict === 'broken').map(({ law }) => law),
      kept: results.filter(({ verdict }) => verdict === 'kept').length,
      made: customers.length - 3,
    };
  } finally {
    await subject.close();
    server.close();
  }
}

test('a connector without a mistake keeps all laws, and its write made one document', async () => {
  const { laws, kept, made } = await broken(CONNECTOR);
  assert.deepEqual(laws, []);
  assert.equal(made, 1);
  assert.ok(kept >= 20, `${kept} laws were held up`);
});

test('paging that asks for the same page again and again', async () => {
  const { laws } = await broken(CONNECTOR.replace('{$page.number}', '1'));
  assert.ok(laws.includes('reading pages through and ends'), laws.join());
});

test('a record that is not as the read schema says', async () => {
  const { laws } = await broken(CONNECTOR, {}, SCHEMA.replace('"integer"', '"string"'));
  assert.deepEqual(laws, ['records are as the read schema says']);
});

test('a local time that is read as UTC', async () => {
  const { laws } = await broken(CONNECTOR, { changed: new Date(Date.now() + 2 * 3_600_000).toISOString() });
  assert.deepEqual(laws, ['times of change are instants that have passed']);
});

test('a throttled write that the verdicts give up', async () => {
  const { laws } = await broken(`${CONNECTOR}verdicts: [{ status: [429], then: reject }]\n`);
  assert.deepEqual(laws, ['a 429 is waited out', 'a write that is throttled is sent again']);
});

test('a look-up that finds nothing', async () => {
  const { laws } = await broken(CONNECTOR, { filters: false });
  assert.deepEqual(laws, ['a write whose answer got lost is looked up and found']);
});

test('a source that is none, a reason that is none, an item that there is not', async () => {
  const { laws } = await broken(
    CONNECTOR.replace('source: this test', 'source: me')
      .replace('the mail address is looked for before every create', 'because')
      .replace('CUS-02', 'CUS-42'),
  );
  assert.deepEqual(laws, [
    'every operation says where it is known from',
    'every write says why a repeat of it is safe',
    'the checklist names items that there are',
  ]);
});
