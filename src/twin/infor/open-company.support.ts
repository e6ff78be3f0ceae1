import { ManualClock } from '../../model/clock.ts';
import { InforTwin } from './infor-twin.ts';
import { type InforTwinOptions, TWIN_APP } from './settings.ts';

export interface Answer {
  readonly status: number;
  // Tests look into answers of every shape.
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test is about
  readonly body: any;
}

/** A twin with two products and a customer, asked without a socket. */
export function openCompany(options: Partial<InforTwinOptions> = {}) {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const twin = new InforTwin({ clock, ...options });
  twin.addProduct({ prod: 'MUG-01', descrip1: 'Ceramic mug', listprice: '12.50', stock: 40, prodcat: 'HOME' });
  twin.addProduct({ prod: 'PEN-01', descrip1: 'Ball pen', listprice: '1.33', stock: 500, units: { BX: 50 } });
  twin.addCustomer('120045', {
    name: 'Northfield Supply',
    email: 'orders@example.com',
    addr1: 'Neumarkt 9',
    city: 'Bonn',
    zipcd: '53111',
    countrycd: 'DE',
  });

  function send(path: string, body: string, authorization: string, expired = false): Answer {
    const reply = twin.handle(
      {
        method: 'POST',
        path: `/${TWIN_APP.tenant}/${path}`,
        query: new URLSearchParams(),
        headers: { authorization },
        url: `https://ion.example.com/${TWIN_APP.tenant}/${path}`,
        body,
      },
      expired,
    );
    return { status: reply.status, body: reply.body };
  }

  const signIn = (change: Readonly<Record<string, string>> = {}): Answer =>
    send(
      'as/token.oauth2',
      new URLSearchParams({
        grant_type: 'password',
        username: TWIN_APP.accessKey,
        password: TWIN_APP.secretKey,
        client_id: TWIN_APP.clientId,
        client_secret: TWIN_APP.clientSecret,
        ...change,
      }).toString(),
      '',
    );
  let bearer: string | undefined;
  const token = (): string => {
    bearer ??= `Bearer ${signIn().body.access_token}`;
    return bearer;
  };

  /** Calls a function; what is in the envelope of the answer. */
  const call = (name: string, request: object): Answer['body'] =>
    send(
      `SX/rest/sxapirestservice/${name}`,
      JSON.stringify({ request: { companyNumber: 1, operatorInit: 'web', operatorPassword: '', ...request } }),
      token(),
    ).body.response;
  const fetch = (TableName: string, WhereClause: string, more: object = {}): Answer =>
    send(
      'SX/rest/serviceinterface/proxy/FetchWhere',
      JSON.stringify({ CompanyNumber: 1, Operator: 'web', TableName, WhereClause, BatchSize: 500, ...more }),
      token(),
    );
  /** Enters an order by full-order maintenance; its acknowledgement. */
  const enter = (
    change: { readonly header?: object; readonly items?: readonly object[]; readonly extra?: object } = {},
  ) =>
    call('sxapioefullordermntv6', {
      sxt_orderV4: { sxt_orderV4: [{ ...HEADER, ...change.header }] },
      sxt_customer: { sxt_customer: [{ custNo: '120045' }] },
      sxt_itemV4: { sxt_itemV4: change.items ?? ITEMS },
      sxt_header_extra: {
        sxt_header_extra: Object.entries(change.extra ?? {}).map(([FieldName, FieldValue], index) => ({
          FieldName,
          FieldValue,
          SeqNo: index + 1,
        })),
      },
    });
  const acknowledged = (answer: Answer['body']) => answer.sxt_func_ack.sxt_func_ack[0];

  return { clock, twin, send, signIn, token, call, fetch, enter, acknowledged };
}

const HEADER = { actionType: 'original', transType: 'SO', whse: 'MAIN', refer: 'WEB-100045', shipVia: 'EXPR' };
const ITEMS = [
  { lineIden: '1', sellerProd: 'MUG-01', qtyOrd: '4', qtyUom: 'EA', price: '12.00' },
  { lineIden: '2', sellerProd: '/', lineComments: 'Coupon SPRING10' },
];
