import assert from 'node:assert/strict';
import { type Instant, instantOf } from '../../model/clock.ts';
import type { Delivery, DeliveryState } from '../../model/delivery.ts';
import type { ErrorCode } from '../../model/integration-error.ts';
import type { FollowUp, Ledger, ReceivedRecord, Settlement } from '../../model/ledger.ts';
import { pipeName, recordKey } from '../../model/names.ts';

export const ORDERS = pipeName('orders');
export const STOCK = pipeName('stock');

const START = Date.parse('2026-01-05T09:00:00.000Z');

/** So many seconds after the start of every law's timeline. */
export function second(seconds: number): Instant {
  return instantOf(START + seconds * 1000);
}

/** A record of `key` whose text, and so whose fingerprint, says `version`. */
export function record(key: string, version = 'v1', extra: Partial<ReceivedRecord> = {}): ReceivedRecord {
  return {
    key: recordKey(key),
    label: `No. ${key}`,
    fingerprint: `print of ${version}`,
    record: JSON.stringify({ key, version }),
    ...extra,
  };
}

export function followUp(key: string, version = 'v1', extra: Partial<FollowUp> = {}): FollowUp {
  return { pipe: ORDERS, part: 'needs/customer', ...record(key, version), ...extra };
}

/** Receives one record that must be fresh, and returns its delivery. */
export async function receiveOne(ledger: Ledger, key: string, version = 'v1', at = second(0)): Promise<Delivery> {
  const { fresh } = await ledger.receive(ORDERS, [record(key, version)], undefined, at);
  assert.equal(fresh, 1);
  const [newest] = await ledger.deliveries({ pipe: ORDERS, key, limit: 1 });
  assert.ok(newest);
  return newest;
}

export async function stateOf(ledger: Ledger, id: number): Promise<DeliveryState | undefined> {
  return (await ledger.delivery(id))?.state;
}

type Way = 'begin' | Settlement['to'];

/** How a received delivery gets to each state by legal moves. */
const WAYS: { readonly [S in DeliveryState]: readonly Way[] } = {
  received: [],
  sending: ['begin'],
  waiting: ['waiting'],
  unknown: ['begin', 'unknown'],
  delivered: ['begin', 'delivered'],
  unchanged: ['unchanged'],
  excluded: ['excluded'],
  superseded: ['superseded'],
  held: ['held'],
  rejected: ['begin', 'rejected'],
  parked: ['begin', 'parked'],
  skipped: ['skipped'],
};

export async function bring(ledger: Ledger, id: number, to: DeliveryState, at = second(1)): Promise<void> {
  for (const way of WAYS[to]) {
    if (way === 'begin') await ledger.begin(id, 'payload', at);
    else await ledger.settle(id, { to: way }, at);
  }
  assert.equal(await stateOf(ledger, id), to);
}

export function refusedWith(code: ErrorCode): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof Error && 'code' in error, String(error));
    assert.equal(error.code, code);
    return true;
  };
}
