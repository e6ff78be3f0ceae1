import { ZERO } from '../kit/decimal.ts';
import { answering, type RouteMatch, RouteTable } from '../kit/route-table.ts';
import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { cancelByRow } from './cancel-order.ts';
import { type Address, type Company, type Customer, NOWHERE, type Order, type OrderDraft } from './company.ts';
import type { FileRow } from './csv.ts';
import { customerRows, stamp, stockFigures } from './export-rows.ts';
import { RowFault, told } from './fault.ts';
import { RowValues } from './row-values.ts';
import { takeCustomer } from './take-customer.ts';
import { takeOrder } from './take-order.ts';

export type RestOperation =
  | 'priceFetch'
  | 'orderCreate'
  | 'orderGet'
  | 'orderCancel'
  | 'customerGet'
  | 'customerCreate'
  | 'inventory';

/** Where an installation answers what; an operation without a path is not there. */
export type RestPaths = Readonly<Partial<Record<RestOperation, string>>>;

const METHODS: Readonly<Record<RestOperation, string>> = {
  priceFetch: 'GET',
  orderCreate: 'POST',
  orderGet: 'GET',
  orderCancel: 'POST',
  customerGet: 'GET',
  customerCreate: 'POST',
  inventory: 'GET',
};

class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

type Answer = (request: TwinRequest) => TwinReply;

/**
 * The REST service that a vendor may hand to a customer: the price call as it was seen, the other calls as the sheet
 * proposes them (distribution-one 3.0, 3.1 and 11). Failures are `{ "error": text }` under 400, 401 or 404.
 */
export class RestVariant {
  readonly #company: Company;
  readonly #routes: RouteTable<{ readonly path: string; readonly methods: readonly string[]; readonly answer: Answer }>;

  constructor(company: Company, paths: RestPaths) {
    this.#company = company;
    const answers: Readonly<Record<RestOperation, Answer>> = {
      priceFetch: (request) => this.#price(request),
      orderCreate: (request) => this.#createOrder(request),
      orderGet: (request) => this.#order(request),
      orderCancel: (request) => this.#cancelOrder(request),
      customerGet: (request) => this.#customer(request),
      customerCreate: (request) => this.#createCustomer(request),
      inventory: (request) => this.#inventory(request),
    };
    this.#routes = new RouteTable(
      (Object.entries(paths) as [RestOperation, string][]).map(([operation, path]) => ({
        path,
        methods: [METHODS[operation]],
        answer: answers[operation],
      })),
    );
  }

  reply(request: TwinRequest, expired: boolean): TwinReply {
    try {
      if (expired || request.headers.authorization !== this.#company.settings.apiKey)
        throw new Refusal(401, 'the key is not valid');
      return this.#routed(request).route.answer(request);
    } catch (error) {
      if (error instanceof RowFault) return refused(400, told(error));
      if (error instanceof Refusal) return refused(error.status, error.message);
      throw error;
    }
  }

  #routed({
    path,
    method,
  }: TwinRequest): RouteMatch<{ readonly path: string; readonly methods: readonly string[]; readonly answer: Answer }> {
    const found = answering(this.#routes.at(path), method);
    if (found === undefined) throw new Refusal(404, `there is no ${method} ${path}`);
    return found;
  }

  /** As it was seen: the price is text, and the unit is called `unitName`; a failure is a 400. */
  #price({ query }: TwinRequest): TwinReply {
    const customer = this.#company.customers.get(query.get('customer') ?? '');
    if (customer === undefined) throw new Refusal(400, 'customer not found');
    const item = this.#company.items.get(query.get('item') ?? '');
    const price = item === undefined ? undefined : this.#company.priceFor(item.sku, customer);
    if (item === undefined || price === undefined) throw new Refusal(400, 'item not found');
    return { status: 200, body: { unitName: item.uom, price: price.toFixed(2) } };
  }

  #createOrder(request: TwinRequest): TwinReply {
    const draft = draftOf(bodyOf(request), this.#company);
    const { order, held } = takeOrder(this.#company, draft);
    return { status: 200, body: { orderNo: order.orderNo, status: held === undefined ? 'ACCEPTED' : 'HELD' } };
  }

  #order({ query }: TwinRequest): TwinReply {
    const number = query.get('orderNo');
    const found =
      number === null ? this.#company.ordersWithRef(query.get('ref') ?? '')[0] : this.#company.orders.get(number);
    if (found === undefined) throw new Refusal(404, 'order not found');
    return { status: 200, body: orderBody(found) };
  }

  #cancelOrder(request: TwinRequest): TwinReply {
    const order = cancelByRow(this.#company, textsOf(bodyOf(request)));
    return { status: 200, body: { orderNo: order.orderNo, status: order.status } };
  }

  #customer({ query }: TwinRequest): TwinReply {
    const number = query.get('customer');
    const found =
      number === null
        ? this.#company.customersByEmail(query.get('email') ?? '')
        : [this.#company.customers.get(number)].flatMap((each) => each ?? []);
    return { status: 200, body: { customers: found.map((customer) => customerRows(customer)[0]) } };
  }

  #createCustomer(request: TwinRequest): TwinReply {
    const row = textsOf(bodyOf(request));
    const customer = takeCustomer(this.#company, [row], this.#company.settings.clock.now());
    return { status: 200, body: { customerId: customer.customerId } };
  }

  #inventory({ query }: TwinRequest): TwinReply {
    const item = query.get('item');
    const items = [...this.#company.items.values()].filter(
      ({ sku, stocked }) => stocked && (item === null || sku === item),
    );
    return { status: 200, body: { inventory: items.map((each) => stockFigures(this.#company, each)) } };
  }
}

const refused = (status: number, error: string): TwinReply => ({ status, body: { error } });

type Fields = Readonly<Record<string, unknown>>;

function bodyOf({ body }: TwinRequest): Fields {
  try {
    const parsed: unknown = JSON.parse(body);
    if (isFields(parsed)) return parsed;
  } catch {
    // Told below, together with JSON that is no object.
  }
  throw new Refusal(400, 'the body is no JSON object');
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields that are text, as a row of a file has them. */
const textsOf = (fields: Fields): FileRow =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]): [string, string | null][] =>
      typeof value === 'string' || value === null ? [[name, value]] : [],
    ),
  );

