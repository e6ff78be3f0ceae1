import assert from 'node:assert/strict';
import test from 'node:test';
import { usablePart } from './usable-part.ts';

const violation = (keyword: string, ...path: (string | number)[]) => ({ keyword, path, message: '' });

test('an unknown or mistyped setting is taken away, a misspelled word stays', () => {
  const file = { pipe: 'orders', retry: 3, when: 'often', from: { connection: 'shop', colour: 'red' }, auth: 'basc' };
  assert.deepEqual(
    usablePart(file, [
      violation('additionalProperties', 'retry'),
      violation('type', 'when'),
      violation('additionalProperties', 'from', 'colour'),
      violation('enum', 'auth'),
    ]),
    { pipe: 'orders', from: { connection: 'shop' }, auth: 'basc' },
  );
  assert.equal(file.retry, 3);
});

test('what all else hangs on cannot be done without', () => {
  assert.equal(usablePart({}, [violation('required')]), undefined);
  assert.equal(usablePart({ pipes: [1] }, [violation('type', 'pipes', 0)]), undefined);
  assert.equal(usablePart({ auth: {} }, [violation('oneOf', 'auth')]), undefined);
});

test('what stands where a secret belongs is not handed on', () => {
  const file = { connections: { shop: { credentials: { key: 'hunter2', secret: '${env:B}' } } } };
  assert.deepEqual(usablePart(file, [violation('pattern', 'connections', 'shop', 'credentials', 'key')]), {
    connections: { shop: { credentials: { secret: '${env:B}' } } },
  });
});
