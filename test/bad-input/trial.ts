import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { ManualClock } from '../../src/model/clock.ts';
import type { Delivery } from '../../src/model/delivery.ts';
import type { Order } from '../../src/twin/woocommerce/order-state.ts';
import { type CommandResult, runCommand } from '../run-command.ts';
import { CREDENTIALS, type TrialProject, trialProject } from '../trial-project.ts';
import { ordersByNumber, placeTrialOrder, type TrialSystems, trialSystems } from '../trial-systems.ts';

/** A shop with orders, an ERP, and a project between them, on a clock that stands still. */
export interface Trial {
  readonly systems: TrialSystems;
  readonly project: TrialProject;
  readonly clock: ManualClock;
  readonly orders: readonly Order[];
  /** `pipewright run orders`, which must not wait: what is due later is for a later run. */
  readonly run: (...args: readonly string[]) => Promise<CommandResult>;
  /** Places one more order, as of now. */
  readonly order: () => Order;
  /** The newest delivery of each order, by the order's number. */
  readonly states: () => Promise<Readonly<Record<string, Delivery>>>;
  readonly onErp: () => Readonly<Record<string, number>>;
}

export async function trial(t: TestContext, count = 3): Promise<Trial> {
  const clock = new ManualClock();
  const systems = await trialSystems(clock);
  const project = trialProject({ shopUrl: systems.shop.url, erpUrl: systems.erp.url });
  t.after(async () => {
    project.remove();
    await systems.close();
  });
  const place = (index: number, at: number) =>
    placeTrialOrder(systems.shop.system, index, { dateCreated: new Date(at).toISOString() });
  const orders = Array.from({ length: count }, (_, index) => place(index, clock.now() - (count - index) * 10_000));
  let placed = count;
  return {
    systems,
    project,
    clock,
    orders,
    run: async (...args) => {
      const result = await runCommand(project, ['run', 'orders', '--patience', '0', ...args], { clock });
      assertClear(result);
      return result;
    },
    order: () => {
      placed += 1;
      return place(placed, clock.now());
    },
    states: () =>
      project.look(async (ledger) => {
        const newest: Record<string, Delivery> = {};
        for (const delivery of await ledger.deliveries({ limit: 1000 }))
          if (delivery.part === 'to') newest[delivery.label] ??= delivery;
        return newest;
      }),
    onErp: () => Object.fromEntries(ordersByNumber(systems.erp)),
  };
}

/** Each order once. */
export const once = (orders: readonly Order[]): Record<string, number> =>
  Object.fromEntries(orders.map(({ id }) => [String(id), 1]));

/** No stack trace, no defect, no secret: whatever came in. */
export function assertClear({ said }: Pick<CommandResult, 'said'>): void {
  assert.doesNotMatch(said, /^\s+at .+:\d+:\d+\)?$/m, 'a stack trace');
  assert.doesNotMatch(said, /Pipewright failed/, 'a defect');
  for (const secret of [CREDENTIALS.SHOP_SECRET, CREDENTIALS.ERP_SECRET]) assert.ok(!said.includes(secret), 'a secret');
}
