import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Pool } from 'undici';
import { type RunFigures, reportToParent, taskOf, timed } from '../whole-way/run-task.ts';
import { Journal } from './journal.ts';
import { KeepingJournal } from './keeping-journal.ts';
import type { OrderDocument } from './order-shape.ts';
import { transferOrders } from './transfer-orders.ts';

/** The hand-written program, as a process of its own. */
const task = taskOf(process.argv);
const ajv = addFormats.default(new Ajv2020({ strict: false }));
for (const file of globSync('schemas/documents/**/*.schema.json', { cwd: task.repository })) {
  ajv.addSchema(JSON.parse(readFileSync(join(task.repository, file), 'utf8')) as object);
}
const validate = ajv.getSchema('https://pipewright.dev/schemas/documents/order.schema.json');
if (validate === undefined) throw new Error('there is no order schema');

async function run(shop: string, erp: string, file: string): Promise<RunFigures> {
  const pool = new Pool(task.origin, { connections: task.concurrency + 1 });
  const path = join(task.folder, file);
  const journal = task.keeps === true ? new KeepingJournal(path) : new Journal(path);
  const figures = await timed(() =>
    transferOrders({
      pool,
      shop: `/${shop}`,
      erp: `/${erp}`,
      validate: (document: OrderDocument) => validate?.(document) === true,
      journal,
      unfinished: journal instanceof KeepingJournal ? journal.unfinished() : [],
      concurrency: task.concurrency,
    }),
  );
  journal.close();
  await pool.close();
  return figures;
}

await run(task.warmUp, `${task.erp}-warm-up`, 'warm-up.db');
reportToParent(await run(task.shop, task.erp, 'journal.db'));
