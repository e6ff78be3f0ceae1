import assert from 'node:assert/strict';
import test from 'node:test';
import { KeyedLock } from './keyed-lock.ts';
import { WorkPool } from './work-pool.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('never more at once than the pool is large', async () => {
  const pool = new WorkPool(3);
  let running = 0;
  let most = 0;
  for (let task = 0; task < 20; task += 1) {
    await pool.add(async () => {
      running += 1;
      most = Math.max(most, running);
      await turn();
      running -= 1;
    });
  }
  await pool.drain();
  assert.equal(most, 3);
  assert.equal(running, 0);
});

test('the first failure ends the pool and is told once all is quiet', async () => {
  const pool = new WorkPool(2);
  await pool.add(() => Promise.reject(new Error('the ledger is full')));
  await assert.rejects(pool.drain(), /the ledger is full/);
  await assert.rejects(
    pool.add(() => Promise.resolve()),
    /the ledger is full/,
  );
});

test('work of one key runs in order, work of others beside it', async () => {
  const lock = new KeyedLock();
  const log: string[] = [];
  const work = (name: string, turns: number) => async () => {
    log.push(`${name} begins`);
    for (let count = 0; count < turns; count += 1) await turn();
    log.push(`${name} ends`);
  };
  await Promise.all([lock.run('A', work('A1', 3)), lock.run('A', work('A2', 0)), lock.run('B', work('B1', 0))]);
  assert.ok(log.indexOf('A1 ends') < log.indexOf('A2 begins'));
  assert.ok(log.indexOf('B1 ends') < log.indexOf('A1 ends'));
});

test('a failure does not keep the next of its key from running', async () => {
  const lock = new KeyedLock();
  const first = lock.run('A', () => Promise.reject(new Error('no')));
  const second = lock.run('A', () => Promise.resolve('yes'));
  await assert.rejects(first);
  assert.equal(await second, 'yes');
});
