import { decimal } from '../kit/decimal.ts';
import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { cancel } from './cancel-order.ts';
import { IntegrationApi } from './integration-api.ts';
import { IntegrationError } from './integration-error.ts';
import type { Item } from './item.ts';
import { Occ } from './occ.ts';
import { payable, totalsOf } from './order-totals.ts';
import {
  type AddressOf,
  addressValues,
  type Carts,
  guidOf,
  type Placement,
  pay,
  payPart,
  placeOrder,
} from './place-order.ts';
import { addProduct, catalogVersion, type NewProduct, productIn, synchronize } from './products.ts';
import { advance, receive, requestReturn } from './return-order.ts';
import { setUp } from './set-up.ts';
import { type SapCommerceTwinOptions, settingsOf } from './settings.ts';
import { SignIn } from './sign-in.ts';
import { Store, type Values } from './store.ts';

export function createSapCommerceTwin(options: SapCommerceTwinOptions): SapCommerceTwin {
  return new SapCommerceTwin(options);
}

export interface NewCustomer {
  readonly uid: string;
  readonly name: string;
  readonly addresses?: readonly AddressOf[];
  /** The first address is the default one for bills and parcels. Default true. */
  readonly defaults?: boolean;
  /** User tax group. */
  readonly taxGroup?: string;
  readonly custom?: Values;
}

/**
 * A shop on SAP Commerce Cloud 2211, business to consumer, without the warehousing extension: the Integration API with its
 * integration objects, and the OCC. Written from `systems/sap-commerce.md`; it knows nothing of the connector.
 */
export class SapCommerceTwin implements TwinSystem {
  readonly system = 'sap-commerce';
  readonly store: Store;
  readonly carts: Carts = new Map();
  readonly integrationApi: IntegrationApi;
  readonly #signIn: SignIn;
  readonly #occ: Occ;

  constructor(options: SapCommerceTwinOptions) {
    this.store = new Store(settingsOf(options));
    setUp(this.store);
    this.#signIn = new SignIn(this.store.settings);
    this.integrationApi = new IntegrationApi(this.store, this.#signIn);
    this.#occ = new Occ(this.store, this.#signIn, this.carts);
  }

  handle(request: TwinRequest, expired: boolean): TwinReply {
    if (request.path === '/authorizationserver/oauth/token' && request.method === 'POST')
      return this.#signIn.token(request);
    if (this.integrationApi.serves(request.path)) return this.integrationApi.answer(request, expired);
    if (this.#occ.serves(request.path)) return this.#occ.answer(request, expired);
    return { status: 404, headers: { 'content-type': 'text/html' }, body: '<html><body>404 Not Found</body></html>' };
  }

  /** What the ingress says: neither API has a limit of its own (sheet section 5). */
  throttled(retryAfterSeconds: number | undefined): TwinReply {
    const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
    return {
      status: 429,
      headers: { 'content-type': 'text/html', ...headers },
      body: '<html>429 Too Many Requests</html>',
    };
  }

  /** A write that met another one: the text is by what it is told from other failures (sheet section 6). */
  serverError(): TwinReply {
    return new IntegrationError(
      500,
      'runtime_error',
      'Item was changed meanwhile: stale data, optimistic locking failed.',
    ).reply;
  }

  /** Live orders, oldest first: no snapshots. */
  get orders(): readonly Item[] {
    return this.store.all('Order').filter((order) => order.get('versionID') === null);
  }

  order(code: string): Item {
    const found = this.store.find('Order', { code, versionID: null });
    if (found === undefined) throw new RangeError(`no order ${code}`);
    return found;
  }

  product(sku: string): Item | undefined {
    return productIn(this.store, sku, 'Online');
  }

  addProduct(product: NewProduct): void {
    addProduct(product, this.store);
  }

  /** In both versions of the catalogue. */
  addCategory(code: string, name: string): Item {
    const [, online] = (['Staged', 'Online'] as const).map((version) =>
      this.store.create('Category', {
        code,
        catalogVersion: catalogVersion(this.store, version),
        name: new Map([['en', name]]),
        supercategories: [],
        allowedPrincipals: [this.store.ensure('PrincipalGroup', 'uid', 'customergroup')],
      }),
    );
    return online ?? this.addCategory(code, name);
  }

  addCustomer({ uid, name, addresses = [], defaults = true, taxGroup, custom = {} }: NewCustomer): Item {
    const { store } = this;
    const customer = store.create('Customer', {
      uid,
      name,
      customerID: guidOf(`customer ${uid}`),
      loginDisabled: false,
      groups: [store.ensure('PrincipalGroup', 'uid', 'customergroup')],
      Europe1PriceFactory_UTG: taxGroup === undefined ? null : store.enumValue('UserTaxGroup', taxGroup),
      ...custom,
    });
    const [first] = addresses.map((each) => store.create('Address', addressValues(each, customer, store)));
    if (first !== undefined && defaults)
      store.set(customer, { defaultPaymentAddress: first, defaultShipmentAddress: first });
    return customer;
  }

  placeOrder(placement: Placement): Item {
    return placeOrder(placement, this.store, this.carts);
  }

  /** The money that an order waited for has come. */
  receivePayment(order: Item, requestId: string): void {
    const cart = this.carts.get(order);
    if (cart !== undefined) pay(order, payable(totalsOf(cart), cart), requestId, this.store);
  }

  /** A part of it has come. */
  receivePart(order: Item, amount: string, requestId: string): void {
    const cart = this.carts.get(order);
    if (cart !== undefined) payPart(order, decimal(amount), payable(totalsOf(cart), cart), requestId, this.store);
  }

  cancel(order: Item, pieces: ReadonlyMap<number, number>): void {
    cancel(order, pieces, this.store, this.carts);
  }

  /** Customer support gives money back: for pieces, by the number of their entry, or for the delivery. */
  giveBack(
    order: Item,
    pieces: ReadonlyMap<number, number>,
    how: { restock?: boolean; deliveryCost?: boolean; later?: boolean },
  ): Item {
    const request = requestReturn(order, pieces, this.store, this.carts, how.deliveryCost ?? false);
    receive(request, how.restock ?? false, this.store);
    advance(request, how.later === true ? 'WAIT' : 'COMPLETED', this.store);
    return request;
  }

  /** The money of a return has come back. */
  complete(request: Item): void {
    advance(request, 'COMPLETED', this.store);
  }

  /** The job that copies the staged catalogue to the one that is online. */
  synchronizeCatalog(): void {
    synchronize(this.store);
  }
}
