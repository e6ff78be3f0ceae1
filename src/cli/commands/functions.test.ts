import assert from 'node:assert/strict';
import test from 'node:test';
import { runCommand } from '../../../test/captured-environment.ts';
import { sampleFolder } from '../../../test/sample-project.ts';
import { FUNCTION_LIBRARY } from '../../map/functions/function-library.ts';
import { functionsCommand } from './functions.ts';

test('every function is listed by topic, outside of any project', async () => {
  using folder = sampleFolder();
  const { code, stdout } = await runCommand(functionsCommand, {}, { cwd: folder.root });
  assert.equal(code, 0);
  for (const { name } of FUNCTION_LIBRARY) assert.match(stdout, new RegExp(`^ {2}\\$${name}\\(`, 'm'));
  assert.match(stdout, /^ {2}\$translateOr\(table, code, fallback\)$/m);
});

test('one function says what it takes and gives, with examples', async () => {
  const { stdout } = await runCommand(functionsCommand, { name: '$packs' }, { cwd: '.' });
  assert.match(stdout, /^\$packs\(quantity, pieces\)$/m);
  assert.match(stdout, /^ {2}quantity +decimal$/m);
  assert.match(stdout, /^ {2}gives +decimal$/m);
  assert.match(stdout, /\$packs\("125", 12\)\n {2}→ holds the record: pack-not-whole/);
  const json = JSON.parse((await runCommand(functionsCommand, { name: 'packs', json: true }, { cwd: '.' })).stdout);
  assert.equal(json.returns.gives.format, 'decimal');
});

test('an unknown function is told with the nearest name', async () => {
  const { code, stderr } = await runCommand(functionsCommand, { name: 'moneyAlocate' }, { cwd: '.' });
  assert.equal(code, 3);
  assert.match(stderr, /did you mean "moneyAllocate"\?/);
});
