import type { TwinReply, TwinRequest } from '../../kit/twin-server.ts';
import type { Company } from '../company.ts';
import { type ErrorEntry, entry, GatewayError, notAllowed, ROLLED_BACK } from './gateway-error.ts';
import { execute, type Outcome } from './gateway-functions.ts';
import { ResultPages } from './read-functions.ts';
import { checkRequest, needed } from './request-schema.ts';
import { noted } from './rollback.ts';
import { Sessions, type SignedIn } from './sessions.ts';
import { childIn, childrenIn, readXml, textIn, writeXml, type XmlElement } from './xml-element.ts';

export const GATEWAY_PATH = '/ia/xml/xmlgw.phtml';

interface FunctionCall {
  readonly controlId: string;
  readonly element: XmlElement;
}

interface Result {
  readonly call: FunctionCall;
  readonly outcome: Outcome;
  readonly status: 'success' | 'failure' | 'aborted';
}

/**
 * The XML gateway of Sage Intacct over the same company as its REST API: control, sender, login or session, and functions one
 * after the other, alone or as one transaction. What goes wrong stands in an answer of 200: under control, under
 * authentication, or in the result of a function (sheet sections 2b, 3.1 and 6, and https://developer.intacct.com).
 */
export class Gateway {
  readonly #company: Company;
  readonly #sessions: Sessions;
  readonly #pages: ResultPages;
  /** Control ids of functions that were executed where `uniqueid` asked for it. */
  readonly #executed = new Set<string>();

  constructor(company: Company) {
    this.#company = company;
    this.#sessions = new Sessions(company.settings);
    this.#pages = new ResultPages(company);
  }

  handle(request: TwinRequest, expired: boolean): TwinReply {
    if (request.method !== 'POST' || !/\bxml\b|x-intacct-xml-request/.test(request.headers['content-type'] ?? ''))
      return gatewayFault(400, 'GW-0011', 'Invalid Request');
    let control: XmlElement | undefined;
    try {
      const root = readXml(request.body);
      control = childIn(root, 'control');
      checkRequest(root);
      this.#checkSender(root);
      return answer({ control: shown(control, 'success'), operation: this.#operation(root, request.url, expired) });
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      return answer({ control: shown(control, 'failure'), errormessage: { error: error.entries } });
    }
  }

  /** Throws GatewayError. */
  #checkSender(root: XmlElement): void {
    const control = needed(root, 'control');
    const { senderId, senderPassword } = this.#company.settings;
    if (textIn(control, 'senderid') !== senderId || textIn(control, 'password') !== senderPassword)
      throw notAllowed('Incorrect Intacct XML Partner ID or password.');
    const policy = textIn(control, 'policyid');
    if (policy !== undefined && policy !== '') throw notAllowed(`${policy} is not a valid transport policy.`);
  }

  #operation(root: XmlElement, url: string, expired: boolean): unknown {
    const operation = needed(root, 'operation');
    const authentication = needed(operation, 'authentication');
    let who: SignedIn;
    try {
      who = this.#signIn(authentication, textIn(needed(root, 'control'), 'senderid') ?? '', expired);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      const login = childIn(authentication, 'login');
      const given = (name: string) => (login === undefined ? '' : (textIn(login, name) ?? ''));
      return {
        authentication: { status: 'failure', userid: given('userid'), companyid: given('companyid') },
        errormessage: { error: error.entries },
      };
    }
    const isUnique = textIn(needed(root, 'control'), 'uniqueid') !== 'false';
    const calls = childrenIn(needed(operation, 'content'), 'function').map((element) => ({
      controlId: element.attributes.controlid ?? '',
      element: element.children[0] ?? element,
    }));
    const run = (call: FunctionCall): Result => this.#run(call, { who, url, isUnique });
    const results = operation.attributes.transaction === 'true' ? this.#together(calls, run) : calls.map(run);
    if (isUnique) for (const { call, status } of results) if (status === 'success') this.#executed.add(call.controlId);
    const [only, ...others] = results.map(resultOf);
    return {
      authentication: {
        status: 'success',
        userid: who.user,
        companyid: who.company,
        locationid: who.entity,
        ...this.#sessions.times,
      },
      result: others.length === 0 ? only : [only, ...others],
    };
  }

  /** Throws GatewayError. */
  #signIn(authentication: XmlElement, sender: string, expired: boolean): SignedIn {
    const who = this.#sessions.admit(authentication, expired);
    if (!this.#company.settings.isSenderAuthorized)
      throw notAllowed(
        `The sender ID '${sender}' is not authorized to make Web Services requests to company ID '${who.company}'.`,
        {
          description: 'Invalid Web Services Authorization',
          correction: 'Contact the company administrator to grant Web Services authorization to this sender ID.',
        },
      );
    return who;
  }

