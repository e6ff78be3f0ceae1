import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { PAGE, typeCheckerPage } from '../scripts/type-checker-page.ts';

test('docs/type-checker.md shows the checks as they are: `node scripts/type-checker-page.ts` writes it', async () => {
  assert.equal(readFileSync(PAGE, 'utf8'), await typeCheckerPage());
});
