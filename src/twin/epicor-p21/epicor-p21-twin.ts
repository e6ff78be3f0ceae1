import { answering, type RoutePattern, RouteTable } from '../kit/route-table.ts';
import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { Clerks } from './clerks.ts';
import { Company } from './company.ts';
import { customerService } from './customer-window.ts';
import { DataService } from './data-service.ts';
import { EntityApi } from './entity-api.ts';
import { orderElements } from './order-elements.ts';
import { orderShown } from './order-shown.ts';
import { OrderWindow } from './order-window.ts';
import { PartsApi } from './parts-api.ts';
import { notFound, Refusal, restError, transient } from './rest-error.ts';
import { type EpicorP21TwinOptions, settingsOf, UI_SERVER } from './settings.ts';
import { shippingService } from './shipping-window.ts';
import { SignIn } from './sign-in.ts';
import { OPEN_DIALOG, TransactionService } from './transaction-service.ts';
import type { WindowService } from './window.ts';
import { wantsJson, xmlReply } from './xml-reply.ts';

type Values = Readonly<Record<string, string>>;

interface Route extends RoutePattern {
  readonly answer: (request: TwinRequest, values: Values) => TwinReply;
}

/**
 * Epicor Prophet 21 behind its middleware, written from its sheet: OData for what is read, windows that are filled and
 * saved within one request for what is written, entities for customers. What people do in the client program is done
 * over the {@link Clerks} that it inherits.
 *
 * The older views, the order over `/api/sales`, the Interactive API and the callback of asynchronous requests are not
 * published by this tenant.
 */
export class EpicorP21Twin extends Clerks implements TwinSystem {
  readonly system = 'epicor-p21';
  readonly #signIn: SignIn;
  readonly #transactions: TransactionService;
  readonly #open: RouteTable<Route>;
  readonly #routes: RouteTable<Route>;

