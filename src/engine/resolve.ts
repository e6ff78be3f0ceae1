import type { PipePlan, WritePlan } from '../compile/pipe-plan.ts';
import { instantOf } from '../model/clock.ts';
import { contentHash } from '../model/content-hash.ts';
import type { Delivery, TargetReference } from '../model/delivery.ts';
import type { Document } from '../model/document.ts';
import { Hold } from '../model/hold.ts';
import type { LinkKey, Settlement } from '../model/ledger.ts';
import { recordKey } from '../model/names.ts';
import { connectionOf, type Ports } from '../model/ports.ts';
import { Wait } from '../model/wait.ts';

/** Takes a need’s delivery through its stages. Handed in, because a need goes the way of a record itself. */
export type ProcessNeed = (delivery: Delivery) => Promise<Settlement>;

/** What a payload needs of the other side, fetched before the mapping runs. */
export interface Resolved {
  readonly needs: Readonly<Record<string, TargetReference>>;
  /** The record on the target that this document became before. */
  readonly linked: TargetReference | undefined;
}

/** In a plan: stands for the record that a run would make first. Which id the target would give it, and of which form, nobody knows. */
export const NOT_MADE_YET: TargetReference = { id: '00000000-0000-0000-0000-000000000000', number: '(new)' };

/** Resolves needs and the link. Throws a Hold or a Wait when a need cannot be met. */
export async function resolve(
  pipe: PipePlan,
  plan: WritePlan,
  delivery: Delivery,
  document: Document,
  ports: Ports,
  processNeed: ProcessNeed,
): Promise<Resolved> {
  const needs: Record<string, TargetReference> = {};
  if (delivery.part === 'to') {
    for (const need of pipe.needs)
      needs[need.document] = await meet(need, pipe, delivery, document, ports, processNeed);
  }
  return { needs, linked: await linkedTarget(pipe, plan, delivery, ports) };
}

/** The link under which a write’s record is known. A cancellation has none: it finds its record every time. */
export function linkKeyOf(pipe: PipePlan, plan: WritePlan, delivery: Delivery): LinkKey {
  return { document: plan.document, from: pipe.source.connection, fromId: delivery.key, to: plan.connection };
}

async function linkedTarget(
  pipe: PipePlan,
  plan: WritePlan,
  delivery: Delivery,
  ports: Ports,
): Promise<TargetReference | undefined> {
  const capability = connectionOf(ports, plan.connection).capability(plan.capability);
  return capability?.canCreate === true || capability?.revises === true
    ? ports.ledger.link(linkKeyOf(pipe, plan, delivery))
    : undefined;
}

/** Under what a person or company is known: the e-mail address, which a guest has as well, and the record’s id at its source. */
export function anchorsOf(part: { readonly origin?: { readonly id?: string }; readonly email?: string }): string[] {
  const anchors: string[] = [];
  if (part.email !== undefined) anchors.push(`email:${part.email.trim().toLowerCase()}`);
  if (part.origin?.id !== undefined) anchors.push(part.origin.id);
  return anchors;
}

/** The link under which a need is known. */
export const needLink = (need: WritePlan, pipe: PipePlan, anchor: string): LinkKey => ({
  document: need.document,
  from: pipe.source.connection,
  fromId: anchor,
  to: need.connection,
});

/** The record that a part of a document is known to have become. */
export async function knownNeed(
  need: WritePlan,
  pipe: PipePlan,
  part: Parameters<typeof anchorsOf>[0] | undefined,
  { ledger }: Ports,
): Promise<TargetReference | undefined> {
  for (const anchor of part === undefined ? [] : anchorsOf(part)) {
    const linked = await ledger.link(needLink(need, pipe, anchor));
    if (linked !== undefined) return linked;
  }
  return undefined;
}

/** Needs are met one at a time for each key, whichever record or sweep asks. */
export const needLockKey = (pipe: PipePlan, part: string, key: string): string => `need ${pipe.name} ${part} ${key}`;

/**
 * The target’s record for a part of the document: by link, else found or created there as a delivery of its own, one at
 * a time for each anchor, so that three orders of one guest make one customer.
 */
async function meet(
  need: WritePlan,
  pipe: PipePlan,
  delivery: Delivery,
  document: Document,
  ports: Ports,
  processNeed: ProcessNeed,
): Promise<TargetReference> {
  const part = document[need.document] as
    | { readonly origin?: { readonly id?: string }; readonly email?: string }
    | undefined;
  if (part === undefined)
    throw new Hold('need-missing', `the ${pipe.source.document} says nothing of its ${need.document}`);
  const anchors = anchorsOf(part);
  const [anchor] = anchors;
  if (anchor === undefined)
    throw new Hold(
      'need-unidentified',
      `the ${need.document} has neither an id nor an e-mail address to be recognised by`,
    );

  return ports.lock.run(needLockKey(pipe, need.part, anchor), async () => {
    const known = await knownNeed(need, pipe, part, ports);
    if (known !== undefined) return known;
    const record = JSON.stringify(part);
    const opened = await ports.ledger.open(
      {
        pipe: pipe.name,
        part: need.part,
        key: recordKey(anchor),
        label: `${need.document} of ${delivery.label}`,
        fingerprint: contentHash(record),
        record,
      },
      instantOf(ports.clock.now()),
    );
    const target = opened.state === 'delivered' ? opened.target : await meetNow(need, opened, ports, processNeed);
    if (target === undefined)
      throw new Hold('need-unmet', `the ${need.document} could not be made on ${need.connection}`);
    for (const each of anchors)
      await ports.ledger.putLink({ ...needLink(need, pipe, each), target }, instantOf(ports.clock.now()));
    return target;
  });
}

async function meetNow(
  need: WritePlan,
  opened: Delivery,
  ports: Ports,
  processNeed: ProcessNeed,
): Promise<TargetReference | undefined> {
  const now = ports.clock.now();
  if (opened.dueAt !== undefined && Date.parse(opened.dueAt) > now)
    throw waitFor(need, opened.reason?.text, Date.parse(opened.dueAt) - now);
  const settlement = await processNeed(opened);
  switch (settlement.to) {
    case 'delivered':
      return settlement.target;
    case 'waiting':
    case 'unknown':
      throw waitFor(
        need,
        settlement.reason?.text,
        settlement.dueAt === undefined ? 1000 : Date.parse(settlement.dueAt) - now,
        settlement.reason?.code,
      );
    default:
      throw new Hold(
        'need-unmet',
        `the ${need.document} could not be made on ${need.connection}: ${settlement.reason?.text ?? settlement.to}`,
      );
  }
}

function waitFor(need: WritePlan, why: string | undefined, afterMs: number, code?: string): Wait {
  const halted = code === 'connection-halted';
  return new Wait(
    {
      code: halted ? code : 'need-pending',
      text: halted ? (why ?? '') : `waits for its ${need.document} on ${need.connection}: ${why ?? 'not written yet'}`,
    },
    Math.max(afterMs, halted ? 0 : 100),
  );
}
