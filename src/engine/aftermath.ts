import type { PipePlan, WritePlan } from '../compile/pipe-plan.ts';
import { contentHash } from '../model/content-hash.ts';
import type { Delivery, TargetReference } from '../model/delivery.ts';
import type { Document } from '../model/document.ts';
import type { FollowUp, Link, Settlement } from '../model/ledger.ts';
import { connectionOf, type Ports } from '../model/ports.ts';
import { linkKeyOf } from './resolve.ts';

/** What becomes durable together with a delivery: the link between the two ids, and the write-backs that it calls for. */
export function aftermath(
  pipe: PipePlan,
  plan: WritePlan,
  delivery: Delivery,
  document: Document,
  settlement: Settlement,
  ports: Ports,
): Settlement {
  const { target } = settlement;
  if (target === undefined) return settlement;
  const connection = connectionOf(ports, plan.connection);
  const links: Link[] =
    connection.capability(plan.capability)?.canCreate === true ? [{ ...linkKeyOf(pipe, plan, delivery), target }] : [];
  const followUps =
    delivery.part === 'to'
      ? pipe.writeBacks.map((back) =>
          writeBack(pipe, back, delivery, withReference(document, connection.system, plan, target)),
        )
      : [];
  return { ...settlement, links, followUps };
}

/** The document with its new number on the target: what a write-back tells the source. */
function withReference(document: Document, system: string, plan: WritePlan, target: TargetReference): Document {
  const references = Array.isArray(document.references) ? document.references : [];
  const { id, number } = target;
  const mine = {
    system,
    connection: plan.connection,
    kind: plan.document,
    id,
    ...(number === undefined ? {} : { number }),
  };
  const others = references.filter(
    (each: { connection?: string; system?: string; kind?: string }) =>
      each.connection !== plan.connection &&
      !(each.connection === undefined && each.system === system && each.kind === plan.document),
  );
  return { ...document, references: [...others, mine] };
}

function writeBack(
  pipe: PipePlan,
  { part }: WritePlan,
  { key, label, observedAt }: Delivery,
  document: Document,
): FollowUp {
  const record = JSON.stringify(document);
  return {
    pipe: pipe.name,
    part,
    key,
    label,
    fingerprint: contentHash(record),
    ...(observedAt === undefined ? {} : { observedAt }),
    record,
  };
}
