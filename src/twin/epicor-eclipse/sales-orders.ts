import { plain } from '../kit/decimal.ts';
import type { TwinReply } from '../kit/twin-server.ts';
import type { Address, Company, Generation, Order } from './company.ts';
import { EclipseError, notFound, refused } from './eclipse-error.ts';
import { cancelOrder, invoiceNumber, openGeneration, touched } from './generations.ts';
import { moneyView } from './money.ts';
import { amountsOf, taxedBefore } from './order-amounts.ts';
import { fieldsOf, textIn } from './request-body.ts';
import { resultList } from './result-list.ts';
import { lineIn, takeOrder } from './take-order.ts';

/** `/SalesOrders`, oldest change first; by the customer's PO number, in full (sheet sections 3.2 and 7). */
export function orderList(company: Company, query: URLSearchParams): TwinReply {
  const po = query.get('customerPONumber');
  return resultList(company, query, {
    family: 'SalesOrders',
    rows: [...company.orders.values()]
      .filter(({ customerPONumber }) => po === null || customerPONumber === po)
      .sort((one, other) => one.updatedAt - other.updatedAt),
    updatedAt: ({ updatedAt }) => updatedAt,
    words: ({ id, customerPONumber }) => [id, customerPONumber],
    view: (order) => orderView(company, order),
  });
}

export function orderReply(company: Company, id: string): TwinReply {
  return { status: 200, body: orderView(company, known(company, id)) };
}

export function createOrder(company: Company, body: string): TwinReply {
  return answered(company, takeOrder(company, body), 201);
}

/** Adds a line to the open generation. */
export function addLine(company: Company, id: string, body: string): TwinReply {
  const order = known(company, id);
  const open = openGeneration(order);
  if (open === undefined) throw refused(`Order ${id} has no open generation`);
  const line = lineIn(company, fieldsOf(body), order.lines.length + 1);
  const before = taxedBefore(order.generations.filter((generation) => generation !== open));
  const lines = [...open.lines, { line, quantity: line.quantity }];
  const amounts = amountsOf(company, order, lines, { freight: open.freight, before });
  Object.assign(open, { ...amounts, lines, balance: amounts.total });
  company.orders.set(id, Object.assign(order, { lines: [...order.lines, line] }));
  touched(company, order, `line ${line.lineNumber} added`);
  return answered(company, order);
}

/** The codes are this tenant's; with an update key only the state that was read is changed (sheet sections 3.1 and 7). */
export function changeStatus(company: Company, id: string, body: string): TwinReply {
  const order = known(company, id);
  const fields = fieldsOf(body);
  const key = textIn(fields, 'updateKey');
  if (key !== '' && key !== String(order.updateKey))
    throw new EclipseError(409, `Order ${id} was changed by another user: read it again`);
  const status = textIn(fields, 'status');
  if (status === 'CANCELLED') cancelOrder(company, order);
  else if (status === 'OPEN' || status === 'HOLD') {
    const open = openGeneration(order);
    if (open === undefined) throw refused(`Order ${id} has no open generation`);
    open.status = status;
    touched(company, order, status === 'HOLD' ? 'put on hold' : 'released');
  } else throw refused(`status: there is no code ${status}`);
  return answered(company, order);
}

export function changeLog(company: Company, id: string): TwinReply {
  const results = known(company, id).changes.map(({ at, what }) => ({ changedAt: company.time.ofInstant(at), what }));
  return { status: 200, body: { results } };
}

/** `/ARInquiry` of one customer: open and paid invoices (sheet section 3.6). */
export function receivables(company: Company, query: URLSearchParams): TwinReply {
  const customerId = query.get('customerId') ?? '';
  if (!company.customers.has(customerId)) throw notFound('Customer', customerId);
  return resultList(company, query, {
    family: 'ARInquiry',
    rows: [...company.orders.values()]
      .filter(({ customer }) => customer.id === customerId)
      .flatMap((order) => order.generations.map((generation) => ({ order, generation })))
      .filter(({ generation: { status } }) => status === 'INVOICED' || status === 'RETURNED'),
    updatedAt: ({ order }) => order.updatedAt,
    view: ({ order, generation }) => ({
      invoiceNumber: invoiceNumber(order, generation),
      orderId: order.id,
      customerPONumber: order.customerPONumber,
      invoiceDate: day(company, generation.shipDate),
      amount: moneyView(generation.total, company.settings.currency),
      balance: moneyView(generation.balance, company.settings.currency),
    }),
  });
}

const answered = (company: Company, order: Order, status = 200): TwinReply => ({
  status,
  body: { results: [orderView(company, order)] },
});

function known({ orders }: Company, id: string): Order {
  const order = orders.get(id);
  if (order === undefined) throw notFound('Sales order', id);
  return order;
}

const day = ({ time }: Company, instant: number | undefined): string | null =>
  instant === undefined ? null : time.dayOf(instant);

/** The shape of the sheet's sample (section 11); dates are days of the site. */
function orderView(company: Company, order: Order) {
  const { settings, time } = company;
  return {
    id: order.id,
    customerPONumber: order.customerPONumber,
    billToCustomer: order.customer.id,
    shipToCustomer: order.shipToCustomer,
    billTo: addressView(order.billTo),
    shipTo: { ...addressView(order.shipTo), phone: order.shipTo.phone },
    orderedBy: order.orderedBy,
    branch: order.branch,
    terms: order.terms,
    orderDate: day(company, order.orderDate),
    internalNotes: order.internalNotes,
    generations: order.generations.map((generation) => ({
      ...generationView(company, order, generation),
      freight: moneyView(generation.freight, settings.currency),
      tax: moneyView(generation.tax, settings.currency),
      total: moneyView(generation.total, settings.currency),
    })),
    updateKey: String(order.updateKey),
    updatedAt: time.ofInstant(order.updatedAt),
  };
}

function generationView(company: Company, order: Order, generation: Generation) {
  const { currency } = company.settings;
  const isInvoice = generation.status === 'INVOICED' || generation.status === 'RETURNED';
  return {
    generation: generation.number,
    status: generation.status,
    shipVia: order.shipVia,
    shipDate: day(company, generation.shipDate),
    ...(generation.trackingNumber === '' ? {} : { trackingNumber: generation.trackingNumber }),
    ...(isInvoice
      ? {
          invoiceNumber: invoiceNumber(order, generation),
          invoiceDate: day(company, generation.shipDate),
          balance: moneyView(generation.balance, currency),
        }
      : {}),
    lines: generation.lines.map(({ line, quantity }) =>
      line.product === undefined
        ? { lineNumber: line.lineNumber, comment: line.comment }
        : {
            lineNumber: line.lineNumber,
            productId: line.product.id,
            description: line.description,
            quantity: plain(quantity),
            uom: line.uom,
            unitPrice: moneyView(line.unitPrice, currency),
            ...(line.comment === '' ? {} : { comment: line.comment }),
          },
    ),
  };
}

const addressView = ({ name, address, address2, city, state, zip, country }: Address) => ({
  name,
  address,
  ...(address2 === '' ? {} : { address2 }),
  city,
  state,
  zip,
  country,
});
