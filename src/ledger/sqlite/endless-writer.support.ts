import { ORDERS, record, second } from '../laws/sample.ts';
import { openSqliteLedger } from './open-sqlite-ledger.ts';
import { lockForRun } from './run-lock.ts';

// Run by tests as a process of its own, to be killed. Takes the lock, then writes without end, and prints a line for
// each thing only after the ledger has said that it is on disk.
const path = process.argv[2] ?? '';
const say = (line: string) => process.stdout.write(`${line}\n`);

lockForRun(path);
const ledger = await openSqliteLedger(path);
say('open');

async function deliverWithoutEnd(worker: number): Promise<never> {
  for (let index = 0; ; index += 1) {
    const key = `${worker}-${index}`;
    const big = record(key, 'v1', { record: JSON.stringify({ key, filler: 'x'.repeat(2_000) }) });
    const { ready } = await ledger.receive(ORDERS, [big], { watermark: key }, second(index));
    say(`received ${key}`);
    for (const { id } of ready) {
      await ledger.begin(id, 'payload', second(index));
      say(`sending ${key}`);
      await ledger.settle(id, { to: 'delivered' }, second(index));
      say(`delivered ${key}`);
    }
  }
}

await Promise.all(Array.from({ length: 16 }, (_, worker) => deliverWithoutEnd(worker)));
