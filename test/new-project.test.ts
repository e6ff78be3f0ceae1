import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { systemClock } from '../src/model/clock.ts';
import { ERP_DESKS, SHOP_DESKS } from '../src/qa/desks/desk-catalogue.ts';
import { runCommand } from './run-command.ts';
import { sampleFolder } from './sample-project.ts';

const shops = Object.keys(SHOP_DESKS);

/** Each ERP once, each shop at least once. */
const pairs = Object.keys(ERP_DESKS).map((erp, index) => ({ shop: shops[index % shops.length] ?? '', erp }));

// The options say what stands in the company of the user, and the twin's company has none of it: currency, accounts, items.
describe('a new project plays the shipped scenarios, with codes of its own in the lookup tables', () => {
  for (const { shop, erp } of pairs)
    test(`${shop} and ${erp}`, async () => {
      using folder = sampleFolder();
      const project = { root: folder.root, env: {} };
      const run = (...argv: readonly string[]) => runCommand(project, argv, { clock: systemClock });
      assert.equal((await run('init', '--shop', shop, '--erp', erp)).code, 0);
      assert.equal((await run('eject', 'features/orders')).code, 0);
      const lookups = join(folder.root, 'lookups');
      for (const name of readdirSync(lookups)) {
        const path = join(lookups, name);
        writeFileSync(path, ownCodes(readFileSync(path, 'utf8')));
      }
      const features = ['order-content', 'payment-methods'].map((name) => `features/orders/${name}.feature`);
      const { code, said } = await run('test', ...features, '--parallel', '0');
      assert.equal(code, 0, said);
      assert.match(said, /^\d+ scenarios passed, 0 failed/m);
    });
});

/** Codes of a company that no twin has heard of, in the column of the ERP. */
const ownCodes = (table: string): string =>
  table.replace(/^([^#\n]+),([^,\n]+)$/gm, (row, shop, erp) => (erp === 'erp' ? row : `${shop},OWN ${erp}`));
