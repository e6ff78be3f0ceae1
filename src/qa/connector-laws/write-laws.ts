import { randomUUID } from 'node:crypto';
import type { Connection, FindOutcome, WriteCapability, WriteOutcome, WriteRequest } from '../../model/connection.ts';
import type { Document } from '../../model/document.ts';
import { recordKey } from '../../model/names.ts';
import { judged, type LawResult, leftOut } from './connector-law.ts';
import type { LawSubject } from './law-subject.ts';
import type { Tampering } from './tampered-http.ts';

/** Something that the system will accept, and does not have yet. */
export interface WriteSample {
  readonly capability: string;
  readonly payload: unknown;
  /** The document that the payload was made of, where the connector asks for it. */
  readonly document: Document;
}

const TROUBLE: readonly {
  readonly law: string;
  readonly status: number;
  readonly allowed: readonly WriteOutcome['kind'][];
}[] = [
  { law: 'a write that is throttled is sent again', status: 429, allowed: ['retry'] },
  {
    law: 'a write that failed inside the system is looked up or sent again',
    status: 500,
    allowed: ['unknown', 'retry'],
  },
  { law: 'a write during an outage is sent again or looked up', status: 503, allowed: ['retry', 'unknown'] },
  { law: 'a write without a valid sign-in halts the connection', status: 401, allowed: ['halted', 'retry'] },
];

const LOST = 'a write whose answer got lost is looked up and found';
const REPEAT = 'a repeated write makes no second document';

/** The laws of one write. Exactly one document is made, by the write whose answer is lost. */
export async function writeLaws(open: () => LawSubject, sample: WriteSample): Promise<LawResult[]> {
  const { capability: name } = sample;
  const capability = open().connection.capability(name);
  if (capability === undefined) return [judged(LOST, name, ['the connector has no such write'])];
  const results: LawResult[] = [];
  for (const { law, status, allowed } of TROUBLE) {
    const subject = open();
    const outcome = await tampered(subject, sample, { kind: 'answer', status, body: '{}' }, Number.POSITIVE_INFINITY);
    results.push(judged(law, name, allowed.includes(outcome.kind) ? [] : [`it became ${told(outcome)}`], outcome.kind));
  }
  if (!capability.canFind || capability.strategy === 'none')
    return [...results, leftOut(LOST, name, 'it has no look-up'), leftOut(REPEAT, name, 'it has no look-up')];
  const subject = open();
  const request = requestOf(sample);
  const before = await subject.connection.find(name, request);
  if (before.kind !== 'none') {
    const why = `the look-up says ${told(before)} before anything was written: give a payload that the system does not have`;
    return [...results, leftOut(LOST, name, why), leftOut(REPEAT, name, why)];
  }
  const lost = await tampered(subject, sample, { kind: 'lose-answer' }, 1, request);
  // On a connection of its own: this one rests after an outage, as it should.
  const { connection } = open();
  const found = await connection.find(name, request);
  results.push(
    judged(LOST, name, [
      ...(lost.kind === 'unknown' ? [] : [`without its answer it became ${told(lost)}, not unknown`]),
      ...(found.kind === 'found' ? [] : [`the look-up afterwards says ${told(found)}`]),
    ]),
  );
  if (found.kind === 'found') results.push(await repeated(connection, capability, request, found.target.id));
  return results;
}

async function repeated(
  connection: Connection,
  capability: WriteCapability,
  request: WriteRequest,
  id: string,
): Promise<LawResult> {
  const { name, strategy } = capability;
  // The engine itself never repeats a write of this strategy before it has looked: what is found is what counts.
  const again =
    strategy === 'find-first' ? undefined : await connection.write(name, { ...request, unsure: true }, noKeeping);
  const after = await connection.find(name, request);
  return judged(REPEAT, name, [
    ...(again?.kind === 'done' && again.target.id !== id ? [`the repeat made ${again.target.id} beside ${id}`] : []),
    ...(after.kind === 'found' && after.target.id === id ? [] : [`the look-up afterwards says ${told(after)}`]),
  ]);
}

async function tampered(
  { connection, http }: LawSubject,
  sample: WriteSample,
  tampering: Tampering,
  times: number,
  request = requestOf(sample),
): Promise<WriteOutcome> {
  // Signed in before, so that what is tampered with is the write itself.
  await connection.find(sample.capability, request);
  http.arm(tampering, times);
  try {
    return await connection.write(sample.capability, request, noKeeping);
  } finally {
    http.clear();
  }
}

const noKeeping = async (): Promise<void> => undefined;

function requestOf({ capability, payload, document }: WriteSample): WriteRequest {
  return {
    payload,
    document,
    key: recordKey(`law-${randomUUID()}`),
    deliveryKey: `laws/${capability}/${randomUUID()}`,
    part: 'to',
    done: {},
    signal: new AbortController().signal,
  };
}

function told(outcome: WriteOutcome | FindOutcome): string {
  if ('reason' in outcome) return `${outcome.kind} (${outcome.reason.text})`;
  return outcome.kind;
}
