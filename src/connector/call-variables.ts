import type { WriteRequest } from '../model/connection.ts';
import type { Channel } from './channel.ts';
import type { Variables } from './protocol/protocol.ts';

/** What templates and expressions of a write or a look-up see. */
export function callVariables(channel: Channel, request: WriteRequest, steps: Variables): Variables {
  const { payload, document, key, target, deliveryKey, part } = request;
  return {
    payload,
    document,
    key,
    target,
    steps,
    options: channel.options,
    delivery: { key: deliveryKey, part },
  };
}
