import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileConnector } from './compile-connector.ts';
import { GIVEN } from './known-variables.ts';
import { connectorFile, testConnector, type WrittenConnector } from './testing/test-connector.ts';

const problemsOf = (written: WrittenConnector) =>
  compileConnector(connectorFile(written)).problems.map(({ path, message }) => `${path.join('.')}: ${message}`);

test('every mistake is told in one run, with its place in the file', () => {
  const problems = problemsOf({
    base_path: '/{$options.',
    operations: {
      list: { path: 'orders', result: 'a[', paging: { style: 'cursor', size: 1, next: ')' } },
      query: { graphql: 'query { a }' },
    },
    references: { terms: { operation: 'nothing', key: 'code', value: '(' } },
    capabilities: {
      'order.read': {
        read: 'lists',
        key: '$',
        cursor: {
          kind: 'timestamp',
          field: 'x',
          zone: 'Europe/Nowhere',
          overlap: '2m',
          write_as: 'iso',
          ascending: false,
        },
      },
      'order.find': { find: ['list', 'other'], same: '}', id: 'id' },
      'order.write': {
        idempotency: { strategy: 'find-first', reason: 'r' },
        find: 'orders.find',
        references: ['units'],
        absent: 'hold',
        create: [
          { name: 'a', operation: 'list', repeat: 'never' },
          { name: 'a', operation: 'gone', repeat: 'never', when: '"' },
        ],
      },
      'stock.write': { find: ['list'], same: 'true', id: 'id' },
    },
    probe: { operation: 'ping', expect: 'true' },
    checklist: { order: { 'ORD-01': '[' } },
  });
  const places = problems.map((problem) => problem.split(': ')[0]).sort();
  assert.deepEqual(places, [
    'base_path',
    'capabilities.order.find.find.1',
    'capabilities.order.find.same',
    'capabilities.order.read.cursor.zone',
    'capabilities.order.read.read',
    'capabilities.order.write.create.1.name',
    'capabilities.order.write.create.1.operation',
    'capabilities.order.write.create.1.when',
    'capabilities.order.write.find',
    'capabilities.order.write.idempotency.strategy',
    'capabilities.order.write.references.0',
    'capabilities.order.write.result',
    'capabilities.stock.write',
    'checklist.order.ORD-01',
    'operations.list.paging.next',
    'operations.list.path',
    'operations.list.result',
    'operations.query.graphql',
    'probe.operation',
    'references.terms.operation',
    'references.terms.value',
  ]);
  assert.ok(problems.includes('capabilities.order.read.read: there is no operation "lists"; there are list, query'));
});

test('a mistake in an expression keeps its position', () => {
  const { problems } = compileConnector(connectorFile({ operations: { list: { path: '/o', result: 'a.b[' } } }));
  assert.equal(problems[0]?.error?.code, 'S0203');
  assert.equal(typeof problems[0]?.error?.position, 'number');
});

test('a window needs a list in order of change time', () => {
  const paging = { style: 'page-number', first: 1, size: 2, window: true } as const;
  const problems = problemsOf({
    operations: { list: { path: '/o', paging } },
    capabilities: { 'order.read': { read: 'list', key: 'id', cursor: { kind: 'scan', zone: 'UTC' } } },
  });
  assert.match(problems[0] ?? '', /^capabilities\.order\.read\.cursor: .*ascending/);
});

test('what a GraphQL connector needs, and what says that a call only reads', () => {
  assert.match(problemsOf({ protocol: 'graphql', operations: { a: {} } })[0] ?? '', /needs `graphql`/);
  const operations = {
    query: { graphql: 'query A { mutation: order { id } }' },
    short: { graphql: '{ orders { id } }' },
    change: { graphql: 'fragment F on Order { id }\nmutation B { cancel { id } }' },
  };
  const compiled = testConnector({ protocol: 'graphql', operations }).operations;
  assert.deepEqual(
    [...compiled.values()].map(({ onlyReads }) => onlyReads),
    [true, true, false],
  );
});

test('a capability says to the engine what it must know', () => {
  const { writes } = testConnector({
    operations: { put: { method: 'PUT', path: '/o' } },
    capabilities: {
      'stock.write': {
        idempotency: { strategy: 'upsert', reason: 'r' },
        references: [],
        absent: 'skip',
        update: [
          { name: 'a', operation: 'put', repeat: 'safe' },
          { name: 'b', operation: 'put', repeat: 'never' },
        ],
      },
    },
  });
  assert.deepEqual(writes.get('stock.write')?.capability, {
    name: 'stock.write',
    strategy: 'upsert',
    canFind: false,
    canCreate: false,
    canUpdate: true,
    revises: false,
    createSteps: [],
    repeatableUpdate: false,
    whenAbsent: 'skip',
    references: [],
  });
});

test('a variable that nobody gives is told, with what there is: JSONata would have nothing for it', () => {
  const problems = problemsOf({
    // biome-ignore-start lint/suspicious/noThenProperty: rows of a verdict table are written so
    verdicts: [
      { status: 409, when: "$contains($text, 'locked')", then: 'retry' },
      { status: 400, when: '$payload.number = number', then: 'look-up' },
    ],
    // biome-ignore-end lint/suspicious/noThenProperty: as above
    errors: { code: 'error.code', message: '$key & error.message' },
    operations: {
      list: {
        path: '/orders/{$paylod.id}',
        query: { since: '{$since}', page: '{$page.number}' },
        result: 'rows[store = $options.store and id = $key]',
        body: '($one := $payload.lines[0]; $map($one.parts, function($part) { $part.id & $uppercase($one.sku) & $lines }))',
        evidence: { level: 'assumption', source: 'a sample' },
      },
    },
  });
  assert.deepEqual(problems.toSorted(), [
    'errors.message: $key has no value here: there is nothing but the answer',
    `operations.list.body: $lines has no value here: there is ${GIVEN.map((name) => `$${name}`).join(', ')}`,
    'operations.list.path: $paylod has no value here: did you mean $payload?',
    'operations.list.result: $key has no value here: there is $options',
    'verdicts.1.when: $payload has no value here: there is $text',
  ]);
});
