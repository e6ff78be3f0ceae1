import type { PipePlan } from '../../compile/pipe-plan.ts';
import { ledgerWorld, type OfflineWorld } from '../../explain/offline-world.ts';
import { runOffline } from '../../explain/run-offline.ts';
import type { LoadedProject } from '../../load/load-project.ts';
import type { CapturedFile } from '../../model/config.generated.ts';
import { contentHash } from '../../model/content-hash.ts';
import type { Delivery, TargetReference } from '../../model/delivery.ts';
import { Hold } from '../../model/hold.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import type { Ledger } from '../../model/ledger.ts';
import { withoutAgain } from '../../receive/again-record.ts';
import { redactExchanges } from '../cassettes/redaction/redact-exchanges.ts';
import { madeOf } from './made-of-captured.ts';

export interface CaptureOptions {
  /** Of the stand-ins; undefined: the data is fictional and stays as it is. */
  readonly salt: string | undefined;
  /** Now, as an instant in UTC. */
  readonly at: string;
  /** A reference list of the target; undefined: it is not to be asked. */
  readonly entriesOf: ((list: string) => Promise<ReadonlyMap<string, unknown>>) | undefined;
  readonly signal: AbortSignal;
}

/** `proven`: the payload has the hash of what was sent. */
export interface Capture {
  readonly file: CapturedFile;
  readonly proven: boolean;
}

type Surroundings = CapturedFile['with'];

interface AsSent {
  readonly surroundings: Surroundings;
  readonly proven: boolean;
}

/**
 * A record of the ledger with what its pipe made of it, to be held to it from now on. What was sent is not kept by the
 * ledger, only its hash: it is made again, and has to be what was sent. Rejects with CAPTURE_REFUSED when it is not, as
 * after a change of the mapping, or when stand-ins in place of personal data make something else of it.
 */
export async function captureDelivery(
  project: LoadedProject,
  plan: PipePlan,
  delivery: Delivery,
  ledger: Ledger,
  { salt, at, entriesOf, signal }: CaptureOptions,
): Promise<Capture> {
  const world = ledgerWorld(project, plan, ledger, signal);
  const { surroundings, proven } = await surroundingsAsSent(plan, delivery, world, entriesOf);
  const original = {
    pipe: plan.name,
    label: delivery.label,
    record: JSON.parse(withoutAgain(delivery.record)) as unknown,
    with: surroundings,
  };
  const before = await madeOf(project, original, signal);
  if (before.kind === 'left out' || (before.kind === 'held' && before.code !== delivery.reason?.code))
    throw refused(plan, delivery, `the pipe of today would not send it: ${textOf(before)}`);
  if (before.kind === 'sent' && delivery.state === 'held')
    throw refused(plan, delivery, 'why it was held is not told by the record alone, and nothing was sent');
  const { label, record, with: handed } = salt === undefined ? original : redacted(original, salt);
  const after = await madeOf(project, { pipe: plan.name, label, record, with: handed }, signal);
  if (after.kind === 'left out' || after.kind !== before.kind)
    throw refused(plan, delivery, `with stand-ins for personal data it becomes something else: ${textOf(after)}`);
  const { target } = delivery;
  const file = {
    format: 1,
    pipe: plan.name,
    label,
    captured_at: at,
    redaction: salt === undefined ? 'none' : 'stand-ins',
    state: delivery.state,
    ...(target === undefined
      ? {}
      : { answer: { id: target.id, ...(target.number === undefined ? {} : { number: target.number }) } }),
    record,
    with: handed,
    ...(after.kind === 'sent' ? { payload: after.payload } : { held: after.code }),
  } as CapturedFile;
  return { file, proven };
}

/**
 * What the mapping was handed when it made what was sent. By now the record itself may be linked, which it was not when it
 * was created: of both ways, the one whose payload has the hash of what was sent.
 */
