import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import type { Company } from './company.ts';
import type { Order } from './order.ts';
import { odataError } from './rest-error.ts';
import { folded, type Row, type Scalar } from './row.ts';
import { columnType, tableFilter } from './table-filter.ts';
import { AR_PAYMENT_DETAILS, OE_HDR, OE_LINE, REMITTANCES, type TableShape } from './table-shape.ts';

interface Published {
  readonly shape: TableShape;
  readonly rows: () => readonly Row[];
}

/** The tables that OData publishes. Orders are kept by the order; their header and lines are two tables all the same. */
function published(company: Company): ReadonlyMap<string, Published> {
  const { customers, customerFields, shipTos, addresses, contacts, customerContacts } = company;
  const { items, itemUnits, alternateCodes, productGroups, stock } = company;
  const { invoices, invoiceLines, invoiceTaxes, pickTickets, pickTicketLines } = company;
  const orders = (): Order[] => [...company.orders.values()];
  const tables: Published[] = [
    { shape: OE_HDR, rows: () => orders().map(({ header }) => header) },
    { shape: OE_LINE, rows: () => orders().flatMap(({ lines }) => lines) },
    { shape: REMITTANCES, rows: () => orders().flatMap(remittanceRows) },
    { shape: AR_PAYMENT_DETAILS, rows: () => orders().flatMap(({ remittances }) => remittances) },
    ...[
      ...[customers, customerFields, shipTos, addresses, contacts, customerContacts],
      ...[items, itemUnits, alternateCodes, productGroups, stock],
      ...[invoices, invoiceLines, invoiceTaxes, pickTickets, pickTicketLines],
    ].map((table) => ({ shape: table.shape, rows: () => table.all() })),
  ];
  return new Map(tables.map((each) => [each.shape.name, each]));
}

const remittanceRows = ({ header, remittances }: Order): Row[] =>
  remittances.map(({ payment_number = null, date_created = null, date_last_modified = null }) => ({
    remittance_number: payment_number,
    payment_number,
    order_no: header.order_no ?? null,
    company_id: header.company_id ?? null,
    delete_flag: 'N',
    date_created,
    date_last_modified,
  }));

const VIEWS: Readonly<Record<string, string>> = { p21_view_invoice_hdr: 'invoice_hdr' };
const OPTIONS = ['$select', '$filter', '$orderby', '$top', '$skip', '$count'];

/** The OData Data Services: read-only lists of tables and views, which nothing joins (sheet section 3.0). */
export class DataService {
  readonly #tables: ReadonlyMap<string, Published>;

  constructor(company: Company) {
    this.#tables = published(company);
  }

  /** `GET {base}/odataservice/odata/table/`: what is published. */
  names(kind: 'table' | 'view', request: TwinRequest): TwinReply {
    const names = kind === 'table' ? [...this.#tables.keys()] : Object.keys(VIEWS);
    const value = names.map((name) => ({ name, kind: 'EntitySet', url: name }));
    return { status: 200, body: { '@odata.context': `${root(request)}/$metadata`, value } };
  }

  /** `GET {base}/odataservice/odata/table/{name}`. Throws OData's own errors. */
  list(kind: 'table' | 'view', name: string, request: TwinRequest): TwinReply {
    const table = this.#tables.get(kind === 'table' ? name : (VIEWS[name] ?? ''));
    if (table === undefined) throw odataError(404, `Resource not found for the segment '${name}'.`);
    const { query } = request;
    for (const option of query.keys())
      if (option.startsWith('$') && !OPTIONS.includes(option))
        throw odataError(400, `The query parameter '${option}' is not supported.`);
    const { shape } = table;
    const columns = selected(query.get('$select'), shape);
    const filter = query.get('$filter') ?? '';
    const matching = filter.trim() === '' ? [...table.rows()] : table.rows().filter(tableFilter(filter, shape));
    sort(matching, query.get('$orderby') ?? '', shape);
    const skip = count(query, '$skip') ?? 0;
    const page = matching.slice(skip, skip + (count(query, '$top') ?? Number.POSITIVE_INFINITY));
    return {
      status: 200,
      headers: { 'content-type': 'application/json; odata.metadata=minimal; charset=utf-8' },
      body: {
        '@odata.context': `${root(request)}/$metadata#${name}`,
        ...(query.get('$count') === 'true' ? { '@odata.count': matching.length } : {}),
        value: page.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))),
      },
    };
  }
}

const root = ({ url }: TwinRequest): string => url.replace(/\/odata\/(table|view).*$/, '/odata');

function selected(select: string | null, shape: TableShape): string[] {
  const named = (select ?? '')
    .split(',')
    .map((column) => column.trim())
    .filter((column) => column !== '');
  if (named.length === 0) return Object.keys(shape.columns);
  for (const column of named) columnType(column, shape);
  return named;
}

/** By several columns, each `asc` or `desc`. Without any the rows come as they are stored. */
function sort(rows: Row[], orderBy: string, shape: TableShape): void {
  const keys = orderBy
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
    .map((key) => {
      const [, column = '', direction = 'asc'] = /^(\w+)(?:\s+(asc|desc))?$/.exec(key) ?? [];
      if (column === '') throw odataError(400, `The $orderby '${orderBy}' is not valid.`);
      return { column, type: columnType(column, shape), sign: direction === 'desc' ? -1 : 1 };
    });
  rows.sort((a, b) => {
    for (const { column, type, sign } of keys) {
      const order = compare(a[column] ?? null, b[column] ?? null, type === 'text');
      if (order !== 0) return order * sign;
    }
    return 0;
  });
}

/** Nothing comes first, as SQL Server sorts. */
function compare(a: Scalar, b: Scalar, fold: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const [left, right] = fold ? [folded(String(a)), folded(String(b))] : [a, b];
  return left === right ? 0 : left < right ? -1 : 1;
}

function count(query: URLSearchParams, name: string): number | undefined {
  const written = query.get(name);
  if (written === null) return undefined;
  if (!/^\d+$/.test(written)) throw odataError(400, `'${written}' of ${name} is not a whole number.`);
  return Number(written);
}
