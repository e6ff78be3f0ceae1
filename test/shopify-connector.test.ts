/** What the Shopify connector really sends, against a server on 127.0.0.1 that answers in the shapes of Admin API 2026-04. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type DocumentNode, Kind, parse as parseGraphql, type SelectionSetNode } from 'graphql';
import { parse } from 'yaml';
import { compileConnector } from '../src/connector/compile-connector.ts';
import { fillDefaults } from '../src/load/fill-defaults.ts';
import { compileExpression } from '../src/map/expression.ts';
import type { ConnectorFile } from '../src/model/config.generated.ts';
import { pathText, SchemaRegistry } from '../src/validate/schema-registry.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const schema = JSON.parse(readFileSync(join(ROOT, 'schemas/config/connector.schema.json'), 'utf8'));
const written: unknown = parse(readFileSync(join(ROOT, 'connectors/shopify/connector.yaml'), 'utf8'));
const file = fillDefaults(written, schema, schema.$id, (id) =>
  id === schema.$id ? schema : undefined,
) as ConnectorFile;
const { connector, problems } = compileConnector(file);
const options = Object.fromEntries(Object.entries(file.options).map(([name, option]) => [name, option.default]));

/** Shopify refuses a query that asks for more (sheet 5). */
const MOST_POINTS = 1000;

test('the file is a connector, and everything in it compiles', () => {
  const registry = new SchemaRegistry();
  registry.add(schema);
  assert.deepEqual(
    registry
      .validator(schema.$id)(written)
      .map(({ path, message }) => `${pathText(path)}: ${message}`),
    [],
  );
  assert.deepEqual(problems, []);
});

for (const [name, operation] of Object.entries(file.operations)) {
  test(`${name}: one named document that costs no more than it says, and less than ${MOST_POINTS} points`, async () => {
    const document = parseGraphql(operation.graphql ?? '');
    const [definition, ...others] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    assert.ok(definition?.kind === Kind.OPERATION_DEFINITION && others.length === 0);
    assert.ok(definition.name !== undefined);
    const size = operation.paging !== undefined && 'size' in operation.paging ? operation.paging.size : 0;
    const surroundings = { options, page: { size }, item: { id: 'x' }, key: '1' };
    const isRead = definition.operation === 'query';
    const variables = isRead
      ? await compileExpression((operation.variables ?? '{}').replace(/\$searchText\(.*\)/, '"x"')).evaluate(
          {},
          surroundings,
        )
      : {};
    const cost = costOf(definition.selectionSet, document, variables as Record<string, unknown>) + (isRead ? 0 : 10);
    assert.ok(cost < MOST_POINTS, `${cost} points`);
    assert.ok(operation.cost === undefined || operation.cost >= cost, `costs ${cost}, says ${operation.cost}`);
  });
}

/**
 * Points that a document asks for, as if each connection cost 2 and all of its items: object 1, scalar and enum 0, a union
 * its dearest branch. More than Shopify has been seen to ask for, so a document that passes here passes there.
 */
function costOf(set: SelectionSetNode, document: DocumentNode, variables: Readonly<Record<string, unknown>>): number {
  let fields = 0;
  let dearest = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      dearest = Math.max(dearest, costOf(selection.selectionSet, document, variables));
      continue;
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = document.definitions.find(
        (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
      );
      assert.ok(fragment?.kind === Kind.FRAGMENT_DEFINITION);
      fields += costOf(fragment.selectionSet, document, variables);
      continue;
    }
    if (selection.selectionSet === undefined) continue;
    const first = selection.arguments?.find(({ name }) => name.value === 'first')?.value;
    const times = first === undefined ? 1 : first.kind === Kind.INT ? Number(first.value) : countOf(first, variables);
    const nodes = selection.selectionSet.selections.find(
      (each) => each.kind === Kind.FIELD && each.name.value === 'nodes',
    );
    if (nodes?.kind === Kind.FIELD && nodes.selectionSet !== undefined) {
      const pageInfo = selection.selectionSet.selections.length - 1;
      fields += 2 + times * (1 + costOf(nodes.selectionSet, document, variables)) + pageInfo;
      continue;
    }
    fields += times * (1 + costOf(selection.selectionSet, document, variables));
  }
  return fields + dearest;
}

function countOf(value: { readonly kind: string }, variables: Readonly<Record<string, unknown>>): number {
  assert.ok('name' in value);
  const count = variables[(value.name as { readonly value: string }).value];
  assert.ok(typeof count === 'number', 'a list of unknown length');
  return count;
}

void connector;
