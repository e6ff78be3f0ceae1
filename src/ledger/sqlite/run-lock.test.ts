import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { refusedWith } from '../laws/sample.ts';
import { lockForRun } from './run-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-lock-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a lock that is held refuses another and names its process; released, it can be taken again', () => {
  const path = join(folder, 'new', 'ledger.db');
  const lock = lockForRun(path);
  assert.throws(() => lockForRun(path), { code: 'LEDGER_LOCKED', message: new RegExp(`process ${process.pid} `) });
  // A refused attempt must not have loosened it.
  assert.throws(() => lockForRun(path), { code: 'LEDGER_LOCKED' });
  lock.release();
  lock.release();
  const again = lockForRun(path);
  lock.release();
  assert.throws(() => lockForRun(path), { code: 'LEDGER_LOCKED' });
  again.release();
});

test('a lock whose object is forgotten is still held', async () => {
  const path = join(folder, 'forgotten.db');
  lockForRun(path);
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  for (let round = 0; round < 3; round += 1) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.throws(() => lockForRun(path), { code: 'LEDGER_LOCKED' });
});

test('two ledgers have two locks, and one in memory needs none', () => {
  const locks = ['one.db', 'two.db'].map((name) => lockForRun(join(folder, name)));
  const memory = [lockForRun(':memory:'), lockForRun(':memory:')];
  for (const lock of [...locks, ...memory]) lock.release();
});

test('a folder that cannot be made is said to be unreadable', () => {
  writeFileSync(join(folder, 'file'), '');
  assert.throws(() => lockForRun(join(folder, 'file', 'ledger.db')), refusedWith('LEDGER_UNREADABLE'));
});

test('a lock file that cannot be a file is said to be unreadable', () => {
  mkdirSync(join(folder, 'odd.db.lock'));
  assert.throws(() => lockForRun(join(folder, 'odd.db')), refusedWith('LEDGER_UNREADABLE'));
});