  #run(
    call: FunctionCall,
    { who, url, isUnique }: { readonly who: SignedIn; readonly url: string; readonly isUnique: boolean },
  ): Result {
    const outcome =
      isUnique && this.#executed.has(call.controlId)
        ? { errors: [repeated(call.controlId)] }
        : call.element.name === 'getAPISession'
          ? this.#session(who, call.element, url)
          : execute(this.#company, this.#pages, call.element);
    return { call, outcome, status: outcome.errors === undefined ? 'success' : 'failure' };
  }

  #session(who: SignedIn, element: XmlElement, url: string): Outcome {
    try {
      const { id, entity } = this.#sessions.open(who, textIn(element, 'locationid'));
      return { data: { api: { sessionid: id, endpoint: url, locationid: entity } } };
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      return { errors: error.entries };
    }
  }

  /** One that fails takes the ones before it back, and those behind it are not executed. */
  #together(calls: readonly FunctionCall[], run: (call: FunctionCall) => Result): readonly Result[] {
    const restore = noted(this.#company);
    const results: Result[] = [];
    for (const call of calls) {
      const result = run(call);
      results.push(result);
      if (result.status === 'success') continue;
      restore();
      return calls.map((each, index) => ({
        call: each,
        outcome: { errors: [...(index === results.length - 1 ? (result.outcome.errors ?? []) : []), ROLLED_BACK] },
        status: 'aborted',
      }));
    }
    return results;
  }
}

/**
 * The control id of a function is looked at, not the one of the request, and only functions that were executed count
 * (https://developer.intacct.com/web-services/requests). That a repeated one is refused is documented; the number and the
 * words of the error are not, and are an assumption: those of other duplicates.
 */
const repeated = (controlId: string): ErrorEntry =>
  entry('BL01001973', `The function with the control ID '${controlId}' was already executed`, {
    description: 'Duplicate request',
    correction: 'Use a unique control ID for each function.',
  });

const resultOf = ({ call, outcome, status }: Result): unknown => ({
  status,
  function: call.element.name,
  controlid: call.controlId,
  ...(outcome.key === undefined ? {} : { key: outcome.key }),
  ...(outcome.data === undefined ? {} : { data: outcome.data }),
  ...(outcome.errors === undefined ? {} : { errormessage: { error: outcome.errors } }),
});

const ECHOED = ['senderid', 'controlid', 'uniqueid', 'dtdversion'];

function shown(control: XmlElement | undefined, status: string): Readonly<Record<string, string>> {
  const echoed = ECHOED.map((name) => [name, control === undefined ? '' : (textIn(control, name) ?? '')]);
  return { status, ...Object.fromEntries(echoed) };
}

const answer = (response: unknown, status = 200): TwinReply => ({
  status,
  headers: { 'content-type': 'text/xml; charset=UTF-8' },
  body: { response },
  write: writeXml,
});

/** What stands before the gateway itself: 4xx and 5xx, with a number of its own (sheet section 6). */
export const gatewayFault = (status: number, errorno: string, description: string): TwinReply =>
  answer(
    {
      control: { status: 'failure' },
      errormessage: { error: { errorno, description: `${description} [Request ID: twin]` } },
    },
    status,
  );

/** For the fault switch: a failed function in an answer of 200, beside its data where there are any. */
export function failedInSuccess(data: TwinReply | undefined): TwinReply {
  const error = entry('BL01001973', 'An unexpected error occurred');
  const response = (data?.body as { readonly response?: Record<string, unknown> } | undefined)?.response;
  const operation = response?.operation as { readonly result?: unknown } | undefined;
  if (operation === undefined || Array.isArray(operation.result) || typeof operation.result !== 'object')
    return answer({ control: { status: 'failure' }, errormessage: { error } });
  const result = { ...operation.result, status: 'failure', errormessage: { error } };
  return answer({ ...response, operation: { ...operation, result } });
}

/** What a request reads, for the fault switch: the function and the object that stand in its body. */
export function listInGateway({ path, body }: TwinRequest): string {
  const [, element = ''] = /<function\b[^>]*>\s*<(\w+)/.exec(body) ?? [];
  const [, object = ''] = /<object>\s*(\w+)/.exec(body) ?? [];
  return `${path} ${element === 'readMore' ? 'readByQuery' : element} ${object}`;
}
