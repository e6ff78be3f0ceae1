import { createHash } from 'node:crypto';
import type { Clock } from '../../model/clock.ts';
import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { IntacctError } from './intacct-error.ts';

interface Kept {
  readonly asked: string;
  readonly reply: TwinReply;
  readonly at: number;
}

const HOUR_MS = 3_600_000;
const ANSWERED_MS = 48 * HOUR_MS;
const REMEMBERED_MS = 60 * 24 * HOUR_MS;

/** Writes with an `Idempotency-Key`: the same key and body get the answer that was given before (sheet section 7). */
export class IdempotentWrites {
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  answer(request: TwinRequest, write: () => TwinReply): TwinReply {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string') return write();
    if (key.length > 256) throw new IntacctError(400, 'GW-0020', 'The Idempotency-Key is longer than 256 characters');
    const asked = createHash('sha256').update(`${request.method} ${request.path} ${request.body}`).digest('hex');
    const now = this.#clock.now();
    const kept = this.#kept.get(key);
    if (kept !== undefined && now - kept.at < REMEMBERED_MS) {
      if (kept.asked !== asked || now - kept.at >= ANSWERED_MS)
        throw new IntacctError(409, 'GW-0021', 'The Idempotency-Key was used for another request');
      const cached = new Date(kept.at).toUTCString();
      return { ...kept.reply, headers: { ...kept.reply.headers, 'x-ia-idempotency-cached-date': cached } };
    }
    const reply = write();
    this.#kept.set(key, { asked, reply, at: now });
    return reply;
  }
}
