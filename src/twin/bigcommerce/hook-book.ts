import { createHash, createHmac } from 'node:crypto';
import type { Seconds } from './moment.ts';
import type { ApiAccount, Settings } from './settings.ts';

/** A webhook: visible to the account that made it, and gone with it. */
export interface Hook {
  readonly id: number;
  readonly account: ApiAccount;
  scope: string;
  destination: string;
  headers: Readonly<Record<string, string>>;
  isActive: boolean;
  readonly createdAt: Seconds;
  updatedAt: Seconds;
}

/** One message as it would be sent. Whoever steers the twin posts it, or does so twice, late, out of order or not at all. */
export interface HookMessage {
  readonly id: string;
  readonly destination: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Delivery {
  readonly hook: Hook;
  readonly id: string;
  readonly body: string;
  due: Seconds;
  failures: number;
}

/** When a message that nobody took is sent again, in seconds after each failure (sheet, section 9). */
const RETRY_AFTER = [60, 180, 300, 600, 900, 1800, 3600, 7200, 21_600, 50_400, 86_400] as const;
export const MOST_HOOKS_OF_A_SCOPE = 10;

/** The webhooks of a store and what they have to tell. A message names the record only; whoever hears of it reads it. */
export class HookBook {
  readonly hooks = new Map<number, Hook>();
  readonly #settings: Settings;
  readonly #now: () => Seconds;
  readonly #sent = new Map<string, Delivery>();
  #waiting: Delivery[] = [];
  #nextHook = 1;
  #nextMessage = 1;

  constructor(settings: Settings, now: () => Seconds) {
    this.#settings = settings;
    this.#now = now;
  }

  add(account: ApiAccount, scope: string, destination: string, headers: Readonly<Record<string, string>>): Hook {
    const now = this.#now();
    const id = this.#nextHook;
    this.#nextHook += 1;
    const hook = { id, account, scope, destination, headers, isActive: true, createdAt: now, updatedAt: now };
    this.hooks.set(id, hook);
    return hook;
  }

  tell(scope: string, data: Readonly<Record<string, unknown>>): void {
    const at = this.#now();
    const hash = createHash('sha1')
      .update(JSON.stringify([scope, data, at]))
      .digest('hex');
    const { storeHash } = this.#settings;
    const body = JSON.stringify({
      scope,
      store_id: '1001',
      data,
      hash,
      created_at: at,
      producer: `stores/${storeHash}`,
    });
    for (const hook of this.hooks.values())
      if (hook.isActive && covers(hook.scope, scope)) this.#enqueue({ hook, body, id: '', due: at, failures: 0 });
  }

  /** The messages that are due now and were not taken before. */
  take(): HookMessage[] {
    const now = this.#now();
    const due = this.#waiting.filter((each) => each.due <= now);
    this.#waiting = this.#waiting.filter((each) => each.due > now);
    return due
      .filter(({ hook }) => this.hooks.has(hook.id) && hook.isActive)
      .map((delivery) => {
        this.#sent.set(delivery.id, delivery);
        return messageOf(delivery, now);
      });
  }

  /** What a receiver has answered: any 2xx is enough, and nothing else is. */
  answered(id: string, status: number): void {
    const delivery = this.#sent.get(id);
    if (delivery === undefined) return;
    this.#sent.delete(id);
    if (status >= 200 && status <= 299) return;
    const wait = RETRY_AFTER[delivery.failures];
    if (wait === undefined) {
      delivery.hook.isActive = false;
      return;
    }
    delivery.failures += 1;
    delivery.due = this.#now() + wait;
    this.#waiting.push(delivery);
  }

  #enqueue(delivery: Delivery): void {
    this.#waiting.push({ ...delivery, id: `msg_${String(this.#nextMessage).padStart(8, '0')}` });
    this.#nextMessage += 1;
  }
}

/** `store/order/*` covers `store/order/created`, and what lies deeper. */
function covers(asked: string, scope: string): boolean {
  return asked === scope || (asked.endsWith('/*') && scope.startsWith(asked.slice(0, -1)));
}

/** Signed as Standard Webhooks are, with the bytes of the client secret (sheet, section 9). */
function messageOf({ hook, id, body }: Delivery, now: Seconds): HookMessage {
  const signature = createHmac('sha256', hook.account.clientSecret).update(`${id}.${now}.${body}`).digest('base64');
  return {
    id,
    destination: hook.destination,
    headers: {
      'content-type': 'application/json',
      ...Object.fromEntries(Object.entries(hook.headers).map(([name, value]) => [name.toLowerCase(), value])),
      'webhook-id': id,
      'webhook-timestamp': String(now),
      'webhook-signature': `v1,${signature}`,
    },
    body,
  };
}
