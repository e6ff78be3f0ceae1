import type { PipePlan, WritePlan } from '../compile/pipe-plan.ts';
import type { Delivery, TargetReference } from '../model/delivery.ts';
import type { Document } from '../model/document.ts';
import { Hold } from '../model/hold.ts';
import type { Ports } from '../model/ports.ts';
import { readDocument } from '../receive/read-document.ts';
import { mapPayload } from './map-payload.ts';
import { modify } from './modify.ts';
import { knownNeed, type Resolved } from './resolve.ts';

/**
 * What the target may have of a record: payloads of the versions that were tried since the last one that is known to be
 * there, newest first, and of that one. Made anew by the mapping as it is now, which the record is compared by. Empty where
 * nothing is known to be there. Throws a Hold when the last one cannot be mapped any more.
 */
export async function formerPayloads(
  pipe: PipePlan,
  plan: WritePlan,
  delivery: Delivery,
  resolved: Resolved,
  ports: Ports,
): Promise<readonly unknown[]> {
  const { after } = pipe.source;
  if (after === undefined) return [];
  const { ledger } = ports;
  const own = await ledger.lastDelivered(pipe.name, 'to', delivery.key);
  const last = own ?? (await ledger.lastDelivered(after, 'to', delivery.key));
  if (last === undefined) return [];
  const earlier = (await ledger.deliveries({ pipe: pipe.name, key: delivery.key })).filter(
    ({ id, part, key, payloadHash, state }) =>
      part === 'to' &&
      key === delivery.key &&
      id < delivery.id &&
      id > (own?.id ?? 0) &&
      payloadHash !== undefined &&
      state !== 'excluded',
  );
  const payloads: unknown[] = [];
  for (const version of [...earlier, last])
    payloads.push(...(await payloadOf(pipe, plan, version, resolved, ports, version === last)));
  return payloads;
}

async function payloadOf(
  pipe: PipePlan,
  plan: WritePlan,
  version: Delivery,
  resolved: Resolved,
  ports: Ports,
  isLast: boolean,
): Promise<readonly unknown[]> {
  try {
    const document = modify(pipe, version, await readDocument(pipe, version, ports));
    const needs = await formerNeeds(pipe, document, resolved, ports);
    return [(await mapPayload(plan, document, { ...resolved, needs }, ports)).payload];
  } catch (error) {
    if (!(error instanceof Hold)) throw error;
    // A version that cannot be mapped was never sent.
    if (!isLast) return [];
    throw new Hold(
      error.code,
      `it changed after it was delivered, and the version that was delivered cannot be mapped any more to compare them: ${error.message}`,
      error,
    );
  }
}

/** Needs as the version had them: a record that now names another customer differs in that. */
async function formerNeeds(
  pipe: PipePlan,
  document: Document,
  resolved: Resolved,
  ports: Ports,
): Promise<Readonly<Record<string, TargetReference>>> {
  const needs: Record<string, TargetReference> = { ...resolved.needs };
  for (const need of pipe.needs) {
    const known = await knownNeed(need, pipe, document[need.document] as Document | undefined, ports);
    if (known !== undefined) needs[need.document] = known;
  }
  return needs;
}
