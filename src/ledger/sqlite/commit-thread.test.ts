import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { ORDERS, receiveOne, record, refusedWith, second } from '../laws/sample.ts';
import { CommitThread } from './commit-thread.ts';
import { openSqliteLedger } from './open-sqlite-ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-thread-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('nothing resolves before its transaction is on disk, and whoever reads next sees it', async () => {
  const path = join(folder, 'durable.db');
  const ledger = await openSqliteLedger(path, { busy: true });
  const onlooker = new DatabaseSync(path, { readOnly: true });
  const seen = onlooker.prepare('SELECT count(*) AS count FROM deliveries WHERE key = ?');
  await Promise.all(
    Array.from({ length: 200 }, async (_, n) => {
      // A read of the same turn begins a snapshot, which must not outlive the write.
      assert.deepEqual(await ledger.deliveries({ key: `K${n}` }), []);
      await ledger.receive(ORDERS, [record(`K${n}`)], undefined, second(0));
      assert.equal(seen.get(`K${n}`)?.count, 1);
      assert.equal((await ledger.deliveries({ key: `K${n}` })).length, 1);
    }),
  );
  onlooker.close();
  await ledger.close();
});

test('what was asked for before closing is committed, in its order', async () => {
  const path = join(folder, 'closing.db');
  const ledger = await openSqliteLedger(path, { busy: true });
  const { id } = await receiveOne(ledger, 'A');
  const asked = [
    ledger.begin(id, 'payload', second(1)),
    ledger.settle(id, { to: 'delivered', steps: { only: 1 } }, second(2)),
  ];
  await ledger.close();
  await Promise.all(asked);
  await assert.rejects(ledger.begin(id, 'payload', second(3)), refusedWith('STOPPED'));
  const again = await openSqliteLedger(path, { readOnly: true });
  assert.deepEqual(
    (await again.history(id)).map(({ to }) => to),
    ['received', 'sending', 'delivered'],
  );
  await again.close();
});

test('a ledger that the thread cannot open fails its writes with what is wrong', async () => {
  const thread = new CommitThread(join(folder, 'no-such-folder', 'ledger.db'), () => undefined);
  await assert.rejects(thread.write('setCursor', ORDERS, { watermark: '1' }), refusedWith('LEDGER_UNREADABLE'));
  await thread.close();
});

test('an idle thread keeps no process alive, and a thread that ends leaves no write waiting', async () => {
  const thread = new CommitThread(join(folder, 'ended.db'), () => undefined);
  await thread.close();
  await assert.rejects(thread.write('setCursor', ORDERS, { watermark: '1' }), /has ended/);
  await thread.close();
});
