import { createHttpClient } from '../../http/http-client.ts';
import { HttpFailure } from '../../http/http-failure.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from '../../http/http-message.ts';
import { nodeCarrier } from '../../http/node-carrier.ts';
import type { Clock } from '../../model/clock.ts';
import type { CassetteExchange, CassetteRequest } from '../../model/config.generated.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { differences } from './difference.ts';
import { oneAtATime, orderOf } from './one-at-a-time.ts';
import { answerOf, isWrite, recordedRequest } from './recorded-message.ts';
import { BrokenOnPurpose, replaceNetwork, sentWith, type WireAnswer, type WireRequest } from './replay-network.ts';
import { notRecorded, type ReplayProblem, tooEarly, unused } from './replay-problem.ts';
import type { ReplayTape } from './replay-tape.ts';
import type { SeenExchange, Tape } from './tape.ts';
import { type RecordedConnection, type Vantage, vantageOf } from './vantage.ts';

export interface Replay extends Tape {
  /** What did not fit so far: requests that were not recorded, or recorded otherwise. */
  problems(): readonly ReplayProblem[];
  /** Gives the network back. All that did not fit, with what was recorded and never asked for. */
  finish(): readonly ReplayProblem[];
}

export interface ReplaySide {
  readonly connection: RecordedConnection;
  readonly tape: ReplayTape;
  /**
   * Leads to a twin that is told everything that was answered from the tape, so that its people see what was written. The
   * tape's answers count; a sign-in alone is answered by the twin, for a cassette has no token that it would take.
   */
  readonly twin?: HttpClient;
}

interface Slot {
  readonly exchange: CassetteExchange;
  /** What is answered before the recorded answer, by a fault that was put in. */
  readonly faults: WireAnswer[];
  used: boolean;
}

interface Side {
  readonly name: string;
  readonly vantage: Vantage;
  readonly tape: ReplayTape;
  readonly slots: readonly Slot[];
  readonly seen: SeenExchange[];
  readonly client: HttpClient;
  readonly twin: HttpClient | undefined;
}

/**
 * Answers a scenario's requests from cassettes. Nothing is started, and nothing leaves the process. A request that was not
 * recorded, or recorded otherwise, ends the call with CASSETTE_MISMATCH and stays in `problems`. Every connection needs
 * an origin of its own. Rejects with USAGE when another replay is open.
 */
export async function openReplay(given: readonly ReplaySide[], clock: Clock): Promise<Replay> {
  const problems: ReplayProblem[] = [];
  const sides = new Map<string, Side>();
  const byOrigin = new Map<string, Side>();
  for (const { connection, tape, twin } of given) {
    const vantage = vantageOf(connection);
    const client = createHttpClient({ clock, carrier: nodeCarrier() });
    const slots = tape.exchanges.map(({ before = [], ...exchange }) => ({
      exchange,
      faults: before.map((answer) => wireAnswer(answer, vantage)),
      used: false,
    }));
    const side: Side = { name: connection.name, vantage, tape, slots, seen: [], client, twin };
    sides.set(connection.name, side);
    byOrigin.set(vantage.origin, side);
  }
  if (byOrigin.size < sides.size)
    throw new IntegrationError('USAGE', 'two connections of a replay have one origin', {});

  const sideOf = (name: string): Side => {
    const side = sides.get(name);
    if (side === undefined)
      throw new IntegrationError('USAGE', `the connection "${name}" has no cassette`, { connection: name });
    return side;
  };
  const giveBack = replaceNetwork(new Set(byOrigin.keys()), (request) => {
    const side = byOrigin.get(request.origin);
    if (side === undefined) throw new Error(`no cassette answers for ${request.origin}`);
    return answer(side, request, problems);
  });
  const queue = oneAtATime();
  return {
    http: (name) => clientOf(sideOf(name), queue),
    seen: (name) => sideOf(name).seen,
    problems: () => problems,
    finish: () => {
      giveBack();
      for (const side of sides.values()) if (side.tape.tolerance === 'strict') problems.push(...leftOf(side));
      return problems;
    },
  };
}

