import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { Authentication } from './authentication.ts';
import { Company } from './company.ts';
import { changeCustomer, createCustomer } from './customers.ts';
import type { Row } from './entity-set.ts';
import { analyticsRows, viewsOf } from './entity-views.ts';
import { changeCategory, changeItem, createCategory, createItem } from './master-data.ts';
import { errorReply, ODataError } from './odata-error.ts';
import { parseFilter, passes } from './odata-filter.ts';
import { type EntityView, entityReply, listReply } from './odata-query.ts';
import { creditInvoice, shipAndInvoice } from './posting.ts';
import { RequestWindow } from './request-window.ts';
import { addLine, changeLine, changeOrder, createOrder, deleteOrder, linesOf, removeLine } from './sales-orders.ts';
import { type BusinessCentralTwinOptions, type Settings, settingsOf } from './settings.ts';

type Body = Readonly<Record<string, unknown>>;

/**
 * Business Central online, API v2.0, written from its sheet: entity sets under a company, OData errors, ETags, tax that
 * the system computes itself, orders that vanish when they are fully posted.
 */
export class BusinessCentralTwin implements TwinSystem {
  readonly system = 'business-central';
  readonly company: Company;
  readonly #settings: Settings;
  readonly #authentication: Authentication;
  readonly #window: RequestWindow;
  readonly #views: ReadonlyMap<string, EntityView>;

  constructor(options: BusinessCentralTwinOptions) {
    this.#settings = settingsOf(options);
    this.company = new Company(this.#settings);
    this.#authentication = new Authentication(this.#settings);
    this.#window = new RequestWindow(this.#settings);
    this.#views = viewsOf(this.company);
  }

  get options(): Settings {
    return this.#settings;
  }

  addItem(item: Body & { readonly inventory?: number }): Row {
    const { inventory, ...body } = item;
    const row = createItem(this.company, body);
    if (inventory !== undefined && inventory !== 0)
      this.company.postEntry(String(row.number), inventory, 'Purchase', 'SEED');
    return row;
  }

  addItemCategory(body: Body): Row {
    return createCategory(this.company, body);
  }

  addCustomer(body: Body): Row {
    return createCustomer(this.company, body);
  }

  adjustInventory(itemNumber: string, delta: number): void {
    this.company.postEntry(itemNumber, delta, delta > 0 ? 'Positive_x0020_Adjmt.' : 'Negative_x0020_Adjmt.', 'ADJ');
  }

  /** The order or the invoice that carries a shop's order number. */
  documentFor(externalDocumentNumber: string): Row | undefined {
    const { salesOrders, salesInvoices } = this.company;
    return (
      salesOrders.by('externalDocumentNumber', externalDocumentNumber)[0] ??
      salesInvoices.by('externalDocumentNumber', externalDocumentNumber)[0]
    );
  }

  linesOf(order: Row): Row[] {
    return this.company.salesOrders.get(order.id) === undefined
      ? this.company.salesInvoiceLines.by('documentId', order.id)
      : linesOf(this.company, order);
  }

  /** Posts what a warehouse would: all, or the quantities by item number. */
  postShipAndInvoice(
    order: Row,
    quantities?: Readonly<Record<string, number>>,
  ): { readonly shipment: Row; readonly invoice: Row } {
    if (quantities !== undefined) {
      for (const line of linesOf(this.company, order)) {
        const quantity = quantities[String(line.lineObjectNumber)] ?? 0;
        Object.assign(line, { shipQuantity: quantity, invoiceQuantity: quantity });
      }
    }
    return shipAndInvoice(this.company, order);
  }

  postCreditMemo(invoice: Row, quantities: Readonly<Record<string, number>>): Row {
    return creditInvoice(this.company, invoice, quantities);
  }

  throttled(retryAfterSeconds: number | undefined): TwinReply {
    const reply = errorReply(
      new ODataError(429, 'Application_TooManyRequests', 'Too many requests reached. Actual (6001). Maximum (6000).'),
      this.company.identifiers.guid(),
    );
    return retryAfterSeconds === undefined
      ? reply
      : { ...reply, headers: { 'retry-after': String(retryAfterSeconds) } };
  }

  serverError(): TwinReply {
    return errorReply(
      new ODataError(500, 'Internal_ServerError', 'An unexpected error occurred while processing the request.'),
      this.company.identifiers.guid(),
    );
  }

  handle(request: TwinRequest, expired: boolean): TwinReply {
    try {
      return this.#route(request, expired);
    } catch (error) {
      if (error instanceof ODataError) return errorReply(error, this.company.identifiers.guid());
      throw error;
    }
  }

  #route(request: TwinRequest, expired: boolean): TwinReply {
    const path = decodeURIComponent(request.path);
    if (/^\/[^/]+\/oauth2\/v2\.0\/token$/.test(path) && request.method === 'POST')
      return this.#authentication.token(request);
    this.#authentication.check(request, expired);
    if (!this.#window.admit()) return this.throttled(undefined);
    const { tenant, environment } = this.#settings;
    const rest = [`/v2.0/${tenant}/${environment}/api/`, `/v2.0/${environment}/api/`]
      .map((base) => (path.startsWith(base) ? path.slice(base.length) : undefined))
      .find((found) => found !== undefined);
    if (rest === undefined)
      throw new ODataError(404, 'BadRequest_NotFound', 'Environment does not exist or the request path is not valid.');
    if (rest.startsWith('v2.0/')) return this.#api(rest.slice('v2.0/'.length), request);
    if (rest.startsWith('microsoft/analytics/v1.0/'))
      return this.#analytics(rest.slice('microsoft/analytics/v1.0/'.length), request);
    throw new ODataError(
      404,
      'BadRequest_NotFound',
      `No HTTP resource was found that matches the request URI '${request.url}'.`,
    );
  }

  #api(path: string, request: TwinRequest): TwinReply {
    const { companyId, companyName } = this.#settings;
    const company = {
      id: companyId,
      systemVersion: '28.0.0.0',
      name: companyName,
      displayName: companyName,
      businessProfileId: '',
    };
    if (path === 'companies') return { status: 200, body: { '@odata.context': request.url, value: [company] } };
    if (path === `companies(${companyId})`) return { status: 200, body: { '@odata.context': request.url, ...company } };
    if (path === '$batch') return this.#batch(request);
    return this.#entity(this.#inCompany(path, request), request);
  }

