import { allowedMethods, answering, type RoutePattern, RouteTable } from '../kit/route-table.ts';
import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { CancelRefused, cancel } from './cancel-order.ts';
import type { Item } from './item.ts';
import { invalid, OccError, unknown } from './occ-error.ts';
import { compact, isReturnable, occTime, price, viewAddress, viewOrder, viewReturn } from './occ-view.ts';
import type { Carts } from './place-order.ts';
import { isShown, priceOf, productIn } from './products.ts';
import { advance, ReturnRefused, requestReturn } from './return-order.ts';
import type { SignIn } from './sign-in.ts';
import { availability } from './stock.ts';
import type { Store } from './store.ts';

interface OccRequest {
  readonly values: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: () => Readonly<Record<string, unknown>>;
}

interface OccRoute extends RoutePattern {
  /** Any user's data are for a trusted client only; the catalogue is for everybody (sheet section 2). */
  readonly trusted: boolean;
  readonly status?: number;
  readonly handle: (request: OccRequest) => unknown;
}

/** OCC v2, as far as a trusted client needs it beside the Integration API (sheet section 3). */
export class Occ {
  readonly #store: Store;
  readonly #signIn: SignIn;
  readonly #carts: Carts;
  readonly #routes: RouteTable<OccRoute>;

  constructor(store: Store, signIn: SignIn, carts: Carts) {
    this.#store = store;
    this.#signIn = signIn;
    this.#carts = carts;
    this.#routes = new RouteTable([...this.#orderRoutes(), ...this.#catalogueRoutes()]);
  }

  serves(path: string): boolean {
    return path.startsWith('/occ/v2/');
  }

  answer(request: TwinRequest, expired: boolean): TwinReply {
    try {
      return this.#store.attempt(() => this.#route(request, expired));
    } catch (error) {
      if (error instanceof OccError) return error.reply;
      throw error;
    }
  }

  #route(request: TwinRequest, expired: boolean): TwinReply {
    const client = this.#signIn.client(request, expired);
    if (client === undefined && (expired || request.headers.authorization !== undefined))
      throw new OccError(401, 'InvalidTokenError', 'Invalid access token');
    const matches = this.#routes.at(request.path.slice('/occ/v2/'.length));
    const match = answering(matches, request.method);
    if (match === undefined) {
      if (allowedMethods(matches).length === 0) throw unknown(request.path);
      throw new OccError(405, 'HttpRequestMethodNotSupportedError', `Request method '${request.method}' not supported`);
    }
    const { route, values } = match;
    if (route.trusted && client === undefined)
      throw new OccError(401, 'UnauthorizedError', 'Full authentication is required to access this resource');
    if (route.trusted && !client?.authorities.includes('ROLE_TRUSTED_CLIENT'))
      throw new OccError(403, 'ForbiddenError', 'Access is denied');
    if (values.site !== this.#store.settings.site)
      throw new OccError(400, 'InvalidResourceError', `Base site ${values.site} doesn't exist`);
    const body = () => jsonOf(request.body);
    return { status: route.status ?? 200, body: route.handle({ values, query: request.query, body }) };
  }

