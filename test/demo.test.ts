import assert from 'node:assert/strict';
import test from 'node:test';
import { demoCommand } from '../src/cli/commands/demo.ts';
import { systemClock } from '../src/model/clock.ts';
import { runCommand } from './captured-environment.ts';
import { BUILT_IN } from './sample-project.ts';

interface Comparison {
  readonly of: string;
  readonly item: string;
  readonly same: number;
  readonly different: readonly unknown[];
}

test('the demo’s table is right: both sides the same, to the cent, for every item', async () => {
  const { code, stdout, stderr } = await runCommand(demoCommand, { json: true }, { cwd: BUILT_IN, clock: systemClock });
  assert.equal(code, 0, stderr);
  const comparisons = JSON.parse(stdout) as Comparison[];
  for (const { of, item, different } of comparisons) assert.deepEqual(different, [], `${of} ${item}`);
  const counted = Object.fromEntries(comparisons.map(({ of, same }) => [of, same]));
  // 200 orders less 4 that the pipe leaves out, 2 cancelled among them, and 3 that wait for a person.
  assert.deepEqual(counted, { orders: 193, customers: 40, articles: 20, invoices: 49 });
  const items = new Set(comparisons.map(({ item }) => item.slice(0, 6)));
  for (const item of [
    'ORD-01',
    'ORD-02',
    'ORD-03',
    'ORD-04',
    'ORD-05',
    'ORD-06',
    'ORD-07',
    'ORD-08',
    'ORD-09',
    'CUS-01',
    'CUS-02',
    'CUS-03',
    'INV-01',
    'INV-02',
  ])
    assert.ok(items.has(item), item);
});
