import assert from 'node:assert/strict';
import test from 'node:test';
import { compileMapping } from '../map/mapping.ts';
import { Hold } from '../model/hold.ts';
import { pathText } from '../validate/schema-registry.ts';
import { trialOf } from './narrow-by-trial.ts';
import { TracedMapping } from './traced-mapping.ts';

const CARRIERS: Readonly<Record<string, string>> = { Ground: '100012' };

/** Which fields of the input a field of the output is said to come from. */
async function readsOf(source: string, input: unknown, field: string) {
  const mapping = compileMapping('order.to.jsonata', source);
  const run = async (changed: unknown) =>
    mapping.run(changed, {
      options: {},
      needs: {},
      reference: () => undefined,
      translate: (table, code) => {
        const carrier = CARRIERS[code];
        if (carrier === undefined) throw new Hold('translation-missing', `${table} has no row for "${code}"`);
        return carrier;
      },
    });
  const traced = new TracedMapping(mapping, input, await run(input), trialOf(run));
  const { reads, bound } = await traced.originOf([field]);
  return { reads: reads.map(({ path }) => pathText(path)), bound: bound.map(({ path }) => pathText(path)) };
}

test('a code that another field would stand in for is still where the value comes from', async () => {
  // Another code has no row, and without the code the title leads to the same row: no trial shows another carrier.
  const source = `{ "carrier": $translate('shipping-methods', method ? method : title) }`;
  assert.deepEqual(await readsOf(source, { method: 'Ground', title: 'Ground' }, 'carrier'), {
    reads: ['method'],
    bound: [],
  });
});

test('what no trial says anything of does not stand beside what one proves', async () => {
  const source = `{ "text": number & ($translate('shipping-methods', method ? method : title) = '' ? 'x' : '') }`;
  assert.deepEqual(await readsOf(source, { number: '1001', method: 'Ground', title: 'Ground' }, 'text'), {
    reads: ['number'],
    bound: [],
  });
});

test('what is written in the mapping comes from no field', async () => {
  assert.deepEqual(await readsOf(`{ "a": "always" }`, { name: 'x' }, 'a'), { reads: [], bound: [] });
});
