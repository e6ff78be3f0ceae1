import { createHttpClient } from '../http/http-client.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { Clock } from '../model/clock.ts';

/**
 * Milliseconds that a server’s clock is ahead of ours, to the second, from the Date header (RFC 9110 §6.6.1) of its
 * answer to a HEAD without credentials. Undefined when it does not answer or says no date.
 */
export async function clockSkewMs(url: string, clock: Clock, signal: AbortSignal): Promise<number | undefined> {
  const address = URL.parse(url);
  if (address === null) return undefined;
  const http = createHttpClient({ clock });
  try {
    const before = clock.now();
    const { headers } = await http.send({
      method: 'HEAD',
      origin: address.origin,
      path: address.pathname,
      headers: {},
      timeoutMs: 10_000,
      maxBytes: 65_536,
      signal,
    });
    const told = Date.parse(headers.date ?? '');
    // The header has no fraction: on average the second was half over.
    return Number.isNaN(told) ? undefined : told + 500 - (before + clock.now()) / 2;
  } catch (error) {
    if (error instanceof HttpFailure) return undefined; // whether the system is reached was told by the probe
    throw error;
  } finally {
    await http.close();
  }
}
