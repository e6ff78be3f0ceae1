import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import type { Company } from './company.ts';
import { EntitySet, type Row } from './entity-set.ts';
import { date, type FieldRules, instant, readFields, text } from './field-rules.ts';
import { JSON_TYPE } from './list-reply.ts';
import { NOTIFIED, Notifications } from './notifications.ts';
import { badRequest, dialog, notAllowed, ODataError, unknownSegment } from './odata-error.ts';
import { readBody } from './request-body.ts';

/** A subscription lives three days (sheet section 9). */
const LIFE_MS = 3 * 24 * 3_600_000;

/** Most subscriptions of an environment (sheet section 5). */
const MOST = 200;

const SUBSCRIPTION: FieldRules = {
  subscriptionId: text(150, 'no'),
  notificationUrl: text(2048),
  resource: text(2048, 'create'),
  clientState: text(2048),
  expirationDateTime: instant(),
  lastModifiedDateTime: instant(),
  systemCreatedAt: date('no'),
};

/** One delivery as it would be sent: whoever steers the twin posts it, or does so twice, late, or not at all. No signature. */
export interface WebhookDelivery {
  readonly uri: string;
  readonly body: string;
}

/** Asks the receiver for the validation token, and gives what it answered. Rejects when it cannot be reached. */
export type Handshake = (url: string) => Promise<{ readonly status: number; readonly body: string }>;

/** `subscriptions` (sheet section 9): keys in quotes, and a handshake at creation and renewal. */
export class Subscriptions {
  readonly #company: Company;
  readonly #set: EntitySet;
  readonly #notifications: Notifications;
  readonly #handshake: Handshake;

  constructor(company: Company, handshake: Handshake) {
    this.#company = company;
    this.#set = new EntitySet('subscriptions', company.settings.clock, company.transaction);
    this.#notifications = new Notifications(company);
    this.#handshake = handshake;
  }

  async reply(path: string, request: TwinRequest): Promise<TwinReply> {
    const key = /^subscriptions(?:\('([^']+)'\))?$/.exec(path);
    if (key === null) throw unknownSegment(path);
    const row = key[1] === undefined ? undefined : this.#set.need(key[1]);
    switch (`${request.method} ${row === undefined ? 'all' : 'one'}`) {
      case 'GET all':
        return { status: 200, headers: JSON_TYPE, body: { value: this.#alive().map((each) => this.#shown(each)) } };
      case 'POST all':
        return { status: 201, headers: JSON_TYPE, body: this.#shown(await this.#create(request)) };
      default:
        if (row === undefined) throw notAllowed(request.method, 'subscriptions');
        return this.#one(row, request);
    }
  }

  /** Takes what has happened since the last call, for every subscription that is still alive. */
  take(): WebhookDelivery[] {
    const changes = this.#notifications.take();
    return this.#alive().flatMap((row) => {
      const found = changes.get(entitySetOf(this.#company, String(row.resource))) ?? [];
      if (found.length === 0) return [];
      const { subscriptionId, clientState, expirationDateTime } = row;
      const value = found.map((change) => ({ subscriptionId, clientState, expirationDateTime, ...change }));
      return [{ uri: String(row.notificationUrl), body: JSON.stringify({ value }) }];
    });
  }

  async #one(row: Row, request: TwinRequest): Promise<TwinReply> {
    if (request.method === 'GET') return { status: 200, headers: JSON_TYPE, body: this.#shown(row) };
    this.#set.checkEtag(row, request.headers['if-match']);
    if (request.method === 'DELETE') {
      this.#set.remove(row);
      return { status: 204 };
    }
    if (request.method !== 'PATCH') throw notAllowed(request.method, 'subscriptions');
    const read = readFields('subscription', SUBSCRIPTION, readBody(request), 'update');
    await this.#shakeHands(String(read.notificationUrl ?? row.notificationUrl));
    this.#set.change(row, { ...read, expirationDateTime: this.#expiry() });
    return { status: 200, headers: JSON_TYPE, body: this.#shown(row) };
  }

  async #create(request: TwinRequest): Promise<Row> {
    const read = readFields('subscription', SUBSCRIPTION, readBody(request), 'create');
    const { notificationUrl, resource } = read;
    if (typeof notificationUrl !== 'string' || typeof resource !== 'string')
      throw new ODataError(
        400,
        'BadRequest_RequiredParamNotProvided',
        'A notificationUrl and a resource must be provided.',
      );
    if (this.#alive().length >= MOST) throw dialog(`There are ${MOST} subscriptions already.`);
    const name = entitySetOf(this.#company, resource);
    await this.#shakeHands(notificationUrl);
    this.#notifications.watch(name);
    const id = this.#company.identifiers.guid();
    return this.#set.add({
      id,
      subscriptionId: id,
      clientState: '',
      ...read,
      expirationDateTime: this.#expiry(),
      systemCreatedAt: this.#company.now(),
    });
  }

  async #shakeHands(notificationUrl: string): Promise<void> {
    const token = this.#company.identifiers.guid();
    const url = URL.parse(notificationUrl);
    if (url === null) throw badRequest(`The notificationUrl '${notificationUrl}' is not valid.`);
    url.searchParams.set('validationToken', token);
    const failed = dialog('The subscription could not be validated: the token was not sent back with status 200.');
    const answer = await this.#handshake(url.href).catch((error: unknown) => {
      throw new ODataError(failed.status, failed.code, `${failed.message} ${String(error)}`);
    });
    if (answer.status !== 200 || answer.body !== token) throw failed;
  }

  #alive(): Row[] {
    return this.#set.all().filter((row) => String(row.expirationDateTime) > this.#company.now());
  }

  #expiry(): string {
    return new Date(this.#company.settings.clock.now() + LIFE_MS).toISOString();
  }

  #shown(row: Row): Record<string, unknown> {
    const fields = Object.keys(SUBSCRIPTION).map((field) => [field, row[field]]);
    return { '@odata.etag': this.#set.etag(row), ...Object.fromEntries(fields) };
  }
}

/** The entity set of a resource like `/api/v2.0/companies(…)/salesInvoices`. Refuses one without webhooks. */
function entitySetOf(company: Company, resource: string): string {
  const [, companyId, name = ''] = /^\/?(?:api\/v2\.0\/)?companies\(([^)]*)\)\/([A-Za-z]+)$/.exec(resource) ?? [];
  if (companyId?.toLowerCase() !== company.settings.companyId || !NOTIFIED.some((each) => each === name))
    throw dialog(`The resource '${resource}' does not support notifications.`);
  return name;
}

/** Reaches receivers on this machine only: a twin sends nothing to anywhere else. */
export const localHandshake: Handshake = async (url) => {
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname))
    throw new Error('a twin reaches 127.0.0.1 only');
  const response = await fetch(url, { method: 'POST' });
  return { status: response.status, body: await response.text() };
};