  #orderRoutes(): readonly OccRoute[] {
    const [store, carts] = [this.#store, this.#carts];
    const trusted = true;
    return [
      {
        path: '{site}/users/{user}/orders',
        methods: ['GET'],
        trusted,
        handle: ({ values, query }) => {
          const user = this.#user(values.user);
          const mine = this.#orders().filter((order) => order.item('user') === user);
          return paged(mine.reverse(), query, 'orders', (order) => ({
            code: order.text('code'),
            guid: order.text('guid'),
            status: order.code('status'),
            placed: occTime(order.number('date')),
          }));
        },
      },
      {
        path: '{site}/users/{user}/orders/{code}',
        methods: ['GET'],
        trusted,
        handle: ({ values }) => viewOrder(this.#ordered(values), store),
      },
      {
        path: '{site}/orders/{code}',
        methods: ['GET'],
        trusted,
        handle: ({ values }) => viewOrder(this.#order(values.code), store),
      },
      {
        path: '{site}/users/{user}/orders/{code}/cancellation',
        methods: ['POST'],
        trusted,
        handle: ({ values, body }) => {
          const order = this.#ordered(values);
          const pieces = piecesOf(body().cancellationRequestEntryInputs, 'cancellationRequestEntryInputs');
          refusing(() => cancel(order, pieces, store, carts));
        },
      },
      {
        path: '{site}/users/{user}/orderReturns',
        methods: ['POST'],
        trusted,
        status: 201,
        handle: ({ body }) => {
          const sent = body();
          const order = this.#order(String(sent.orderCode));
          if (!isReturnable(order, store)) throw invalid(`Order ${order.text('code')} is not returnable`, 'orderCode');
          const pieces = piecesOf(sent.returnRequestEntryInputs, 'returnRequestEntryInputs');
          return viewReturn(
            refusing(() => requestReturn(order, pieces, store, carts)),
            store,
          );
        },
      },
      {
        path: '{site}/users/{user}/orderReturns/{code}',
        methods: ['GET'],
        trusted,
        handle: ({ values }) => viewReturn(this.#return(values.code), store),
      },
      {
        path: '{site}/users/{user}/orderReturns/{code}',
        methods: ['PATCH'],
        trusted,
        handle: ({ values, body }) => {
          const request = this.#return(values.code);
          if (body().status !== 'CANCELLING') throw invalid('Only CANCELLING can be asked for', 'status');
          if (request.code('status') !== 'APPROVAL_PENDING') throw invalid('The return cannot be cancelled', 'status');
          advance(request, 'CANCELED', store);
        },
      },
      {
        path: '{site}/users/{user}',
        methods: ['GET'],
        trusted,
        handle: ({ values }) => {
          const user = this.#user(values.user);
          return compact({ uid: user.text('uid'), name: user.text('name'), customerId: user.text('customerID') });
        },
      },
      {
        path: '{site}/users/{user}/addresses',
        methods: ['GET'],
        trusted,
        handle: ({ values }) => ({ addresses: store.parts(this.#user(values.user), 'addresses').map(viewAddress) }),
      },
    ];
  }

  #catalogueRoutes(): readonly OccRoute[] {
    const store = this.#store;
    return [
      {
        path: '{site}/products/{code}',
        methods: ['GET'],
        trusted: false,
        handle: ({ values }) => {
          const product = this.#product(values.code);
          const amount = priceOf(store, values.code ?? '');
          return compact({
            code: product.text('code'),
            name: product.localized('name', 'en'),
            description: product.localized('description', 'en'),
            purchasable: amount !== undefined,
            price: amount === undefined ? undefined : price(amount, store.settings.currency),
            stock: viewStock(store, values.code ?? '', undefined),
            categories: product
              .list('supercategories')
              .map((each) => ({ code: (each as Item).text('code'), name: (each as Item).localized('name', 'en') })),
          });
        },
      },
      {
        path: '{site}/products/{code}/stock',
        methods: ['GET'],
        trusted: false,
        handle: ({ values, query }) => {
          this.#product(values.code);
          return viewStock(store, values.code ?? '', query.get('location') ?? undefined);
        },
      },
    ];
  }

  #orders(): readonly Item[] & Item[] {
    return [...this.#store.all('Order')].filter((order) => order.get('versionID') === null);
  }

  #order(codeOrGuid: string | undefined): Item {
    const found = this.#orders().find((order) => [order.text('code'), order.text('guid')].includes(codeOrGuid));
    if (found === undefined) throw unknown(`Order with guid or code ${codeOrGuid}`);
    return found;
  }

  #ordered({ user, code }: Readonly<Record<string, string>>): Item {
    const order = this.#order(code);
    if (user !== 'current' && order.item('user') !== this.#user(user)) throw unknown(`Order with code ${code}`);
    return order;
  }

  #user(uid: string | undefined): Item {
    const found = this.#store.find('Customer', { uid: uid ?? null });
    if (found === undefined) throw unknown(`User ${uid}`);
    return found;
  }

  #return(code: string | undefined): Item {
    const found = this.#store.find('ReturnRequest', { code: code ?? null });
    if (found === undefined) throw unknown(`Return request ${code}`);
    return found;
  }

  #product(code: string | undefined): Item {
    const found = productIn(this.#store, code ?? '', 'Online');
    if (found === undefined || !isShown(found, this.#store.now())) throw unknown(`Product with code '${code}'`);
    return found;
  }
}

function viewStock(store: Store, sku: string, warehouse: string | undefined) {
  const { quantity, status } = availability(store, sku, warehouse);
  return { stockLevel: Math.max(0, quantity), stockLevelStatus: status, isValueRounded: false };
}

function paged(found: readonly Item[], query: URLSearchParams, name: string, view: (item: Item) => unknown): unknown {
  const [currentPage, pageSize] = [Number(query.get('currentPage') ?? 0), Number(query.get('pageSize') ?? 20)];
  return {
    [name]: found.slice(currentPage * pageSize, (currentPage + 1) * pageSize).map(view),
    pagination: { currentPage, pageSize, totalPages: Math.ceil(found.length / pageSize), totalResults: found.length },
  };
}

function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CancelRefused || error instanceof ReturnRefused)
      throw invalid(error.message, 'orderEntryNumber');
    throw error;
  }
}

function piecesOf(sent: unknown, name: string): ReadonlyMap<number, number> {
  if (!Array.isArray(sent) || sent.length === 0) throw invalid('This field is required.', name);
  return new Map(sent.map((each) => [Number(each?.orderEntryNumber), Number(each?.quantity)]));
}

function jsonOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) return parsed as Readonly<Record<string, unknown>>;
  } catch {
    // Answered below, as every other body that is no object.
  }
  throw new OccError(400, 'HttpMessageNotReadableError', 'Could not read the request body');
}
