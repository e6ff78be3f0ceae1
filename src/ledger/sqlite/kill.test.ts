import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import type { DeliveryState } from '../../model/delivery.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { ORDERS, record, second } from '../laws/sample.ts';
import { openSqliteLedger } from './open-sqlite-ledger.ts';
import { lockForRun } from './run-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-kill-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const WRITER = new URL('./endless-writer.support.ts', import.meta.url).pathname;

/** Starts a process that writes to the ledger; `lines` are what it has been told to be on disk. */
function startWriter(path: string) {
  const child = spawn(process.execPath, [WRITER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const reader = createInterface({ input: child.stdout });
  const lines: string[] = [];
  const ended = Promise.all([once(child, 'exit'), once(reader, 'close')]);
  /** Resolves when so many lines have been printed. */
  const printed = (count: number) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (lines.length >= count) resolve();
      };
      reader.on('line', look);
      child.on('exit', () => reject(new Error('the writer ended by itself')));
      look();
    });
  reader.on('line', (line) => lines.push(line));
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { pid: child.pid, lines, printed, kill };
}

const ORDER: readonly DeliveryState[] = ['received', 'sending', 'delivered'];

test('after kill -9 in the middle of writing, everything that was said to be on disk is there', async () => {
  for (const [round, count] of [50, 1_000, 4_000].entries()) {
    const path = join(folder, `killed-${round}.db`);
    const writer = startWriter(path);
    await writer.printed(count);
    await writer.kill();

    const said = new Map<string, DeliveryState>();
    for (const line of writer.lines.slice(1)) {
      const [state, key] = line.split(' ') as [DeliveryState, string];
      said.set(key, state);
    }
    const ledger = await openSqliteLedger(path);
    const all = await ledger.deliveries({});
    const kept = new Map(all.map((delivery) => [delivery.key as string, delivery]));
    for (const [key, state] of said) {
      const delivery = kept.get(key);
      assert.ok(delivery, `${key} was said to be ${state} and is not there`);
      assert.ok(ORDER.indexOf(delivery.state) >= ORDER.indexOf(state), `${key}: ${delivery.state} after ${state}`);
      assert.equal(JSON.parse(delivery.record).key, key);
    }
    // The page and its cursor came together: the cursor stands on a record that is here.
    const cursor = await ledger.cursor(ORDERS);
    assert.ok(cursor && kept.has(cursor.watermark));
    const counted = (await ledger.counts()).reduce((sum, { count: of }) => sum + of, 0);
    assert.equal(counted, all.length);

    const sending = all.filter(({ state }) => state === 'sending').length;
    assert.equal(await ledger.recover(ORDERS, second(1)), sending);
    await ledger.close();
  }
});

test('while a process runs pipes no other may, but it may read and make short writes; kill -9 ends that', async () => {
  const path = join(folder, 'locked.db');
  const writer = startWriter(path);
  await writer.printed(20);
  try {
    assert.throws(
      () => lockForRun(path),
      (error) => {
        assert.ok(error instanceof IntegrationError);
        assert.equal(error.code, 'LEDGER_LOCKED');
        assert.match(error.message, new RegExp(`process ${writer.pid} `));
        return true;
      },
    );
    const reader = await openSqliteLedger(path, { readOnly: true });
    assert.ok((await reader.deliveries({ limit: 5 })).length > 0);
    await reader.close();
    const other = await openSqliteLedger(path);
    assert.equal((await other.receive(ORDERS, [record('by another process')], undefined, second(0))).fresh, 1);
    await other.close();
  } finally {
    await writer.kill();
  }
  lockForRun(path).release();
});
