import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { cancelOrder } from './cancel-order.ts';
import { categoryList } from './categories.ts';
import { Clerks } from './clerks.ts';
import { Company } from './company.ts';
import { customerList, customerMaintenance, customerMaster, shipToList } from './customers.ts';
import { fetchWhere } from './fetch-where.ts';
import { fullOrder } from './full-order.ts';
import { invoiceList, trackingNumbers } from './invoices.ts';
import { IonGateway } from './ion-gateway.ts';
import { lineComments } from './line-comments.ts';
import { orderTotalLoad } from './order-totals.ts';
import { catalogItems, pricing, productData, warehouseProducts } from './products.ts';
import { orderList, singleOrder } from './read-order.ts';
import { bodyOf, type Fields, isFields, text } from './request-fields.ts';
import { type InforTwinOptions, settingsOf } from './settings.ts';
import { GatewayError, SxError } from './sx-error.ts';
import { updateHeader } from './update-header.ts';

type SxFunction = (company: Company, request: Fields) => Fields;

/** Functions that this tenant publishes, by their names with version, in lower case (sheet section 1). */
const FUNCTIONS: Readonly<Record<string, SxFunction>> = {
  sxapioefullordermntv6: fullOrder,
  sxapioeheaderupdate: updateHeader,
  sxapioeorderdeleteorcancel: cancelOrder,
  sxapisagetlinecomments: lineComments,
  sxapisfoeordertotloadv4: orderTotalLoad,
  sxapioegetsingleorderv3: singleOrder,
  sxapioegetlistofordersv5: orderList,
  sxapiargetcustomerlistv3: customerList,
  sxapisfgetcustomermasterv2: customerMaster,
  sxapiargetshiptolistv4: shipToList,
  sxapiarcustomermnt: customerMaintenance,
  sxapiicgetproductcategorylist: categoryList,
  sxapiicecatalogitemmasterv3: catalogItems,
  sxapiicgetproductdatageneralv3: productData,
  sxapiicgetwhseproductlistv3: warehouseProducts,
  sxapioepricingmultiplev5: pricing,
  sxapiargetinvoicelistv3: invoiceList,
  sxapisfgettrackingnum: trackingNumbers,
};

/**
 * Infor CloudSuite Distribution (SX.e) behind the ION gateway, written from its sheet: one POST for each business
 * function, errors in answers of success, orders whose shipments are suffixes. What people do in SX itself is done over
 * the {@link Clerks} that it inherits. M3 and SyteLine are other products and not in it.
 */
export class InforTwin extends Clerks implements TwinSystem {
  readonly system = 'infor';
  readonly #gateway: IonGateway;

  constructor(options: InforTwinOptions) {
    const company = new Company(settingsOf(options));
    super(company);
    this.#gateway = new IonGateway(company.settings);
  }

  handle(request: TwinRequest, expired: boolean): TwinReply {
    try {
      return this.#reply(request, expired);
    } catch (error) {
      if (error instanceof SxError) return { status: 200, body: { response: { cErrorMessage: error.message } } };
      if (error instanceof GatewayError) return { status: error.status, body: error.body };
      throw error;
    }
  }

  throttled(retryAfterSeconds: number | undefined): TwinReply {
    return {
      status: 429,
      headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
      body: { error: 'Too Many Requests', error_description: 'The policy of this application allows no more calls' },
    };
  }

  serverError(): TwinReply {
    return { status: 500, body: { error: 'Internal Server Error', error_description: 'AppServer agent terminated' } };
  }

  /** Of every function: the answer is there, and so is an error. */
  errorsInSuccess(data: TwinReply | undefined): TwinReply {
    const response = isFields(data?.body) && isFields(data.body.response) ? data.body.response : {};
    return {
      status: 200,
      body: { response: { ...response, cErrorMessage: 'Unexpected error in the application server' } },
    };
  }

  /** Which list is asked for stands in the path for functions, and in the body for tables. */
  listOf({ path, body }: TwinRequest): string {
    return path.endsWith('/FetchWhere') ? `${path} ${text(bodyOf(body), 'TableName')}` : path;
  }

  #reply(request: TwinRequest, expired: boolean): TwinReply {
    const { tenant } = this.company.settings;
    const { path, method } = request;
    if (method !== 'POST') throw new GatewayError(405, { error: 'Method Not Allowed' });
    if (path === `/${tenant}/as/token.oauth2`) return this.#gateway.token(request);
    if (path === `/${tenant}/as/revoke_token.oauth2`) return this.#gateway.revoke(request);
    this.#gateway.admit(request, expired);
    const [, name] = new RegExp(`^/${tenant}/SX/(?:rest|web)/sxapirestservice/(\\w+)$`).exec(path) ?? [];
    if (path === `/${tenant}/SX/rest/serviceinterface/proxy/FetchWhere`)
      return { status: 200, body: this.#fetch(bodyOf(request.body)) };
    const work = name === undefined ? undefined : FUNCTIONS[name];
    if (work === undefined)
      throw new GatewayError(404, { error: 'Not Found', error_description: `No such API: ${path}` });
    return { status: 200, body: { response: { cErrorMessage: '', ...work(this.company, this.#request(request)) } } };
  }

  #fetch(body: Fields): Fields {
    if (text(body, 'CompanyNumber') !== String(this.company.settings.companyNumber))
      throw new GatewayError(400, { error: 'Bad Request', error_description: 'CompanyNumber is not valid' });
    return fetchWhere(this.company, body);
  }

  /** What is in the envelope, from an operator that SX knows (sheet section 2). */
  #request({ body }: TwinRequest): Fields {
    const { request } = bodyOf(body);
    if (!isFields(request)) throw new GatewayError(400, { error: 'Bad Request', error_description: 'No request' });
    const { companyNumber, operators } = this.company.settings;
    if (text(request, 'companyNumber') !== String(companyNumber)) throw new SxError('Company # Not Set Up');
    if (!operators.includes(text(request, 'operatorInit'))) throw new SxError('Operator Initials Not Set Up - SASO');
    return request;
  }
}
