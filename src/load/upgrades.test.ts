import assert from 'node:assert/strict';
import test from 'node:test';
import { type Upgrade, upgrade } from './upgrades.ts';

const targetBecomesTo: Upgrade = {
  format: 'pipe',
  from: 0,
  says: '`target:` is now `to:`',
  apply: ({ target, ...rest }) => ({ ...rest, to: target }),
};

test('an old file is brought up step by step and says what changed', () => {
  const { value, changes } = upgrade('pipe', { format: 0, pipe: 'orders', target: { connection: 'erp' } }, [
    targetBecomesTo,
  ]);
  assert.deepEqual(value, { format: 1, pipe: 'orders', to: { connection: 'erp' } });
  assert.deepEqual(changes, ['`target:` is now `to:`']);
});

test('a current file stays as it is', () => {
  const file = { format: 1, pipe: 'orders' };
  assert.deepEqual(upgrade('pipe', file, [targetBecomesTo]), { value: file, changes: [] });
});