/** The order body of the sheets’ template: amounts are text, and name and mail address are those of the customer. */
function draftOf(fields: Fields, { customers, settings }: Company): OrderDraft {
  const values = new RowValues(textsOf(fields));
  const customerId = values.text('customer');
  const customer: Customer | undefined = customers.get(customerId === '' ? (settings.webCustomer ?? '') : customerId);
  const lines = Array.isArray(fields.lines) ? fields.lines.filter(isFields) : [];
  if (lines.length === 0) throw new RowFault('BAD_VALUE', 'lines is empty');
  const date = values.text('orderDate');
  return {
    ref: values.required('ref'),
    orderedAt: date === '' ? settings.clock.now() : values.instant('orderDate'),
    customerId,
    customerName: customer?.name ?? '',
    customerEmail: customer?.email ?? '',
    customerPhone: customer?.phone ?? '',
    billing: addressOf(fields.billTo),
    shipToId: values.text('shipToId'),
    shipping: addressOf(fields.shipTo),
    shippingPhone: '',
    poNumber: values.text('poNumber'),
    shipMethod: values.required('shipVia'),
    shipAmount: values.money('freight'),
    taxTotal: values.money('tax'),
    discountTotal: values.money('discount'),
    orderTotal: values.requiredMoney('total'),
    couponCode: values.text('couponCode'),
    paymentMethod: values.text('paymentMethod'),
    paymentRef: values.text('paymentRef'),
    paid: values.money('paid'),
    warehouse: values.text('warehouse'),
    applyForCredit: values.flag('applyForCredit'),
    taxExempt: values.flag('taxExempt'),
    taxExemptNo: values.text('taxExemptNo'),
    poRequired: values.flag('poRequired'),
    notes: values.text('notes'),
    lines: lines.map((line, at) => {
      const cells = new RowValues(textsOf(line));
      return {
        lineNo: typeof line.line === 'number' ? line.line : at + 1,
        recordType: 'ITEM',
        sku: cells.required('item'),
        description: cells.text('description'),
        quantity: cells.quantity('quantity'),
        shipped: ZERO,
        uom: cells.required('unit'),
        unitPrice: cells.requiredMoney('price'),
        tax: cells.money('tax'),
        discount: cells.money('discount'),
      };
    }),
  };
}

function addressOf(value: unknown): Address {
  if (!isFields(value)) return NOWHERE;
  const texts = textsOf(value);
  return Object.fromEntries(Object.keys(NOWHERE).map((name) => [name, texts[name] ?? ''])) as unknown as Address;
}

const orderBody = (order: Order): unknown => ({
  ref: order.ref,
  orderNo: order.orderNo,
  status: order.status,
  customer: order.customerId,
  orderDate: stamp(order.orderedAt),
  poNumber: order.poNumber,
  shipVia: order.shipMethod,
  billTo: order.billing,
  shipTo: order.shipping,
  freight: order.shipAmount.toFixed(2),
  discount: order.discountTotal.toFixed(2),
  couponCode: order.couponCode,
  tax: order.taxTotal.toFixed(2),
  total: order.orderTotal.toFixed(2),
  paid: order.paid.toFixed(2),
  lines: order.lines.map((line) => ({
    line: line.lineNo,
    item: line.sku,
    quantity: line.quantity.toFixed(),
    shipped: line.shipped.toFixed(),
    unit: line.uom,
    price: line.unitPrice.toFixed(4),
  })),
});
