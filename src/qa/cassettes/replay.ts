import { createHttpClient } from '../../http/http-client.ts';
import { HttpFailure } from '../../http/http-failure.ts';
import type { HttpClient, HttpRequest } from '../../http/http-message.ts';
import { nodeCarrier } from '../../http/node-carrier.ts';
import type { Clock } from '../../model/clock.ts';
import type { CassetteExchange, CassetteRequest } from '../../model/config.generated.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { differences } from './difference.ts';
import { oneAtATime, orderOf } from './one-at-a-time.ts';
import { answerOf, isWrite, recordedRequest } from './recorded-message.ts';
import { BrokenOnPurpose, replaceNetwork, sentWith, type WireAnswer, type WireRequest } from './replay-network.ts';
import { notRecorded, type ReplayProblem, unused } from './replay-problem.ts';
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
  for (const { connection, tape } of given) {
    const vantage = vantageOf(connection);
    const client = createHttpClient({ clock, carrier: nodeCarrier() });
    const slots = tape.exchanges.map(({ before = [], ...exchange }) => ({
      exchange,
      faults: before.map((answer) => wireAnswer(answer, vantage)),
      used: false,
    }));
    const side: Side = { name: connection.name, vantage, tape, slots, seen: [], client };
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
      for (const { name, vantage, tape, slots } of sides.values())
        if (tape.tolerance === 'strict')
          problems.push(
            ...slots.filter(({ used }) => !used).map(({ exchange }) => unused(name, vantage.system, exchange.request)),
          );
      return problems;
    },
  };
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
function clientOf({ client, name, vantage }: Side, queue: ReturnType<typeof oneAtATime>): HttpClient {
  return {
    send: async (request) => {
      try {
        return await queue(orderOf(name, request, vantage), () => client.send(request));
      } catch (error) {
        const cause = error instanceof HttpFailure ? error.cause : undefined;
        if (cause instanceof Mismatch)
          throw new IntegrationError('CASSETTE_MISMATCH', cause.message, { connection: name }, error);
        if (cause instanceof BrokenOnPurpose)
          throw new HttpFailure(cause.failure, sentWith(cause.failure), cause.message, undefined, error);
        throw error;
      }
    },
    close: () => client.close(),
  };
}
