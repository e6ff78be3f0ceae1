import type { Order } from '../../src/twin/woocommerce/order-state.ts';
import { type TrialProject, trialProject } from '../trial-project.ts';
import { A_CENT_APART, placeTrialOrder, type TrialSystems } from '../trial-systems.ts';

/** A project of the shipped connectors and mappings; only its pace is that of a test. */
export function survivalProject(systems: TrialSystems, every = '2m'): TrialProject {
  return trialProject({
    shopUrl: systems.shop.url,
    erpUrl: systems.erp.url,
    pipe: {
      when: `{ every: ${every} }`,
      // A second failure of its own would end a delivery: what a system does or a kill must not count as one.
      deliver: '{ retry: { attempts: 2, first: 1s, longest: 2s }, concurrency: 16 }',
    },
  });
}

const GUESTS = 25;

/**
 * Orders of 25 guests, four in a row of each so that they meet in one run, placed ten seconds apart, the last one just now. Every third is written in two calls: one for the
 * order, one for the cent of tax by which the two systems differ.
 */
export function placeOrders({ shop }: TrialSystems, count: number): Order[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, index) =>
    placeTrialOrder(shop.system, Math.floor(index / 4) % GUESTS, {
      dateCreated: new Date(now - (count - index) * 10_000).toISOString(),
      ...(index % 3 === 0 ? { lines: A_CENT_APART } : {}),
    }),
  );
}
