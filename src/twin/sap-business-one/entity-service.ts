import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { jsonOf, readBody } from './body.ts';
import type { Company } from './company.ts';
import { WaitsForApproval } from './documents.ts';
import { type EntityAddress, readAddress } from './entity-address.ts';
import type { EntitySet } from './entity-sets.ts';
import { viewOf } from './entity-view.ts';
import { listed, matching, selectedOf } from './list-query.ts';
import { JSON_TYPE, ODATA_WORDS } from './odata-words.ts';
import type { Row } from './row.ts';
import {
  changedMeanwhile,
  malformed,
  noMatch,
  notSupported,
  type ODataVersion,
  unknownResource,
} from './service-layer-error.ts';

/** The first release that knows ETags (sheet section 1). */
const FP_2102 = 1_000_210;

/** A request on an entity set: its address below the version, decoded, and the version. */
export interface EntityRequest {
  readonly request: TwinRequest;
  readonly path: string;
  readonly version: ODataVersion;
  /** `https://{host}:50000/b1s/v2/` */
  readonly base: string;
}

/** Lists, reads and writes entities, and does their actions (sheet section 3.0). */
export class EntityService {
  readonly #company: Company;
  readonly #sets: ReadonlyMap<string, EntitySet>;

  constructor(company: Company, sets: readonly EntitySet[]) {
    this.#company = company;
    this.#sets = new Map(sets.map((set) => [set.name, set]));
  }

  get sets(): readonly EntitySet[] {
    return [...this.#sets.values()];
  }

  answer(call: EntityRequest): TwinReply {
    const address = readAddress(call.path);
    const set = this.#sets.get(address.set);
    if (set === undefined) throw unknownResource(call.path);
    return address.key === undefined ? this.#onSet(set, address, call) : this.#onEntity(set, address, call);
  }

  #onSet(set: EntitySet, { rest }: EntityAddress, call: EntityRequest): TwinReply {
    const { request, path } = call;
    if (rest === '$count' && request.method === 'GET') {
      const count = matching(this.#company, set, request).length;
      return { status: 200, headers: { 'content-type': 'text/plain' }, body: String(count) };
    }
    if (rest !== '') throw unknownResource(path);
    if (request.method === 'GET') return this.#list(set, call);
    if (request.method === 'POST') return this.#create(set, call);
    throw notSupported();
  }

  #onEntity(set: EntitySet, address: EntityAddress, call: EntityRequest): TwinReply {
    const { request, version, path } = call;
    const row = entityAt(set, address);
    if (row === undefined) throw noMatch();
    if (address.rest !== '') {
      const act = set.actions?.[address.rest];
      if (act === undefined || request.method !== 'POST') throw unknownResource(path);
      this.#checkMatch(set, row, request);
      const made = act(row);
      return made === undefined
        ? { status: 204 }
        : { status: 201, headers: JSON_TYPE, body: this.#view(set, made, call) };
    }
    switch (request.method) {
      case 'GET': {
        const selected = selectedOf(this.#company, set.shape, request.query);
        return { status: 200, headers: this.#headers(set, row), body: this.#view(set, row, call, selected) };
      }
      case 'PATCH': {
        if (set.change === undefined) throw notSupported();
        this.#checkMatch(set, row, request);
        const given = readBody(this.#company, set.shape, jsonOf(request.body), version === 'v2');
        set.change(row, given, String(request.headers['b1s-replacecollectionsonpatch'] ?? '') === 'true');
        return { status: 204 };
      }
      case 'DELETE':
        if (set.remove === undefined) throw notSupported();
        this.#checkMatch(set, row, request);
        set.remove(row);
        return { status: 204 };
      default:
        throw notSupported();
    }
  }

  #list(set: EntitySet, { request, version, base }: EntityRequest): TwinReply {
    const words = ODATA_WORDS[version];
    const selected = selectedOf(this.#company, set.shape, request.query);
    const { page, matching: count, next } = listed(this.#company, set, request);
    const show = set.shown?.() ?? ((row: Row) => row);
    const counted = request.query.get('$count') === 'true' || request.query.get('$inlinecount') === 'allpages';
    return {
      status: 200,
      headers: JSON_TYPE,
      body: {
        [words.context]: `${base}$metadata#${set.name}`,
        ...(counted ? { [words.count]: count } : {}),
        value: page.map((row) => ({
          ...this.#etag(set, row, version),
          ...viewOf(this.#company, set.shape, show(row), selected),
        })),
        // Only the last part of the address: whoever follows it must know what comes before (sheet section 4).
        ...(next === undefined ? {} : { [words.next]: `${set.name}?${next}` }),
      },
    };
  }

  #create(set: EntitySet, call: EntityRequest): TwinReply {
    const { request, version, base } = call;
    if (set.create === undefined) throw notSupported();
    const wantsNothing = String(request.headers.prefer ?? '').includes('return-no-content');
    const given = readBody(this.#company, set.shape, jsonOf(request.body), version === 'v2');
    try {
      const row = set.create(given);
      const headers = {
        ...JSON_TYPE,
        ...this.#headers(set, row),
        location: `${base}${set.name}(${keyText(set, row)})`,
      };
      if (wantsNothing) return { status: 204, headers: { location: headers.location } };
      return { status: 201, headers, body: this.#view(set, row, call) };
    } catch (error) {
      // Accepted, but as a draft: an error that is none, or nothing at all (sheet section 3.1).
      if (!(error instanceof WaitsForApproval)) throw error;
      if (wantsNothing) return { status: 204 };
      throw noMatch(400);
    }
  }

  #view(
    set: EntitySet,
    row: Row,
    { version, base }: EntityRequest,
    selected?: ReadonlySet<string>,
  ): Record<string, unknown> {
    const shown = set.shown?.()(row) ?? row;
    return {
      [ODATA_WORDS[version].context]: `${base}$metadata#${set.name}/$entity`,
      ...this.#etag(set, row, version),
      ...viewOf(this.#company, set.shape, shown, selected),
    };
  }

  #etag(set: EntitySet, row: Row, version: ODataVersion): Record<string, string> {
    const etag = this.#etagOf(set, row);
    return etag === undefined ? {} : { [ODATA_WORDS[version].etag]: etag };
  }

  #headers(set: EntitySet, row: Row): Record<string, string> {
    const etag = this.#etagOf(set, row);
    return { ...JSON_TYPE, ...(etag === undefined ? {} : { etag }) };
  }

  #etagOf(set: EntitySet, row: Row): string | undefined {
    return Number(this.#company.settings.version) < FP_2102 ? undefined : set.etag?.(row);
  }

  #checkMatch(set: EntitySet, row: Row, { headers }: TwinRequest): void {
    const wanted = headers['if-match'];
    if (wanted === undefined || wanted === '*') return;
    const etag = this.#etagOf(set, row);
    if (etag !== undefined && etag !== wanted) throw changedMeanwhile();
  }
}

function entityAt(set: EntitySet, { key = [] }: EntityAddress): Row | undefined {
  if (key.length !== set.keys.length) throw malformed(`The key of '${set.name}' is ${set.keys.join(', ')}`);
  const values = set.keys.map(
    (property, index) => (key.find(({ name }) => name === property) ?? key[index])?.value ?? null,
  );
  return set.get(...values);
}

const keyText = (set: EntitySet, row: Row): string =>
  set.keys
    .map((property) => {
      const value = row[property];
      const text = typeof value === 'number' ? String(value) : `'${encodeURIComponent(String(value))}'`;
      return set.keys.length === 1 ? text : `${property}=${text}`;
    })
    .join(',');
