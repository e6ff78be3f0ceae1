import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { analyticsEntities } from './analytics-entities.ts';
import { ApiRouter } from './api-router.ts';
import { Authentication } from './authentication.ts';
import { batchReply } from './batch.ts';
import { Company } from './company.ts';
import { companyPart } from './company-path.ts';
import { entitiesOf } from './entities.ts';
import { metadataReply } from './metadata.ts';
import { NOTIFIED } from './notifications.ts';
import { errorReply, ODataError, unknownSegment } from './odata-error.ts';
import { ProcessingPlaces } from './processing-places.ts';
import { RequestWindow } from './request-window.ts';
import { type BusinessCentralTwinOptions, settingsOf } from './settings.ts';
import { type Handshake, localHandshake, Subscriptions } from './subscriptions.ts';
import { TwinDesk } from './twin-desk.ts';

/**
 * Business Central online, API v2.0, written from its sheet: entity sets under a company, OData errors, ETags, tax that
 * the system computes itself, orders that vanish when they are fully posted. What a person does in the product itself
 * is done over the desk that it inherits.
 */
export class BusinessCentralTwin extends TwinDesk implements TwinSystem {
  readonly system = 'business-central';
  readonly #authentication: Authentication;
  readonly #window: RequestWindow;
  readonly #places: ProcessingPlaces;
  readonly #router: ApiRouter;
  readonly #analytics: ApiRouter;
  readonly #entities: ReturnType<typeof entitiesOf>;

  constructor(options: BusinessCentralTwinOptions, handshake: Handshake = localHandshake) {
    const settings = settingsOf(options);
    const company = new Company(settings);
    super(company, new Subscriptions(company, handshake));
    this.#authentication = new Authentication(settings);
    this.#window = new RequestWindow(settings);
    this.#places = new ProcessingPlaces(settings);
    this.#entities = entitiesOf(company);
    this.#router = new ApiRouter(company, this.#entities);
    this.#analytics = new ApiRouter(company, analyticsEntities(company));
  }

  /** 429 without Retry-After, which is not promised (sheet section 5), unless a fault names it. */
  throttled(retryAfterSeconds: number | undefined): TwinReply {
    const reply = this.#refusal(
      new ODataError(429, 'Application_TooManyRequests', 'Too many requests reached. Actual (6001). Maximum (6000).'),
    );
    return retryAfterSeconds === undefined
      ? reply
      : { ...reply, headers: { 'retry-after': String(retryAfterSeconds) } };
  }

  serverError(): TwinReply {
    return this.#refusal(
      new ODataError(500, 'Internal_ServerError', 'An unexpected error occurred while processing the request.'),
    );
  }

  async handle(request: TwinRequest, expired: boolean): Promise<TwinReply> {
    return this.#refusing(() => this.#route(request, expired));
  }

  #route(request: TwinRequest, expired: boolean): TwinReply | Promise<TwinReply> {
    const path = decoded(request.path);
    const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(path)?.[1];
    if (tenant !== undefined && request.method === 'POST') return this.#authentication.token(tenant, request);
    this.#authentication.check(request, expired);
    if (!this.#places.open || !this.#window.admit()) return this.throttled(undefined);
    return this.#places.hold(() => this.#service(path, request));
  }

  #service(path: string, request: TwinRequest): TwinReply | Promise<TwinReply> {
    if (path === '/environments/v1.2') return this.#environments();
    const rest = this.#underEnvironment(path);
    if (rest.startsWith('v2.0/')) return this.#api(rest.slice('v2.0/'.length), request);
    if (rest.startsWith('microsoft/analytics/v1.0/'))
      return this.#analytics.reply(
        companyPart(this.company.settings, rest.slice('microsoft/analytics/v1.0/'.length), request),
        request,
      );
    if (rest.startsWith('microsoft/runtime/beta/') && rest.endsWith('/webhookSupportedResources'))
      return { status: 200, body: { value: NOTIFIED.map((name) => ({ resource: `v2.0/companies/${name}` })) } };
    throw unknownSegment(rest);
  }

  #api(path: string, request: TwinRequest): TwinReply | Promise<TwinReply> {
    if (path === '$metadata') return metadataReply(this.#entities);
    if (path === '$batch' && request.method === 'POST')
      return batchReply(request, this.company.transaction, (part) => this.#batchPart(part));
    if (path.startsWith('subscriptions')) return this.subscriptions.reply(path, request);
    return this.#router.reply(companyPart(this.company.settings, path, request), request);
  }

  #batchPart(part: TwinRequest): TwinReply {
    try {
      return this.#router.reply(companyPart(this.company.settings, decoded(part.path), part), part);
    } catch (error) {
      if (error instanceof ODataError) return this.#refusal(error);
      throw error;
    }
  }

  /** With the tenant in the path or without it (sheet section 1). */
  #underEnvironment(path: string): string {
    const { tenant, environment } = this.company.settings;
    for (const base of [`/v2.0/${tenant}/${environment}/api/`, `/v2.0/${environment}/api/`])
      if (path.startsWith(base)) return path.slice(base.length);
    throw new ODataError(404, 'BadRequest_NotFound', 'The environment does not exist, or the path is not of its API.');
  }

  #environments(): TwinReply {
    const { tenant, environment } = this.company.settings;
    return { status: 200, body: { value: [{ name: environment, type: 'Sandbox', aadTenantId: tenant }] } };
  }

  async #refusing(work: () => TwinReply | Promise<TwinReply>): Promise<TwinReply> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ODataError) return this.#refusal(error);
      throw error;
    }
  }

  #refusal(error: ODataError): TwinReply {
    return errorReply(error, this.company.identifiers.guid());
  }
}

export function createBusinessCentralTwin(options: BusinessCentralTwinOptions): BusinessCentralTwin {
  return new BusinessCentralTwin(options);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new ODataError(400, 'BadRequest_InvalidRequestUrl', `The path '${path}' is not valid.`);
  }
}
