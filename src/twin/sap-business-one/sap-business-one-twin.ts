import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { Company } from './company.ts';
import { ServiceLayer } from './service-layer.ts';
import { errorReply, ServiceLayerError } from './service-layer-error.ts';
import { type SapBusinessOneTwinOptions, settingsOf } from './settings.ts';
import { TwinDesk } from './twin-desk.ts';

/**
 * SAP Business One behind its Service Layer, written from its sheet: sessions on nodes behind a balancer, OData with its
 * dialect, documents drawn from one another, stock that orders commit. What a person does in the client is done over the
 * desk that it inherits.
 */
export class SapBusinessOneTwin extends TwinDesk implements TwinSystem {
  readonly system = 'sap-business-one';
  readonly #serviceLayer: ServiceLayer;

  constructor(options: SapBusinessOneTwinOptions) {
    const company = new Company(settingsOf(options));
    super(company);
    this.#serviceLayer = new ServiceLayer(company);
  }

  /** Sessions that occupy a licence now. */
  get sessions(): number {
    return this.#serviceLayer.sessions.count;
  }

  handle(request: TwinRequest, expired: boolean): TwinReply {
    return this.#serviceLayer.answer(request, expired);
  }

  /** There is no answer of its own for too many requests: the balancer says that it has no node (sheet section 5). */
  throttled(retryAfterSeconds: number | undefined): TwinReply {
    return {
      status: 503,
      headers: {
        'content-type': 'text/html; charset=iso-8859-1',
        ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
      },
      body: '<html><head><title>503 Service Unavailable</title></head><body><h1>Service Unavailable</h1></body></html>',
    };
  }

  /** Deadlocks appear as this (sheet section 6). */
  serverError(): TwinReply {
    return errorReply(new ServiceLayerError(500, -1, 'Internal server error: deadlock detected'), 'v2');
  }
}
