import type { Subscription, SubscriptionDesk } from '../model/events.ts';

/** What a sync did, as topics. */
export interface SyncReport {
  /** Were not there. */
  readonly made: readonly string[];
  /** Were switched off or had run out: what happened meanwhile was not told. */
  readonly revived: readonly string[];
  /** Would have ended soon. */
  readonly renewed: readonly string[];
  /** Ours and not needed, or there twice. */
  readonly removed: readonly string[];
  /** Ids of the subscriptions that are ours afterwards. */
  readonly ours: ReadonlySet<string>;
}

export interface SyncWish {
  readonly topics: readonly string[];
  /** Where to; subscriptions to other addresses are somebody else's. */
  readonly url: string;
  readonly nowMs: number;
  /** Also those that are in order: the secret was changed. */
  readonly renewAll?: boolean;
}

/**
 * Brings the subscriptions of a system at our address to exactly one for each topic, active, and with time left. Doing it
 * again changes nothing: the system's own list is what counts. Rejects with the IntegrationError of the call that failed;
 * what was done before stays done.
 */
export async function syncSubscriptions(
  desk: SubscriptionDesk,
  wish: SyncWish,
  signal: AbortSignal,
): Promise<SyncReport> {
  const made: string[] = [];
  const revived: string[] = [];
  const renewed: string[] = [];
  const removed: string[] = [];
  const before = oursOf(await desk.list(signal), wish);
  for (const topic of wish.topics) {
    const [kept, ...others] = before.filter((each) => each.topic === topic).sort(byWorth);
    for (const other of others) {
      await desk.remove(other, signal);
      removed.push(topic);
    }
    if (kept === undefined) {
      await desk.create(topic, wish.url, signal);
      made.push(topic);
      continue;
    }
    const left = kept.expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(kept.expiresAt) - wish.nowMs;
    if (kept.active && left > desk.renewBeforeMs && wish.renewAll !== true) continue;
    await desk.renew(kept, signal);
    (kept.active && left > 0 ? renewed : revived).push(topic);
  }
  for (const each of before.filter(({ topic }) => !wish.topics.includes(topic))) {
    await desk.remove(each, signal);
    removed.push(each.topic);
  }
  const changed = made.length + revived.length + renewed.length + removed.length > 0;
  const after = changed ? oursOf(await desk.list(signal), wish) : before;
  return { made, revived, renewed, removed, ours: new Set(after.map(({ id }) => id)) };
}

const oursOf = (all: readonly Subscription[], { url }: SyncWish): readonly Subscription[] =>
  all.filter((each) => each.url === url);

/** Of two for one topic the one that sends is kept, and the one that lives longer. */
function byWorth(one: Subscription, other: Subscription): number {
  if (one.active !== other.active) return one.active ? -1 : 1;
  return (other.expiresAt ?? '9') < (one.expiresAt ?? '9') ? -1 : 1;
}
