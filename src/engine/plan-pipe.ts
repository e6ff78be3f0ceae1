import type { PipePlan, WritePlan } from '../compile/pipe-plan.ts';
import { instantOf } from '../model/clock.ts';
import type { WriteRequest } from '../model/connection.ts';
import { contentHash } from '../model/content-hash.ts';
import type { Delivery, TargetReference } from '../model/delivery.ts';
import type { Document } from '../model/document.ts';
import { Hold } from '../model/hold.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { connectionOf, type Ports } from '../model/ports.ts';
import { Wait } from '../model/wait.ts';
import { readDocument } from '../receive/read-document.ts';
import { awaitReplaced } from './await-replaced.ts';
import { awaitWritten } from './await-written.ts';
import { judge } from './judge.ts';
import { excluded, followerKnows, leftToFollower } from './leave-edits.ts';
import { mapPayload } from './map-payload.ts';
import { isWanted, modify } from './modify.ts';
import { anchorsOf, linkKeyOf, NOT_MADE_YET, needLink } from './resolve.ts';
import { takenBack } from './taken-back.ts';
import { isUnchanged } from './unchanged.ts';

/** What a run would do with a record, in the words of the plan. */
export const PLAN_ACTIONS = {
  create: 'would be written anew',
  update: 'would be changed',
  revise: 'would be changed, as far as the target still lets it',
  leave: 'would be left to the pipe after this one',
  cancel: 'would be cancelled',
  delete: 'would be deleted',
  adopt: 'is there already: would be linked, not written',
  unchanged: 'the target has exactly this',
  known: 'this version was dealt with before',
  excluded: 'left out by the pipe’s `where`',
  hold: 'would be held for a person',
  wait: 'cannot be decided now',
} as const;

export type PlanAction = keyof typeof PLAN_ACTIONS;

export interface PlannedRecord {
  readonly pipe: string;
  readonly key: string;
  readonly label: string;
  readonly action: PlanAction;
  readonly why: string;
  readonly target?: TargetReference;
  /** Parts that would be made first: `customer`. */
  readonly creates: readonly string[];
  readonly payload?: unknown;
}

/**
 * What a run of the pipe would do, record by record, by the same stages that a run goes through. Reads both systems and
 * the ledger; writes nothing anywhere. Rejects with the IntegrationError of a source that cannot be read.
 */
export async function* planPipe(
  pipe: PipePlan,
  ports: Ports,
  options: { readonly since?: number | undefined; readonly signal: AbortSignal },
): AsyncGenerator<PlannedRecord> {
  for (let after = 0; ; ) {
    // Retries that are not due yet belong to the plan as well.
    const unfinished = await ports.ledger.ready(pipe.name, FAR_FUTURE, after, 200);
    for (const delivery of unfinished) if (delivery.part === 'to') yield await planRecord(pipe, delivery, ports);
    const last = unfinished.at(-1);
    if (last === undefined || options.signal.aborted) break;
    after = last.id;
  }
  if (pipe.source.after !== undefined) return;
  const cursor = options.since === undefined ? await ports.ledger.cursor(pipe.name) : undefined;
  const since = options.since ?? pipe.source.sinceMs;
  const pages = connectionOf(ports, pipe.source.connection).read(pipe.source.document, {
    ...(cursor === undefined ? {} : { watermark: cursor.watermark }),
    ...(since === undefined ? {} : { since: instantOf(since) }),
    signal: options.signal,
  });
  for await (const page of pages) {
    for (const { key, label, observedAt, native } of page.records) {
      if (options.signal.aborted) return;
      const record = JSON.stringify(native);
      const fingerprint = contentHash(record);
      const [newest] = await ports.ledger.deliveries({ pipe: pipe.name, key, limit: 1 });
      if (newest?.fingerprint === fingerprint) {
        yield {
          pipe: pipe.name,
          key,
          label,
          action: 'known',
          why: `${newest.state} as delivery ${newest.id}`,
          creates: [],
          ...(newest.target === undefined ? {} : { target: newest.target }),
        };
        continue;
      }
      yield await planRecord(
        pipe,
        {
          id: 0,
          pipe: pipe.name,
          part: 'to',
          key,
          label,
          state: 'received',
          fingerprint,
          ...(observedAt === undefined ? {} : { observedAt }),
          receivedAt: instantOf(ports.clock.now()),
          record,
          attempts: 0,
          steps: {},
        },
        ports,
      );
    }
  }
}

const FAR_FUTURE = '9999-12-31T23:59:59.999Z';