async function surroundingsAsSent(
  plan: PipePlan,
  delivery: Delivery,
  world: OfflineWorld,
  entriesOf: CaptureOptions['entriesOf'],
): Promise<AsSent> {
  const created: OfflineWorld = {
    ...world,
    link: async (key) => (key.document === plan.target.document ? undefined : world.link(key)),
  };
  let made: AsSent | undefined;
  for (const way of [created, world]) {
    const asked = await offlineAsking(plan, delivery, way, entriesOf);
    // One that is held has no payload, and its reason needs no link.
    if (asked === undefined) return { surroundings: {}, proven: delivery.payloadHash === undefined };
    const { run, references } = asked;
    const needs = Object.entries(run.needs).flatMap(([name, need]) =>
      need === undefined ? [] : [[name, refOf(need)]],
    );
    const surroundings = {
      ...(needs.length === 0 ? {} : { needs: Object.fromEntries(needs) }),
      ...(run.target === undefined ? {} : { target: refOf(run.target) }),
      ...(Object.keys(references).length === 0 ? {} : { references }),
    };
    const hash = contentHash(`${plan.target.capability} ${JSON.stringify(run.payload)}`);
    if (hash === delivery.payloadHash) return { surroundings, proven: true };
    if (!run.exact || delivery.payloadHash === undefined) made ??= { surroundings, proven: false };
  }
  if (made !== undefined) return made;
  throw refused(
    plan,
    delivery,
    'the pipe of today makes something else of it than was sent: `pipewright verify --against` shows what',
  );
}

type References = Record<string, Record<string, unknown>>;

const MOST_ROUNDS = 5;

/** Takes the record through its stages, and asks the target for entries of its lists as often as there are new ones. */
async function offlineAsking(
  plan: PipePlan,
  delivery: Delivery,
  world: OfflineWorld,
  entriesOf: CaptureOptions['entriesOf'],
) {
  const references: References = {};
  for (let round = 0; ; round += 1) {
    const run = await offline(plan, delivery, { ...world, reference: (list, key) => references[list]?.[key] });
    if (run === undefined || entriesOf === undefined || round === MOST_ROUNDS) return run && { run, references };
    const open = run.questions.filter(({ what, answer }) => what === 'reference' && answer === undefined);
    let found = 0;
    for (const { list, code } of open) {
      const entry = (await entriesOf(list)).get(code);
      if (entry === undefined) continue;
      references[list] = { ...references[list], [code]: entry };
      found += 1;
    }
    if (found === 0) return { run, references };
  }
}

async function offline(plan: PipePlan, delivery: Delivery, world: OfflineWorld) {
  try {
    return await runOffline(plan, delivery.record, delivery.key, world);
  } catch (error) {
    if (error instanceof Hold) return undefined;
    throw error;
  }
}

const refOf = ({ id, number, kept }: TargetReference) => ({
  id,
  ...(number === undefined ? {} : { number }),
  ...(kept === undefined ? {} : { kept }),
});

/** The same stand-ins as in cassettes, in the record and in what was handed to the mapping. */
function redacted<T extends { readonly label: string; readonly record: unknown; readonly with: Surroundings }>(
  { label, record, with: handed }: T,
  salt: string,
): Pick<T, 'label' | 'record' | 'with'> {
  const json = { record, with: handed, label };
  const clean = redactExchanges(
    new Map([['captured', [{ request: { method: 'GET', path: '/' }, response: { status: 200, json } }]]]),
    salt,
  );
  return clean.get('captured')?.[0]?.response?.json as Pick<T, 'label' | 'record' | 'with'>;
}

const textOf = (outcome: Awaited<ReturnType<typeof madeOf>>): string =>
  outcome.kind === 'held' ? `it is held (${outcome.text})` : outcome.kind === 'sent' ? 'it is sent' : 'it is left out';

const refused = ({ name }: PipePlan, { label, key }: Delivery, why: string): IntegrationError =>
  new IntegrationError('CAPTURE_REFUSED', `${label === '' ? key : label} of ${name} cannot be captured: ${why}`, {
    pipe: name,
  });
