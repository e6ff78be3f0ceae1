import type { IncomingMessage } from '../../model/events.ts';
import type { CompiledSignature } from './compiled-events.ts';
import { isHmacOf } from './proof.ts';

type Scheme = Extract<CompiledSignature, { kind: 'standard-webhooks' }>;

/**
 * What is wrong with the proof of a message in the scheme of standardwebhooks.com; undefined: nothing. Several signatures
 * may stand in the header, while a key is being changed: one that is good is enough.
 */
export function standardWebhookProblem(
  { secretIs, toleranceMs }: Scheme,
  secret: string,
  { headers, body }: IncomingMessage,
  now: number,
): { readonly code: string; readonly text: string } | undefined {
  const [id, time, given] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name]);
  if (id === undefined || time === undefined || given === undefined)
    return {
      code: 'unsigned',
      text: 'one of the headers webhook-id, webhook-timestamp and webhook-signature is missing',
    };
  if (!/^\d+$/.test(time) || Math.abs(now - Number(time) * 1000) > toleranceMs)
    return { code: 'message-too-old', text: 'webhook-timestamp is too far from now' };
  const key = secretIs === 'text' ? secret : Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = Buffer.concat([Buffer.from(`${id}.${time}.`), body]);
  const isGood = (one: string) => one.startsWith('v1,') && isHmacOf(one.slice('v1,'.length), signed, key, 'base64');
  if (given.split(' ').some(isGood)) return undefined;
  return { code: 'signature-wrong', text: 'no signature in webhook-signature is that of the message' };
}