async function planRecord(pipe: PipePlan, delivery: Delivery, ports: Ports): Promise<PlannedRecord> {
  const row = { pipe: pipe.name, key: delivery.key, label: delivery.label, creates: [] as string[] };
  try {
    const document = modify(pipe, delivery, await readDocument(pipe, delivery, ports));
    if (!isWanted(pipe, delivery, document)) {
      await excluded(pipe, delivery, ports);
      return { ...row, action: 'excluded', why: PLAN_ACTIONS.excluded };
    }
    const reason = await takenBack(pipe, delivery, ports);
    if (reason !== undefined) return { ...row, action: 'excluded', why: reason.text };
    judge(pipe, delivery, document);
    await awaitReplaced(pipe, delivery, document, ports);
    await awaitWritten(pipe, delivery, ports);
    const needs: Record<string, TargetReference> = {};
    for (const need of pipe.needs) {
      const found = await lookForNeed(need, pipe, delivery, document, ports);
      needs[need.document] = found ?? NOT_MADE_YET;
      if (found === undefined) row.creates.push(need.document);
    }
    const linked = await ports.ledger.link(linkKeyOf(pipe, pipe.target, delivery));
    const mapped = await mapPayload(pipe.target, document, { needs, linked }, ports);
    const isLeft = leftToFollower(pipe, delivery, linked) !== undefined;
    if (
      !(isLeft && (await followerKnows(pipe, delivery, ports))) &&
      (await isUnchanged(pipe, delivery, mapped.payloadHash, ports))
    )
      return {
        ...row,
        action: 'unchanged',
        why: PLAN_ACTIONS.unchanged,
        ...(linked === undefined ? {} : { target: linked }),
      };
    if (isLeft && linked !== undefined)
      return { ...row, payload: mapped.payload, action: 'leave', why: PLAN_ACTIONS.leave, target: linked };
    return {
      ...row,
      payload: mapped.payload,
      ...(await decide(pipe.target, delivery, document, mapped.payload, linked, ports)),
    };
  } catch (error) {
    if (error instanceof Hold) return { ...row, action: 'hold', why: `${error.message} [${error.code}]` };
    if (error instanceof IntegrationError || error instanceof Wait)
      return { ...row, action: 'wait', why: error.message };
    throw error;
  }
}

async function lookForNeed(
  need: WritePlan,
  pipe: PipePlan,
  delivery: Delivery,
  document: Document,
  ports: Ports,
): Promise<TargetReference | undefined> {
  const part = document[need.document] as Document | undefined;
  if (part === undefined)
    throw new Hold('need-missing', `the ${pipe.source.document} says nothing of its ${need.document}`);
  for (const anchor of anchorsOf(part)) {
    const linked = await ports.ledger.link(needLink(need, pipe, anchor));
    if (linked !== undefined) return linked;
  }
  const { payload } = await mapPayload(need, part, { needs: {}, linked: undefined }, ports);
  const outcome = await connectionOf(ports, need.connection).find(
    need.capability,
    requestOf(need, delivery, part, payload, ports),
  );
  if (outcome.kind === 'found') return outcome.target;
  if (outcome.kind === 'none') return undefined;
  if (outcome.kind === 'several')
    throw new Hold(
      'several-matches',
      `${need.connection} has ${outcome.targets.length} that match the ${need.document}`,
    );
  throw new IntegrationError('SYSTEM_UNREACHABLE', outcome.reason.text, { connection: need.connection });
}

async function decide(
  plan: WritePlan,
  delivery: Delivery,
  document: Document,
  payload: unknown,
  linked: TargetReference | undefined,
  ports: Ports,
): Promise<Pick<PlannedRecord, 'action' | 'why' | 'target'>> {
  const connection = connectionOf(ports, plan.connection);
  const capability = connection.capability(plan.capability);
  if (capability === undefined)
    throw new Hold('capability-missing', `${connection.system} cannot do ${plan.capability}`);
  let target = linked;
  if (target === undefined && capability.canFind) {
    const outcome = await connection.find(plan.capability, requestOf(plan, delivery, document, payload, ports));
    if (outcome.kind === 'several')
      throw new Hold('several-matches', `${plan.connection} has ${outcome.targets.length} that match`);
    if (outcome.kind === 'found') target = outcome.target;
    else if (outcome.kind !== 'none') return { action: 'wait', why: outcome.reason.text };
  }
  if (target === undefined) {
    if (capability.canCreate) return { action: 'create', why: PLAN_ACTIONS.create };
    if (capability.whenAbsent === 'skip')
      return { action: 'unchanged', why: `${plan.connection} has no such ${plan.document}: there is nothing to do` };
    throw new Hold(
      'absent-on-target',
      `${plan.connection} has no such ${plan.document}, and it is not to be made there`,
    );
  }
  const verb = plan.capability.slice(plan.capability.lastIndexOf('.') + 1);
  if (capability.canUpdate) {
    const action = verb === 'revise' || verb === 'cancel' || verb === 'delete' ? verb : 'update';
    return { action, why: PLAN_ACTIONS[action], target };
  }
  if (linked === undefined) return { action: 'adopt', why: PLAN_ACTIONS.adopt, target };
  throw new Hold(
    'changed-after-delivery',
    `it changed after it was delivered as ${target.number ?? target.id}, and ${plan.connection} has no safe way to change it`,
  );
}

function requestOf(
  plan: WritePlan,
  delivery: Delivery,
  document: Document,
  payload: unknown,
  ports: Ports,
): WriteRequest {
  return {
    payload,
    document,
    key: delivery.key,
    deliveryKey: `plan/${delivery.key}`,
    part: plan.part,
    done: {},
    signal: ports.signal,
  };
}
