import { answering, RouteTable } from '../kit/route-table.ts';
import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { answerBatch, type BatchPart } from './batch.ts';
import { jsonOf, readBody } from './body.ts';
import type { Company } from './company.ts';
import { crossJoin } from './cross-join.ts';
import { settleByCredit } from './document-actions.ts';
import { CREDIT_NOTES, ORDERS } from './document-kinds.ts';
import { addDraft, draftDocument } from './documents.ts';
import { EntityService } from './entity-service.ts';
import { entitySetsOf } from './entity-sets.ts';
import { viewOf } from './entity-view.ts';
import { metadataOf } from './metadata.ts';
import { JSON_TYPE, ODATA_WORDS } from './odata-words.ts';
import { effectivePrice, priceView } from './prices.ts';
import { textOf } from './row.ts';
import {
  errorReply,
  invalidCode,
  malformed,
  noMatch,
  notSupported,
  type ODataVersion,
  ServiceLayerError,
  unknownResource,
} from './service-layer-error.ts';
import { Sessions } from './sessions.ts';

interface Call {
  readonly request: TwinRequest;
  readonly version: ODataVersion;
  /** Scheme, host and path up to the version, with a slash at the end. */
  readonly base: string;
  readonly values: Readonly<Record<string, string>>;
  readonly expired: boolean;
}

interface Route {
  readonly path: string;
  readonly methods: readonly string[];
  /** The few that are answered without a session. */
  readonly open?: true;
  readonly answer: (call: Call) => TwinReply;
}

/** The Service Layer: sessions, services and entities below `/b1s/v1` and `/b1s/v2`, and `/ping` beside them. */
export class ServiceLayer {
  readonly sessions: Sessions;
  readonly #company: Company;
  readonly #entities: EntityService;
  readonly #routes: RouteTable<Route>;

  constructor(company: Company) {
    this.#company = company;
    this.sessions = new Sessions(company.settings);
    this.#entities = new EntityService(company, entitySetsOf(company));
    this.#routes = new RouteTable<Route>([
      { path: '/ping', methods: ['GET'], open: true, answer: () => this.#pong('load-balancer') },
      {
        path: '/ping/{node:rest}',
        methods: ['GET'],
        open: true,
        answer: ({ values }) => this.#pong(values.node ?? ''),
      },
      ...(['v1', 'v2'] as const).flatMap((version) => this.#versioned(version)),
    ]);
  }

