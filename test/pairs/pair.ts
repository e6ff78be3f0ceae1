import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Delivery } from '../../src/model/delivery.ts';
import { ERP_DESKS, SHOP_DESKS } from '../../src/qa/desks/desk-catalogue.ts';
import type { ShopSetUp } from '../../src/qa/desks/shop-desk.ts';
import { openTrial, type Trial } from '../../src/qa/scenario/trial.ts';
import { type Differences, differences, type Side } from './checklist.ts';

/** A shop and the ERP, with a project that connects them by the shipped pipes. */
export interface Pair extends Trial {
  /** The newest delivery of a record to the target, by its id in the source. Fails when there is none. */
  readonly delivery: (pipe: string, key: string) => Promise<Delivery>;
  /** Where the shop’s own record and the ERP’s own, both read over HTTP, differ by the checklist of their connectors. */
  readonly differences: (document: string, shopId: string, erpId: string) => Promise<Differences>;
}

export interface PairOptions {
  readonly shop?: ShopSetUp;
  readonly shopOptions?: Readonly<Record<string, unknown>>;
}

const BUILT_IN = resolve(import.meta.dirname, '../..');
const ERP = 'business-central';
/** Shops of which these tests know the amounts, to the cent. The scenarios of features/ are played in every shop. */
export const PAIRED_SHOPS = ['woocommerce', 'shopify', 'magento'];

/** Starts both twins on this machine and writes the project. Nothing is in either of them yet. */
export async function openPair(system: string, { shop, shopOptions }: PairOptions = {}): Promise<Pair> {
  const openShop = SHOP_DESKS[system]?.open(shop) ?? assert.fail(`no desk for ${system}`);
  const openErp = ERP_DESKS[ERP]?.open() ?? assert.fail(`no desk for ${ERP}`);
  const scratch = mkdtempSync(join(tmpdir(), 'pipewright-pair-'));
  const trial = await openTrial(
    { builtIn: BUILT_IN, scratch, shop: 'shop', erp: 'erp' },
    { openShop, openErp, ...(shopOptions === undefined ? {} : { shopOptions }) },
  );
  const side = async (at: 'shop' | 'erp', document: string, id: string): Promise<Side> => ({
    paths: trial.project.connectors.get(trial[at].system)?.value.checklist[document] ?? {},
    native: (await trial.native(at, document, id)) ?? assert.fail(`no ${document} ${id}`),
  });
  return {
    ...trial,
    close: async () => {
      const problems = await trial.close();
      rmSync(scratch, { recursive: true, force: true });
      return problems;
    },
    delivery: async (pipe, key) =>
      (await trial.deliveries(pipe, key))[0] ?? assert.fail(`no delivery ${key} of ${pipe}`),
    differences: async (document, shopId, erpId) =>
      differences(await side('shop', document, shopId), await side('erp', document, erpId), trial.project.lookups),
  };
}
