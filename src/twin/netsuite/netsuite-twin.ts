import { answering, RouteTable } from '../kit/route-table.ts';
import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { Account } from './account.ts';
import { AsyncJobs } from './async-jobs.ts';
import { ConcurrencyLimit } from './concurrency-limit.ts';
import { RecordService } from './record-service.ts';
import { Records } from './records.ts';
import { problem, RestError } from './rest-error.ts';
import { type NetSuiteTwinOptions, settingsOf } from './settings.ts';
import { SignIn } from './sign-in.ts';
import { QueryService } from './suiteql/query-service.ts';
import { TwinDesk } from './twin-desk.ts';

const RECORD = '/services/rest/record/v1';
const QUERY = '/services/rest/query/v1/suiteql';
const JOBS = '/services/rest/async/v1';
const TOKEN = '/services/rest/auth/oauth2/v1/token';

interface Route {
  readonly path: string;
  readonly methods: readonly string[];
  readonly answer: (request: TwinRequest, values: Readonly<Record<string, string>>) => TwinReply;
}

/**
 * Oracle NetSuite over SuiteTalk REST, written from its sheet: records that are created without an answer in the body,
 * sublists that grow when they are written twice, SuiteQL for every list, and two ways to sign in. Taxes are SuiteTax's.
 * What a person does in NetSuite is done over the desk that it inherits.
 */
export class NetSuiteTwin extends TwinDesk implements TwinSystem {
  readonly system = 'netsuite';
  readonly #signIn: SignIn;
  readonly #limit: ConcurrencyLimit;
  readonly #routes: RouteTable<Route>;

  constructor(options: NetSuiteTwinOptions) {
    const settings = settingsOf(options);
    const account = new Account(settings);
    const records = new Records(account);
    super(account, records);
    this.#signIn = new SignIn(settings);
    this.#limit = new ConcurrencyLimit(settings);
    const jobs = new AsyncJobs(JOBS, settings.pollsUntilDone);
    const service = new RecordService(account, records, jobs, RECORD);
    const queries = new QueryService(account);
    const record = (path: string, methods: readonly string[], answer: Route['answer']): Route => ({
      path: `${RECORD}${path}`,
      methods,
      answer,
    });
    this.#routes = new RouteTable<Route>([
      { path: QUERY, methods: ['POST'], answer: (request) => queries.answer(request) },
      {
        path: `${JOBS}/job/{id}`,
        methods: ['GET'],
        answer: ({ url }, { id = '' }) => jobs.answer(new URL(url).origin, id, []),
      },
      {
        path: `${JOBS}/job/{id}/{rest:rest}`,
        methods: ['GET'],
        answer: ({ url }, { id = '', rest = '' }) => jobs.answer(new URL(url).origin, id, rest.split('/')),
      },
      record('/metadata-catalog', ['GET'], (request) => service.catalogue(request)),
      record('/metadata-catalog/{type}', ['GET'], (_request, { type = '' }) => service.metadata(type)),
      record('/{type}', ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'], (request, { type = '' }) =>
        service.collection(request, type),
      ),
      record('/{type}/{id}', ['GET', 'PATCH', 'PUT', 'DELETE'], (request, { type = '', id = '' }) =>
        service.record(request, type, id),
      ),
      record('/{type}/{id}/!transform/{target}', ['POST'], (request, { type = '', id = '', target = '' }) =>
        service.transform(request, { type, id, target }),
      ),
      record('/{type}/{id}/{sublist}', ['GET'], (request, { type = '', id = '', sublist = '' }) =>
        service.sublist(request, { type, id, sublist }),
      ),
    ]);
  }

  throttled(retryAfterSeconds: number | undefined): TwinReply {
    const { reply } = problem(
      429,
      'CONCURRENCY_LIMIT_EXCEEDED',
      'The request was refused: the number of concurrent requests of the account is exceeded.',
    );
    return retryAfterSeconds === undefined
      ? reply
      : { ...reply, headers: { ...reply.headers, 'retry-after': String(retryAfterSeconds) } };
  }

  serverError(): TwinReply {
    return problem(500, 'UNEXPECTED_ERROR', 'An unexpected error occurred. Error ID: mi7k2xq3y0b41c').reply;
  }

  handle(request: TwinRequest, expired: boolean): TwinReply {
    try {
      return this.#route(request, expired);
    } catch (error) {
      if (error instanceof RestError) return error.reply;
      throw error;
    }
  }

  #route(request: TwinRequest, expired: boolean): TwinReply {
    if (request.method === 'POST' && request.path === TOKEN) return this.#signIn.token(request);
    const matches = this.#routes.at(request.path);
    this.#signIn.check(request, expired);
    if (!this.#limit.admit()) return this.throttled(undefined);
    if (matches.length === 0) throw problem(404, 'INVALID_REQUEST', `No resource matches the path ${request.path}.`);
    const match = answering(matches, request.method);
    if (match === undefined) throw problem(405, 'INVALID_REQUEST', `The method ${request.method} is not allowed.`);
    return match.route.answer(request, match.values);
  }
}
