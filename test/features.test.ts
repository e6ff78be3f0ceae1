import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { CHECKLIST } from '../src/qa/checklist/checklist-items.ts';

const tags = new Set(
  globSync('features/**/*.feature').flatMap((file) => readFileSync(file, 'utf8').match(/(?<=@)[A-Z]+-?\d\d\b/g) ?? []),
);
const pending = parse(readFileSync('features/pending.yaml', 'utf8')) as {
  readonly id: string;
  readonly reason: string;
}[];

test('every checklist item has a scenario, or a reason why not', () => {
  const open = new Set(pending.map(({ id }) => id));
  assert.deepEqual(
    CHECKLIST.map(({ id }) => id).filter((id) => !tags.has(id) && !open.has(id)),
    [],
  );
});

test('what has a scenario is not called pending', () => {
  assert.deepEqual(
    pending.filter(({ id }) => tags.has(id)),
    [],
  );
  for (const { id, reason } of pending) assert.ok(reason.length > 20, id);
});

test('feature files stay short', () => {
  for (const file of globSync('features/**/*.feature'))
    assert.ok(readFileSync(file, 'utf8').split('\n').length <= 240, file);
});
