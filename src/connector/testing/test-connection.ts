import { createHttpClient } from '../../http/http-client.ts';
import { ManualClock, systemClock } from '../../model/clock.ts';
import type { Connection, WriteRequest } from '../../model/connection.ts';
import { connectionName, recordKey } from '../../model/names.ts';
import type { Notice } from '../channel.ts';
import { openConnection, type ResolvedSettings } from '../open-connection.ts';
import { testConnector, type WrittenConnector } from './test-connector.ts';

export interface OpenedForTest extends AsyncDisposable {
  readonly connection: Connection;
  readonly clock: ManualClock;
  readonly notices: readonly Notice[];
}

export const TOKEN = 'tok-5ecret-0123456789';

/** A connection of a test connector, on a manual clock. Time limits of single calls are on the system's clock. */
export function openForTest(
  url: string,
  written: WrittenConnector,
  settings: Partial<ResolvedSettings> = {},
): OpenedForTest {
  const clock = new ManualClock();
  const http = createHttpClient({ clock: systemClock });
  const notices: Notice[] = [];
  const connection = openConnection(
    { name: connectionName('shop'), url, credentials: { token: TOKEN }, options: {}, ...settings },
    testConnector(written),
    { clock, http, random: () => 0.5, report: (notice) => notices.push(notice) },
  );
  return { connection, clock, notices, [Symbol.asyncDispose]: () => http.close() };
}

export function writeRequest(written: Partial<WriteRequest> = {}): WriteRequest {
  return {
    payload: {},
    document: {},
    key: recordKey('1001'),
    deliveryKey: 'orders/to/1001/abc',
    part: 'to',
    done: {},
    signal: new AbortController().signal,
    ...written,
  };
}

export const never = (): AbortSignal => new AbortController().signal;

/**
 * Lets time pass for work that waits on the manual clock while real requests are under way: the clock jumps to the next
 * sleeper whenever nothing else has happened for a few turns of the event loop.
 */
export async function withTimePassing<T>(clock: ManualClock, work: Promise<T>): Promise<T> {
  let settled = false;
  const mark = () => {
    settled = true;
  };
  work.then(mark, mark);
  while (!settled) {
    for (let turn = 0; turn < 20 && !settled; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const wake = clock.nextWake();
    if (!settled && wake !== undefined) clock.advance(wake - clock.now());
  }
  return work;
}

/** All pages of a read. */
export async function collect<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(page);
  return all;
}