  answer(sent: TwinRequest, expired: boolean): TwinReply {
    const request = { ...sent, method: tunnelled(sent) };
    const version = request.path.startsWith('/b1s/v1') ? 'v1' : 'v2';
    try {
      const found = answering(this.#routes.at(request.path), request.method);
      if (found === undefined) throw unknownResource(request.path);
      const base = request.url.replace(/(\/b1s\/v\d).*$/, '$1/');
      if (found.route.open !== true) this.sessions.enter(request, expired);
      return found.route.answer({ request, version, base, values: found.values, expired });
    } catch (error) {
      if (error instanceof ServiceLayerError) return errorReply(error, version);
      throw error;
    }
  }

  #versioned(version: ODataVersion): Route[] {
    const at = (path: string) => `/b1s/${version}${path}`;
    return [
      { path: at(''), methods: ['GET'], answer: (call) => this.#root(call) },
      { path: at('/Login'), methods: ['POST'], open: true, answer: ({ request }) => this.sessions.login(request) },
      { path: at('/Logout'), methods: ['POST'], open: true, answer: ({ request }) => this.sessions.logout(request) },
      { path: at('/$metadata'), methods: ['GET'], answer: () => this.#metadata() },
      { path: at('/$batch'), methods: ['POST'], answer: (call) => this.#batch(call) },
      { path: at('/QueryService_PostQuery'), methods: ['POST'], answer: (call) => this.#query(call) },
      { path: at('/OrdersService_Preview'), methods: ['POST'], answer: (call) => this.#preview(call) },
      { path: at('/DraftsService_SaveDraftToDocument'), methods: ['POST'], answer: (call) => this.#addDraft(call) },
      { path: at('/CompanyService_GetItemPrice'), methods: ['POST'], answer: (call) => this.#itemPrice(call) },
      { path: at('/{address:rest}'), methods: METHODS, answer: (call) => this.#entity(call) },
    ];
  }

  #entity({ request, version, base, values }: Call): TwinReply {
    const path = values.address ?? '';
    if (path.startsWith('$crossjoin(') && request.method === 'GET')
      return this.#joined(path, request.query, request, version);
    return this.#entities.answer({ request, version, base, path });
  }

  #query({ request, version }: Call): TwinReply {
    const { QueryPath, QueryOption } = jsonOf(request.body);
    if (typeof QueryPath !== 'string' || typeof QueryOption !== 'string')
      throw malformed("Properties 'QueryPath' and 'QueryOption' are required");
    // A plus sign stands for itself here: the options are text in a body, not part of an address.
    const options = new URLSearchParams(QueryOption.replaceAll('+', '%2B'));
    return this.#joined(QueryPath, options, request, version);
  }

  #joined(path: string, options: URLSearchParams, request: TwinRequest, version: ODataVersion): TwinReply {
    const value = crossJoin(this.#company, this.#entities.sets, path, options, request);
    return { status: 200, headers: JSON_TYPE, body: { [ODATA_WORDS[version].context]: `$metadata#${path}`, value } };
  }

  /** Totals and taxes of an order that is not kept (sheet section 3.1). */
  #preview({ request, version }: Call): TwinReply {
    const { Document } = jsonOf(request.body);
    if (typeof Document !== 'object' || Document === null) throw malformed("Property 'Document' is required");
    const given = readBody(this.#company, ORDERS.shape, { ...Document }, version === 'v2');
    const document = draftDocument(this.#company, ORDERS, given);
    return { status: 200, headers: JSON_TYPE, body: viewOf(this.#company, ORDERS.shape, document) };
  }

  #addDraft({ request }: Call): TwinReply {
    const { Document } = jsonOf(request.body);
    const given: Readonly<Record<string, unknown>> = typeof Document === 'object' ? { ...Document } : {};
    const draft = this.#company.drafts.get(Number(given.DocEntry));
    if (draft === undefined) throw noMatch(404);
    const document = addDraft(this.#company, draft);
    if (textOf(draft, 'DocObjectCode') === CREDIT_NOTES.objectName) settleByCredit(this.#company, document, 1);
    return { status: 204 };
  }

  #itemPrice({ request }: Call): TwinReply {
    const { ItemPriceParams } = jsonOf(request.body);
    if (typeof ItemPriceParams !== 'object' || ItemPriceParams === null)
      throw malformed("Property 'ItemPriceParams' is required");
    const asked: Readonly<Record<string, unknown>> = { ...ItemPriceParams };
    const item = this.#company.items.get(String(asked.ItemCode));
    if (item === undefined) throw invalidCode('OITM.ItemCode', String(asked.ItemCode));
    const partner = this.#company.partners.get(String(asked.CardCode ?? ''));
    const day = typeof asked.Date === 'string' ? asked.Date.slice(0, 10) : this.#company.today();
    const list = typeof asked.PriceList === 'number' ? [asked.PriceList] : [];
    const price = effectivePrice(this.#company, item, partner, day, ...list);
    return { status: 200, headers: JSON_TYPE, body: priceView(price) };
  }

  #batch({ request, version }: Call): TwinReply {
    const answer = ({ method, address, headers, body }: BatchPart): TwinReply => {
      const [path = '', query = ''] = address.split('?');
      const { cookie } = request.headers;
      return this.answer(
        {
          method,
          path: `/b1s/${version}/${path}`,
          query: new URLSearchParams(query),
          headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) },
          url: request.url.replace('$batch', path),
          body,
        },
        false,
      );
    };
    return answerBatch(request, version, { answer, atomically: (work) => this.#company.atomically(work) });
  }

  #root({ base, version }: Call): TwinReply {
    const value = this.#entities.sets.map(({ name }) => ({ name, kind: 'EntitySet', url: name }));
    return { status: 200, headers: JSON_TYPE, body: { [ODATA_WORDS[version].context]: `${base}$metadata`, value } };
  }

  #metadata(): TwinReply {
    const body = metadataOf(this.#company, this.#entities.sets);
    return { status: 200, headers: { 'content-type': 'application/xml;charset=utf-8' }, body };
  }

  #pong(sender: string): TwinReply {
    const timestamp = this.#company.settings.clock.now() / 1000;
    return { status: 200, body: { message: 'pong', sender, timestamp } };
  }
}

const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];

/** Strict proxies let only POST through (sheet section 12). */
function tunnelled({ method, headers }: TwinRequest): string {
  const wanted = headers['x-http-method-override'];
  if (method !== 'POST' || typeof wanted !== 'string') return method;
  // `PUT` resets whatever is not sent: nobody who means well asks for it (sheet section 3.0).
  if (!METHODS.includes(wanted)) throw notSupported();
  return wanted;
}