  constructor(options: EpicorP21TwinOptions) {
    const settings = settingsOf(options);
    const company = new Company(settings);
    super(company);
    this.#signIn = new SignIn(settings);
    this.#transactions = new TransactionService(
      [orderService(company), customerService(company), shippingService(company)],
      settings.pollsUntilDone,
    );
    this.#open = new RouteTable(this.#openRoutes());
    this.#routes = new RouteTable([...this.#dataRoutes(), ...this.#windowRoutes(), ...this.#entityRoutes()]);
  }

  /** A failed call has left a dialog open in the session pool: the next transaction meets it (sheet section 12). */
  leaveDialogOpen(): void {
    this.#transactions.leaveDialogOpen();
  }

  handle(request: TwinRequest, expired: boolean): TwinReply {
    try {
      const open = answering(this.#open.at(request.path), request.method);
      if (open !== undefined) return open.route.answer(request, open.values);
      this.#signIn.admit(request, expired);
      // 2026.1 answers so on some routes; which ones the sheet does not say (section 2).
      if (!wantsJson(request)) return { status: 500 };
      // An item with a slash breaks the path, written out or not (sheet section 3.4).
      const found = answering(/%2f/i.test(request.path) ? [] : this.#routes.at(request.path), request.method);
      if (found === undefined) throw notFound(`${request.method} ${request.path}`);
      return found.route.answer(request, found.values);
    } catch (error) {
      if (error instanceof Refusal) return error.reply;
      throw error;
    }
  }

  /** By the gateway of a cloud tenant: P21 itself has no such answer (sheet section 5). */
  throttled(retryAfterSeconds: number | undefined): TwinReply {
    return {
      status: 429,
      headers: {
        'content-type': 'text/html',
        ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
      },
      body: '<html><body><h1>429 Too Many Requests</h1></body></html>',
    };
  }

  serverError(): TwinReply {
    return transient().reply;
  }

  /** Of the Transaction API, whose every answer is 200: a dialog is open, or a rule of the customer's has its say. */
  errorsInSuccess(data: TwinReply | undefined): TwinReply {
    if (data === undefined)
      return {
        status: 200,
        body: {
          Messages: [`Transaction 1:: ${OPEN_DIALOG}`],
          Results: null,
          Summary: { Succeeded: 0, Failed: 1, Other: 0 },
        },
      };
    return {
      ...data,
      body: {
        ...(data.body as object),
        Messages: ['Transaction 1:: The response window was answered with its default.'],
      },
    };
  }

  #openRoutes(): readonly Route[] {
    return [
      { path: '/ping', methods: ['GET'], answer: () => ({ status: 200, body: 'pong' }) },
      { path: '/api/security/token/v2', methods: ['POST'], answer: (request) => this.#signIn.token(request) },
      { path: '/api/security/token', methods: ['POST'], answer: (request) => this.#signIn.oldToken(request) },
      { path: '/api/ui/router/v1', methods: ['GET'], answer: router },
    ];
  }

  #dataRoutes(): readonly Route[] {
    const data = new DataService(this.company);
    return (['table', 'view'] as const).flatMap((kind): Route[] => [
      { path: `/odataservice/odata/${kind}`, methods: ['GET'], answer: (request) => data.names(kind, request) },
      {
        path: `/odataservice/odata/${kind}/{name}`,
        methods: ['GET'],
        answer: (request, { name = '' }) => data.list(kind, name, request),
      },
    ]);
  }

  #windowRoutes(): readonly Route[] {
    const windows = this.#transactions;
    const below = `${UI_SERVER}/api/v2`;
    return [
      { path: `${below}/transaction`, methods: ['POST'], answer: ({ body }) => windows.run(body) },
      { path: `${below}/transaction/get`, methods: ['POST'], answer: ({ body }) => windows.read(body) },
      { path: `${below}/transaction/async`, methods: ['POST'], answer: ({ body }) => windows.begin(body) },
      {
        path: `${below}/transaction/async`,
        methods: ['GET'],
        answer: ({ query }) => windows.state(query.get('id') ?? ''),
      },
      { path: `${below}/services`, methods: ['GET'], answer: () => windows.names() },
      { path: `${below}/definition/{name}`, methods: ['GET'], answer: (_, { name = '' }) => windows.definition(name) },
    ];
  }

  #entityRoutes(): readonly Route[] {
    const entities = new EntityApi(this.company);
    const parts = new PartsApi(this.company);
    const part = (path: string): Route => ({
      path,
      methods: ['GET'],
      answer: (request, { id = '' }) => parts.part(id, request),
    });
    const below = '/api/entity';
    return [
      { path: `${below}/customers`, methods: ['GET'], answer: (request) => entities.customers(request) },
      {
        path: `${below}/customers`,
        methods: ['POST', 'PUT'],
        answer: (request) => entities.writeCustomer(undefined, request),
      },
      {
        path: `${below}/customers/{key}`,
        methods: ['GET'],
        answer: (request, { key = '' }) => entities.customer(key, request),
      },
      {
        path: `${below}/customers/{key}`,
        methods: ['POST', 'PUT'],
        answer: (request, { key }) => entities.writeCustomer(key, request),
      },
      { path: `${below}/contacts`, methods: ['GET'], answer: (request) => entities.contacts(request) },
      {
        path: `${below}/contacts`,
        methods: ['POST', 'PUT'],
        answer: (request) => entities.writeContact(undefined, request),
      },
      { path: `${below}/contacts/{id}`, methods: ['GET'], answer: (_, { id = '' }) => entities.contact(id) },
      {
        path: `${below}/contacts/{id}`,
        methods: ['POST', 'PUT'],
        answer: (request, { id }) => entities.writeContact(id, request),
      },
      { path: `${below}/addresses`, methods: ['GET'], answer: (request) => entities.addresses(request) },
      { path: `${below}/addresses/{id}`, methods: ['GET'], answer: (_, { id = '' }) => entities.address(id) },
      part('/api/inventory/parts/{id}'),
      part('/api/inventory/v2/parts/{id}'),
      { path: '/api/inventory/parts/prices', methods: ['POST'], answer: (request) => parts.prices(request) },
      {
        path: '/api/inventory/parts/{id}/v2/price',
        methods: ['GET'],
        answer: (request, { id = '' }) => parts.price(id, request),
      },
    ];
  }
}

const orderService = (company: Company): WindowService => ({
  name: 'Order',
  elements: orderElements(company.settings),
  open: () => new OrderWindow(company),
  show: (key) => {
    const order = company.orders.get(key);
    return order === undefined ? undefined : orderShown(company, order);
  },
});

/** Where the UI server is. Without the slash before `?` it redirects to itself with one (sheet section 1). */
function router(request: TwinRequest): TwinReply {
  if (!request.path.endsWith('/'))
    return { status: 307, headers: { location: `${request.url}/?${request.query.toString()}` } };
  if (request.query.get('urlType') !== 'external')
    throw restError(400, 'P21.Common.Exceptions.Prophet21Exception', 'urlType is not valid.');
  const fields = { Url: `${new URL(request.url).origin}${UI_SERVER}` };
  return wantsJson(request) ? { status: 200, body: fields } : xmlReply('RouterResponse', fields);
}