  /** The part of a path under the company, which is named in the path, in the query or in a header. */
  #inCompany(path: string, request: TwinRequest): string {
    const { companyId, companyName } = this.#settings;
    const match = /^companies\(([^)]*)\)\/(.+)$/.exec(path);
    const named = match?.[1] ?? request.query.get('company') ?? request.headers.company;
    if (named === undefined || named === null)
      throw new ODataError(400, 'BadRequest_RequiredParamNotProvided', 'You must choose a company.');
    if (String(named).toLowerCase() !== companyId && named !== companyName)
      throw new ODataError(404, 'Internal_CompanyNotFound', 'The company was not found.');
    return match?.[2] ?? path;
  }

  #analytics(path: string, request: TwinRequest): TwinReply {
    const rows = analyticsRows(this.company, this.#inCompany(path, request));
    if (rows === undefined) throw new ODataError(404, 'BadRequest_NotFound', 'No HTTP resource was found.');
    const filter = request.query.get('$filter');
    const parsed = filter === null ? undefined : parseFilter(filter);
    const select = request.query.get('$select')?.split(',');
    const value = (parsed === undefined ? rows : rows.filter((row) => passes(parsed, row))).map((row) =>
      select === undefined ? row : Object.fromEntries(select.map((name) => [name, row[name]])),
    );
    return { status: 200, body: { '@odata.context': request.url, value } };
  }

  #entity(path: string, request: TwinRequest): TwinReply {
    const match = /^([A-Za-z]+)(?:\(([^)]+)\))?(?:\/(.+))?$/.exec(path);
    const [, name = '', id, part] = match ?? [];
    const view = this.#views.get(name);
    if (match === null || view === undefined)
      throw new ODataError(
        404,
        'BadRequest_NotFound',
        `No HTTP resource was found that matches the request URI '${request.url}'.`,
      );
    if (id !== undefined && part !== undefined) return this.#part(name, view.set.need(id), part, request);
    if (id === undefined) return this.#collection(name, view, request);
    return this.#single(name, view, view.set.need(id), request);
  }

  #collection(name: string, view: EntityView, request: TwinRequest): TwinReply {
    if (request.method === 'POST') return entityReply(view, this.#create(name, bodyOf(request)), request, 201);
    if (request.method !== 'GET') throw notAllowed(request);
    if (/^sales\w+Lines$/.test(name) && !/documentId eq|\bid eq/.test(request.query.get('$filter') ?? '')) {
      throw new ODataError(
        400,
        'Application_DialogException',
        'You must specify an Id or a Document Id to get the lines.',
      );
    }
    return listReply(view, () => view.set.all(), request);
  }

  #single(name: string, view: EntityView, row: Row, request: TwinRequest): TwinReply {
    switch (request.method) {
      case 'GET':
        return entityReply(view, row, request);
      case 'PATCH':
        view.set.checkEtag(row, request.headers['if-match']);
        return entityReply(view, this.#change(name, row, bodyOf(request)), request);
      case 'DELETE':
        view.set.checkEtag(row, request.headers['if-match']);
        this.#remove(name, view, row);
        return { status: 204 };
      default:
        throw notAllowed(request);
    }
  }

  /** Navigation below one entity: its lines, a bound action. */
  #part(name: string, row: Row, part: string, request: TwinRequest): TwinReply {
    if (name === 'salesOrders' && part === 'Microsoft.NAV.shipAndInvoice' && request.method === 'POST') {
      shipAndInvoice(this.company, row);
      return { status: 204 };
    }
    if (name === 'salesInvoices' && part === 'Microsoft.NAV.cancel' && request.method === 'POST') {
      this.company.salesInvoices.change(row, { status: 'Canceled', remainingAmount: 0 });
      return { status: 204 };
    }
    const view = this.#views.get(part);
    if (view === undefined)
      throw new ODataError(
        404,
        'BadRequest_NotFound',
        `No HTTP resource was found that matches the request URI '${request.url}'.`,
      );
    if (request.method === 'POST' && part === 'salesOrderLines')
      return entityReply(view, addLine(this.company, row, bodyOf(request)), request, 201);
    if (request.method !== 'GET') throw notAllowed(request);
    const parent = part === 'itemVariants' ? 'itemId' : 'documentId';
    const rows = view.set.by(parent, row.id).sort((a, b) => Number(a.sequence ?? 0) - Number(b.sequence ?? 0));
    return listReply(view, () => rows, request);
  }

  #create(name: string, body: Body): Row {
    switch (name) {
      case 'customers':
        return createCustomer(this.company, body);
      case 'items':
        return createItem(this.company, body);
      case 'itemCategories':
        return createCategory(this.company, body);
      case 'salesOrders':
        return createOrder(this.company, body);
      default:
        throw new ODataError(405, 'BadRequest_MethodNotAllowed', `The entity ${name} does not support insert here.`);
    }
  }

  #change(name: string, row: Row, body: Body): Row {
    switch (name) {
      case 'customers':
        return changeCustomer(this.company, row, body);
      case 'items':
        return changeItem(this.company, row, body);
      case 'itemCategories':
        return changeCategory(this.company, row, body);
      case 'salesOrders':
        return changeOrder(this.company, row, body);
      case 'salesOrderLines':
        return changeLine(this.company, row, body);
      default:
        throw new ODataError(405, 'BadRequest_MethodNotAllowed', `The entity ${name} does not support modify.`);
    }
  }

  #remove(name: string, view: EntityView, row: Row): void {
    if (name === 'salesOrders') deleteOrder(this.company, row);
    else if (name === 'salesOrderLines') removeLine(this.company, row);
    else if (['customers', 'items', 'itemCategories'].includes(name)) view.set.remove(row);
    else throw new ODataError(405, 'BadRequest_MethodNotAllowed', `The entity ${name} does not support delete.`);
  }

  /** Up to 100 inner requests, a status for each (sheet section 8). */
  #batch(request: TwinRequest): TwinReply {
    const { requests } = bodyOf(request) as {
      requests?: { method: string; id: string; url: string; headers?: Record<string, string>; body?: unknown }[];
    };
    if (!Array.isArray(requests)) throw new ODataError(400, 'BadRequest', "The 'requests' property is missing.");
    if (requests.length > 100)
      throw new ODataError(400, 'BadRequest', 'The number of operations in the batch exceeds the maximum of 100.');
    const responses = requests.map((inner) => {
      const url = new URL(inner.url, 'http://batch/');
      const reply = this.#innerReply(inner, url, request);
      return {
        id: inner.id,
        status: reply.status,
        headers: { 'content-type': 'application/json' },
        ...(reply.body === undefined ? {} : { body: reply.body }),
      };
    });
    return { status: 200, body: { responses } };
  }

  #innerReply(
    inner: { method: string; headers?: Record<string, string>; body?: unknown },
    url: URL,
    outer: TwinRequest,
  ): TwinReply {
    const headers = Object.fromEntries(
      Object.entries(inner.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const request: TwinRequest = {
      method: inner.method,
      path: url.pathname,
      query: url.searchParams,
      headers: { ...outer.headers, ...headers },
      url: outer.url,
      body: inner.body === undefined ? '' : JSON.stringify(inner.body),
    };
    try {
      return this.#api(decodeURIComponent(url.pathname.slice(1)), request);
    } catch (error) {
      if (error instanceof ODataError) return errorReply(error, this.company.identifiers.guid());
      throw error;
    }
  }
}

export function createBusinessCentralTwin(options: BusinessCentralTwinOptions): BusinessCentralTwin {
  return new BusinessCentralTwin(options);
}

const notAllowed = ({ method }: TwinRequest) =>
  new ODataError(405, 'BadRequest_MethodNotAllowed', `The method ${method} is not allowed here.`);

function bodyOf({ body }: TwinRequest): Body {
  let value: unknown;
  try {
    value = body === '' ? {} : JSON.parse(body);
  } catch {
    throw new ODataError(
      400,
      'BadRequest_InvalidToken',
      'Could not validate the client concurrency token required by the service: the request body is not valid JSON.',
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ODataError(400, 'BadRequest', 'The request body must be an object.');
  return value as Body;
}
