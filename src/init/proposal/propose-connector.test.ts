import assert from 'node:assert/strict';
import test from 'node:test';
import { parse } from 'yaml';
import { BUILT_IN, sampleProject } from '../../../test/sample-project.ts';
import { checkProject } from '../../check/check-project.ts';
import { loadProject } from '../../load/load-project.ts';
import { proposeConnector } from './propose-connector.ts';

const list = (parameters: readonly string[], answer: unknown) => ({
  get: {
    parameters: parameters.map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
    responses: { '200': { content: { 'application/json': { schema: answer } } } },
  },
});

const record = {
  type: 'object',
  properties: { id: { type: 'string' }, number: { type: 'string' }, parent: { $ref: '#/components/schemas/Order' } },
};

function propose(paths: unknown, more: object = {}) {
  const value = { openapi: '3.1.0', paths, components: { schemas: { Order: record } }, ...more };
  const { files, questions, leftOut } = proposeConnector({
    name: 'acme',
    title: 'Acme',
    role: 'erp',
    openapi: { value, file: 'acme.json' },
  });
  return { files, questions, leftOut, connector: parse(files.get('connectors/acme/connector.yaml') ?? '') };
}

const orders = { type: 'array', items: { $ref: '#/components/schemas/Order' } };

async function findings(files: ReadonlyMap<string, string>) {
  using project = sampleProject({
    ...Object.fromEntries(files),
    'pipewright.yaml':
      'project: sample\nconnections:\n  erp: { connector: acme, url: "https://erp.example.com", credentials: { token: "${env:TOKEN}" } }\n',
  });
  return await checkProject(loadProject({ root: project.root, builtIn: BUILT_IN }), { cases: false });
}

test('without a document everything is a question, and `check` tells each of them and nothing else', async () => {
  const { files, questions } = proposeConnector({ name: 'acme', title: 'Acme', role: 'erp' });
  assert.equal(questions.length, 3);
  assert.deepEqual(
    (await findings(files)).map(({ code, severity }) => `${code} ${severity}`),
    ['CONNECTOR407 warning', 'CONNECTOR407 warning', 'CONNECTOR407 warning'],
  );
});

test('what a document tells passes `check`, a record that holds itself included', async () => {
  const { files, questions } = propose({ '/orders': list([], orders) });
  const told = await findings(files);
  assert.deepEqual(
    told.filter(({ code }) => code !== 'CONNECTOR407'),
    [],
  );
  assert.equal(told.length, questions.length);
});

test('paging is taken from the parameters: pages, offsets, cursors, or none', () => {
  const page = { type: 'object', properties: { data: orders, next_cursor: { type: 'string' } } };
  const styleOf = (parameters: readonly string[], answer: unknown) =>
    propose({ '/orders': list(parameters, answer) }).connector.operations['list-orders'].paging;
  assert.deepEqual(styleOf(['page', 'per_page'], orders), { style: 'page-number', first: 1, size: 100 });
  assert.deepEqual(styleOf(['offset', 'limit'], orders), { style: 'offset', size: 100 });
  assert.deepEqual(styleOf(['cursor', 'limit'], page), { style: 'cursor', size: 100, next: 'next_cursor' });
  assert.equal(styleOf([], orders), undefined);
});

test('a write without a field to find it by is never repeated by itself, and that is a question', () => {
  const answer = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } };
  const { connector, questions } = propose({
    '/orders': { ...list([], orders), post: { requestBody: answer, responses: { '201': answer } } },
  });
  assert.equal(connector.capabilities['order.write'].idempotency.strategy, 'none');
  assert.ok(questions.some(({ at }) => at === 'capabilities.order.write'));
});

test('collections that are no document are told', () => {
  assert.deepEqual(propose({ '/weather': list([], orders), '/orders': list([], orders) }).leftOut, ['/weather']);
});

test('what is no OpenAPI 3, and a reference to another file, are refused', () => {
  assert.throws(() => propose({}, { openapi: undefined, swagger: '2.0' }), { code: 'USAGE', message: /no OpenAPI 3/ });
  const elsewhere = { type: 'array', items: { $ref: 'order.yaml' } };
  assert.throws(() => propose({ '/orders': list([], elsewhere) }), { code: 'USAGE', message: /bundle the document/ });
});
