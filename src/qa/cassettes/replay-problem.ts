import type { CassetteExchange, CassetteRequest } from '../../model/config.generated.ts';
import { differenceLines, differences } from './difference.ts';

/** Something in which a scenario and its cassette do not fit together. */
export interface ReplayProblem {
  readonly kind: 'not-recorded' | 'differs' | 'asked-again' | 'never-asked' | 'in-another-order';
  readonly connection: string;
  readonly system: string;
  /** `POST /salesOrders` */
  readonly call: string;
  /** The whole of it in words, with the differences a line each. */
  readonly message: string;
}

/** `GET /orders?page=2`, shortened. */
export function callText({ method, path, query, sign_in }: CassetteRequest): string {
  if (sign_in === true) return `${method} (sign-in)`;
  const search = new URLSearchParams(
    Object.entries(query ?? {}).flatMap(([name, value]) => [value].flat().map((each) => [name, each])),
  );
  const text = `${method} ${path}${search.size === 0 ? '' : `?${decodeURIComponent(search.toString().replaceAll('+', ' '))}`}`;
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

type Candidate = { readonly exchange: CassetteExchange; readonly used: boolean };

/** Why a request has no answer: the nearest thing that was recorded, and how it differs. */
export function notRecorded(
  connection: string,
  system: string,
  asked: CassetteRequest,
  slots: readonly Candidate[],
): ReplayProblem {
  const call = callText(asked);
  const problem = (kind: ReplayProblem['kind'], message: string) => ({ kind, connection, system, call, message });
  const times = slots.filter(({ exchange }) => differences(exchange.request, asked).length === 0).length;
  if (times > 0)
    return problem('asked-again', `${system} was asked ${call} once more: the cassette has it ${timesText(times)}`);
  const nearest = slots
    .filter(
      ({ exchange: { request }, used }) => !used && request.method === asked.method && request.path === asked.path,
    )
    .map(({ exchange }) => differences(exchange.request, asked))
    .sort((a, b) => a.length - b.length)[0];
  if (nearest !== undefined)
    return problem(
      'differs',
      [
        `${system} was asked ${call} otherwise than in the cassette:`,
        ...differenceLines(nearest).map((line) => `  ${line}`),
      ].join('\n'),
    );
  const open = slots.filter(({ used }) => !used).map(({ exchange }) => callText(exchange.request));
  const left =
    open.length === 0
      ? 'nothing is left in the cassette'
      : `left in the cassette: ${open.slice(0, 5).join(', ')}${open.length > 5 ? ', …' : ''}`;
  return problem('not-recorded', `${system} was asked ${call}, which was not recorded; ${left}`);
}

export function unused(connection: string, system: string, request: CassetteRequest): ReplayProblem {
  const call = callText(request);
  return {
    kind: 'never-asked',
    connection,
    system,
    call,
    message: `${system} was not asked ${call}, which the cassette has`,
  };
}

export function tooEarly(
  connection: string,
  system: string,
  asked: CassetteRequest,
  expected: CassetteRequest,
): ReplayProblem {
  const call = callText(asked);
  const message = `${system} was told ${call} where the cassette has ${callText(expected)}: its writes came in another order`;
  return { kind: 'in-another-order', connection, system, call, message };
}

const timesText = (times: number): string => (times === 1 ? 'once' : `${times} times`);