/** What was never asked for; where all was, writes that came in another order than they were recorded in. */
function leftOf({ name, vantage, slots, seen }: Side): ReplayProblem[] {
  const open = slots.filter(({ used }) => !used);
  if (open.length > 0) return open.map(({ exchange }) => unused(name, vantage.system, exchange.request));
  const recorded = slots.filter(({ exchange }) => isWrite(exchange, vantage)).map(({ exchange }) => exchange.request);
  const written = seen.filter(({ write }) => write).map(({ exchange }) => exchange.request);
  const at = written.findIndex((request, index) => differences(recorded[index], request).length > 0);
  const [expected, asked] = [recorded[at], written[at]];
  return expected === undefined || asked === undefined ? [] : [tooEarly(name, vantage.system, asked, expected)];
}

/** Thrown inside the network for a request that no cassette answers; the client turns it into a CASSETTE_MISMATCH. */
class Mismatch extends Error {}

function answer(side: Side, request: WireRequest, problems: ReplayProblem[]): WireAnswer {
  const { vantage, slots, tape, seen, name } = side;
  const asked = recordedRequest(withDefaults(request), vantage);
  const same = slots.filter(({ exchange }) => differences(exchange.request, asked).length === 0);
  const isRead = !isWrite({ request: asked }, vantage);
  const again = tape.tolerance === 'after-a-fault' && isRead ? (same.at(-1) ?? polledBefore(slots, asked)) : undefined;
  const slot = same.find(({ used }) => !used) ?? again;
  if (slot === undefined) {
    const problem = notRecorded(name, vantage.system, asked, slots);
    problems.push(problem);
    throw new Mismatch(problem.message);
  }
  const fault = slot.faults.shift();
  if (fault === undefined) slot.used = true;
  const given = fault ?? wireAnswer(slot.exchange, vantage);
  seen.push({ exchange: seenExchange(asked, slot.exchange, fault), write: !isRead });
  return given;
}

const INSTANT = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;

/** A list that is asked for again from a later hour on: systems answer with what changed meanwhile, which is what changed before. */
function polledBefore(slots: readonly Slot[], asked: CassetteRequest): Slot | undefined {
  const isHour = (value: unknown): boolean => typeof value === 'string' && INSTANT.test(value);
  return slots.findLast(({ exchange }) =>
    differences(exchange.request, asked).every(({ expected, actual }) => isHour(expected) || isHour(actual)),
  );
}

/** Told as it took place: with the fault, when there was one. */
function seenExchange(
  request: CassetteRequest,
  exchange: CassetteExchange,
  fault: WireAnswer | undefined,
): CassetteExchange {
  if (fault === undefined) return { ...exchange, request };
  return 'failure' in fault
    ? { request, failure: fault.failure as NonNullable<CassetteExchange['failure']> }
    : { request, response: { status: fault.status, text: fault.body.toString('utf8') } };
}

function wireAnswer({ response, failure }: Omit<CassetteExchange, 'request'>, vantage: Vantage): WireAnswer {
  if (failure !== undefined) return { failure };
  if (response === undefined) throw new Error('an exchange has neither a response nor a failure');
  return answerOf(response, vantage);
}

const withDefaults = (request: WireRequest): HttpRequest => ({
  ...request,
  timeoutMs: 0,
  maxBytes: 0,
  signal: new AbortController().signal,
});

/** The client of earnest, whose failures are told as the cassette means them. */
function clientOf(side: Side, queue: ReturnType<typeof oneAtATime>): HttpClient {
  return {
    send: (request) => queue(orderOf(side.name, request, side.vantage), () => answered(side, request)),
    close: () => side.client.close(),
  };
}

async function answered({ client, name, vantage, twin }: Side, request: HttpRequest): Promise<HttpAnswer> {
  try {
    const recorded = await client.send(request);
    const told = await tell(twin, request);
    return vantage.isSignIn(request) && told !== undefined ? told : recorded;
  } catch (error) {
    const cause = error instanceof HttpFailure ? error.cause : undefined;
    if (cause instanceof Mismatch)
      throw new IntegrationError('CASSETTE_MISMATCH', cause.message, { connection: name }, error);
    if (!(cause instanceof BrokenOnPurpose)) throw error;
    if (sentWith(cause.failure) === 'maybe') await tell(twin, request);
    throw new HttpFailure(cause.failure, sentWith(cause.failure), cause.message, undefined, error);
  }
}

/** What the twin makes of a request. That it may be told to fail is its own matter: the tape has what came of it. */
async function tell(twin: HttpClient | undefined, request: HttpRequest): Promise<HttpAnswer | undefined> {
  try {
    return await twin?.send(request);
  } catch (error) {
    if (error instanceof HttpFailure) return undefined;
    throw error;
  }
}
