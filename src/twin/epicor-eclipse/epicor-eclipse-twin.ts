import { answering, type RoutePattern, RouteTable } from '../kit/route-table.ts';
import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { Clerks } from './clerks.ts';
import { Company } from './company.ts';
import { contactList, createContact, replaceContact } from './contacts.ts';
import { createCustomer, customerList, customerReply, replaceCustomer } from './customers.ts';
import { EclipseError, notFound } from './eclipse-error.ts';
import { inventoryList, productList, productPricing, productReply } from './products.ts';
import { addLine, changeLog, changeStatus, createOrder, orderList, orderReply, receivables } from './sales-orders.ts';
import { Sessions } from './sessions.ts';
import { type EpicorEclipseTwinOptions, type Family, settingsOf } from './settings.ts';

interface Route extends RoutePattern {
  readonly family: Family;
  readonly answer: (request: TwinRequest, id: string) => TwinReply;
}

/**
 * Epicor Eclipse over its REST API, written from its sheet, in which most names of fields are assumptions: sessions that
 * take licences, families that are bought one by one, lists by what has changed, orders whose parts live as generations.
 * What people do in Eclipse itself is done over the {@link Clerks} that it inherits.
 */
export class EpicorEclipseTwin extends Clerks implements TwinSystem {
  readonly system = 'epicor-eclipse';
  readonly sessions: Sessions;
  readonly #routes: RouteTable<Route>;

  constructor(options: EpicorEclipseTwinOptions) {
    const company = new Company(settingsOf(options));
    super(company);
    this.sessions = new Sessions(company.settings);
    this.#routes = new RouteTable(routesOf(company));
  }

  handle(request: TwinRequest, expired: boolean): TwinReply {
    try {
      return this.#withoutHidden(this.#reply(request, expired));
    } catch (error) {
      if (error instanceof EclipseError) return error.reply;
      throw error;
    }
  }

  throttled(retryAfterSeconds: number | undefined): TwinReply {
    const { reply } = new EclipseError(429, 'Too many requests are running');
    return retryAfterSeconds === undefined
      ? reply
      : { ...reply, headers: { 'retry-after': String(retryAfterSeconds) } };
  }

  serverError(): TwinReply {
    return new EclipseError(500, 'An unexpected error occurred').reply;
  }

  #reply(request: TwinRequest, expired: boolean): TwinReply {
    const { path, method } = request;
    if (method === 'POST' && path === '/Sessions') return this.sessions.logIn(request);
    if (method === 'POST' && path === '/SessionRefresh') return this.sessions.refresh(request);
    const [, session] = /^\/Sessions\/([^/]+)$/.exec(path) ?? [];
    if (method === 'DELETE' && session !== undefined) return this.sessions.logOut(session);
    this.sessions.admit(request, expired);
    const matches = this.#routes.at(path);
    if (matches.length === 0) throw notFound('Resource', path);
    const found = answering(matches, method);
    if (found === undefined) throw new EclipseError(405, `${method} is not supported`);
    const { family, answer } = found.route;
    if (!this.company.settings.families.includes(family))
      throw new EclipseError(403, `This server is not licensed for the ${family} API`);
    return answer(request, found.values.id ?? '');
  }

  /** Field-level security leaves a field out; it does not empty it (sheet section 2). */
  #withoutHidden(reply: TwinReply): TwinReply {
    const { hiddenFields } = this.company.settings;
    if (hiddenFields.length === 0 || typeof reply.body !== 'object') return reply;
    const hide = (name: string, value: unknown) => (hiddenFields.includes(name) ? undefined : value);
    return { ...reply, body: JSON.parse(JSON.stringify(reply.body, hide)) };
  }
}

const routesOf = (company: Company): readonly Route[] => [
  list('Products', '/Products', (query) => productList(company, query)),
  one('Products', '/Products/{id}', (id) => productReply(company, id)),
  list('Products', '/ProductInventoryList', (query) => inventoryList(company, query)),
  list('Pricing', '/ProductPricing', (query) => productPricing(company, query)),
  list('Customers', '/Customers', (query) => customerList(company, query)),
  one('Customers', '/Customers/{id}', (id) => customerReply(company, id)),
  write('Customers', 'POST', '/Customers', (body) => createCustomer(company, body)),
  write('Customers', 'PUT', '/Customers/{id}', (body, id) => replaceCustomer(company, id, body)),
  list('Contacts', '/Contacts', (query) => contactList(company, query)),
  write('Contacts', 'POST', '/Contacts', (body) => createContact(company, body)),
  write('Contacts', 'PUT', '/Contacts/{id}', (body, id) => replaceContact(company, id, body)),
  list('SalesOrders', '/SalesOrders', (query) => orderList(company, query)),
  one('SalesOrders', '/SalesOrders/{id}', (id) => orderReply(company, id)),
  one('SalesOrders', '/SalesOrders/{id}/OrderChangeLog', (id) => changeLog(company, id)),
  write('SalesOrders', 'POST', '/SalesOrders', (body) => createOrder(company, body)),
  write('SalesOrders', 'POST', '/SalesOrders/{id}/LineItems', (body, id) => addLine(company, id, body)),
  write('SalesOrders', 'PUT', '/SalesOrders/{id}/Status', (body, id) => changeStatus(company, id, body)),
  list('ARInquiry', '/ARInquiry', (query) => receivables(company, query)),
];

const list = (family: Family, path: string, answer: (query: URLSearchParams) => TwinReply): Route => ({
  family,
  path,
  methods: ['GET'],
  answer: ({ query }) => answer(query),
});

const one = (family: Family, path: string, answer: (id: string) => TwinReply): Route => ({
  family,
  path,
  methods: ['GET'],
  answer: (_, id) => answer(id),
});

const write = (
  family: Family,
  method: 'POST' | 'PUT',
  path: string,
  answer: (body: string, id: string) => TwinReply,
): Route => ({ family, path, methods: [method], answer: ({ body }, id) => answer(body, id) });
