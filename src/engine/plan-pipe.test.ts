import assert from 'node:assert/strict';
import test from 'node:test';
import type { PaperRecord } from '../../test/paper-connection.ts';
import { paperRun } from '../../test/paper-run.ts';
import { compileMapping } from '../map/mapping.ts';
import { connectionName } from '../model/names.ts';
import type { Validator } from '../validate/schema-registry.ts';
import { planPipe } from './plan-pipe.ts';

const NEVER = new AbortController().signal;
const ORDER = { id: '1', number: '1001', at: '2026-01-05T08:00:00.000Z', customer: { email: 'a@example.com' } };

/** As a schema would ask for a customer number of at most eight characters, and for a number of pieces. */
const asksForShortNumbers: Validator = (payload) => {
  const { customer, quantity } = payload as { customer?: string; quantity?: number };
  return [
    ...(customer !== undefined && customer.length > 8
      ? [{ path: ['customer'], keyword: 'maxLength', message: 'must NOT have more than 8 characters' }]
      : []),
    ...(quantity === undefined ? [{ path: [], keyword: 'required', message: '"quantity" is missing' }] : []),
  ];
};

async function planned(order: object) {
  const { plan, ports, shop } = await paperRun({
    to: '{ "customer": $needs.customer.id, "quantity": quantity }',
    plan: (given) => ({
      ...given,
      target: { ...given.target, validatePayload: asksForShortNumbers },
      needs: [
        {
          ...given.target,
          part: 'needs/customer',
          connection: connectionName('erp'),
          document: 'customer',
          capability: 'customer.write',
          mapping: compileMapping('customer.to.jsonata', '$'),
        },
      ],
    }),
  });
  shop.pages.push([order as unknown as PaperRecord]);
  const rows: string[] = [];
  for await (const { action, why, creates } of planPipe(plan, ports, { signal: NEVER }))
    rows.push(`${action} ${why} ${creates}`);
  return rows;
}

test('the number of a customer that a run would make first is not judged, for nobody knows it yet', async () => {
  assert.deepEqual(await planned({ ...ORDER, quantity: 2 }), ['create would be written anew customer']);
});

test('what else is wrong with such an order is told', async () => {
  assert.deepEqual(await planned(ORDER), [
    'hold erp would refuse it: "quantity" is missing [payload-invalid] customer',
  ]);
});
