import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compileMapping } from '../../src/map/mapping.ts';
import { orderDocument } from '../hand-written/order-document.ts';
import { REPOSITORY } from '../measure/repository.ts';
import { makeOrder } from '../server/make-order.ts';

const FILE = 'mappings/woocommerce/order.from.jsonata';

/** Throws when the hand-written mapping makes another document of an order than the shipped mapping. */
export async function assertSameDocuments(): Promise<void> {
  const mapping = compileMapping(FILE, readFileSync(join(REPOSITORY, FILE), 'utf8'));
  const refuse = (name: string) => (): never => {
    throw new Error(`the order mapping calls $${name}`);
  };
  const surroundings = {
    options: defaultOptions(),
    needs: {},
    translate: refuse('translate'),
    reference: refuse('reference'),
  };
  for (let index = 0; index < 60; index += 1) {
    const order = JSON.parse(JSON.stringify(makeOrder(index, 1 + (index % 10)))) as ReturnType<typeof makeOrder>;
    const mapped = (await mapping.run(order, surroundings)) as { origin: object };
    const expected = { ...mapped, origin: { ...mapped.origin, connection: 'shop' } };
    assert.deepEqual(orderDocument(order, 'shop'), expected, `order ${order.number} differs`);
  }
}

function defaultOptions(): Record<string, unknown> {
  const file = parse(readFileSync(join(REPOSITORY, 'connectors/woocommerce/connector.yaml'), 'utf8')) as {
    readonly options: Readonly<Record<string, { readonly default?: unknown }>>;
  };
  return Object.fromEntries(
    Object.entries(file.options).flatMap(([name, option]) =>
      option.default === undefined ? [] : [[name, option.default]],
    ),
  );
}
