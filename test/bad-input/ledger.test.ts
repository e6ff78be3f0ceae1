import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import test from 'node:test';
import { startPipewright } from '../pipewright-process.ts';
import { watchRequests } from '../request-watch.ts';
import { isOrderPost } from '../trial-systems.ts';
import { assertClear, once, trial } from './trial.ts';

test('a disk that is full ends the run and says so; with room again, each order is there once', async (t) => {
  const { project, orders, run, onErp } = await trial(t, 40);
  // Measured: the write-ahead log of the ledger passes it with the eighth order.
  const full = startPipewright(project, ['run', 'orders'], { largestFileKb: 1200 });
  const { code } = await full.ended;
  assert.equal(code, 2, full.stdout());
  assertClear({ said: `${full.stdout()}${full.stderr()}` });
  assert.match(full.stderr(), /error .*the ledger .*ledger\.db (cannot grow: the disk is full|could not be written)/);
  assert.match(full.stderr(), /next +Free space on the disk and run again; nothing was lost\./);
  const written = Object.keys(onErp()).length;
  assert.ok(written > 0 && written < orders.length, `${written} orders were written before the disk was full`);
  const again = await run();
  assert.equal(again.code, 0, again.said);
  assert.deepEqual(onErp(), once(orders));
});

test('a second run on the same ledger is refused and told by whom; reading goes on beside', async (t) => {
  const { systems, project, orders, run, onErp } = await trial(t, 1);
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const { promise: posted, resolve: isPosted } = Promise.withResolvers<void>();
  watchRequests(systems.erp, async (when, request) => {
    if (when !== 'before' || !isOrderPost(request)) return;
    isPosted();
    await held;
  });
  const first = startPipewright(project, ['run', 'orders']);
  await Promise.race([posted, first.ended]);
  const second = await run();
  assert.equal(second.code, 2);
  assert.match(second.stderr, new RegExp(`error process ${first.pid} runs pipes on the ledger`));
  assert.match(second.stderr, /next +Wait for the other process, or stop it\./);
  const status = startPipewright(project, ['deliveries', 'list']);
  await status.ended;
  assert.match(status.stdout(), /sending/);
  release();
  assert.equal((await first.ended).code, 0);
  assert.deepEqual(onErp(), once(orders));
});

for (const [name, damage] of [
  ['whose first page is another file’s', (file: FileHandle) => file.write('not a ledger at all', 0)],
  ['that was cut off', (file: FileHandle) => file.truncate(30_000)],
  ['with pages of nonsense', (file: FileHandle) => file.write(Buffer.alloc(40_000, 0x5a), 0, 40_000, 8192)],
] as const) {
  test(`a ledger ${name} is refused before anything is read or written`, async (t) => {
    const { systems, project, run } = await trial(t);
    await run();
    const file = await open(project.ledgerPath, 'r+');
    await damage(file);
    await file.close();
    const before = [systems.shop, systems.erp].map(({ exchanges }) => exchanges.length);
    const { code, stderr } = await run();
    assert.equal(code, 2);
    assert.match(stderr, /error the ledger .*ledger\.db is (damaged|not a ledger)/);
    assert.match(stderr, /next +Keep the file, restore the last good copy/);
    assert.deepEqual(
      [systems.shop, systems.erp].map(({ exchanges }) => exchanges.length),
      before,
    );
  });
}

test('a ledger that is lost altogether doubles nothing: what the ERP has is found there', async (t) => {
  const { systems, project, orders, run, onErp, states } = await trial(t);
  await run();
  rmSync(dirname(project.ledgerPath), { recursive: true });
  assert.equal((await run()).code, 0);
  assert.deepEqual(onErp(), once(orders));
  assert.equal(systems.erp.system.company.customers.all().length, orders.length);
  assert.deepEqual(
    Object.values(await states()).map(({ reason }) => reason?.code),
    ['adopted', 'adopted', 'adopted'],
  );
});
