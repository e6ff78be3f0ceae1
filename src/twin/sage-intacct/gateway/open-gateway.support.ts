import { startTwin } from '../../kit/twin-server.ts';
import { companyOf } from '../open-company.support.ts';
import { type SageIntacctTwinOptions, TWIN_SENDER } from '../settings.ts';
import { GATEWAY_PATH } from './gateway.ts';
import { childIn, childrenIn, readXml, textIn, type XmlElement } from './xml-element.ts';

export const SENDER = `<senderid>${TWIN_SENDER.senderId}</senderid><password>${TWIN_SENDER.senderPassword}</password>`;
export const LOGIN = `<login><userid>web</userid><companyid>ACME</companyid><password>${TWIN_SENDER.userPassword}</password></login>`;

export interface Envelope {
  readonly control?: string;
  readonly authentication?: string;
  readonly uniqueid?: string;
  readonly transaction?: boolean;
}

/** A whole request; each function by its control id. */
export function request(functions: Readonly<Record<string, string>>, envelope: Envelope = {}): string {
  const { control = SENDER, authentication = LOGIN, uniqueid = 'false', transaction = false } = envelope;
  const content = Object.entries(functions).map(([id, xml]) => `<function controlid="${id}">${xml}</function>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<request>
  <control>${control}<controlid>request-1</controlid><uniqueid>${uniqueid}</uniqueid><dtdversion>3.0</dtdversion><includewhitespace>false</includewhitespace></control>
  <operation transaction="${transaction}"><authentication>${authentication}</authentication><content>${content.join('')}</content></operation>
</request>`;
}

/** What a function came to, as its result says. */
export interface FunctionResult {
  readonly status: string;
  readonly function: string;
  readonly controlid: string;
  readonly key: string | undefined;
  readonly data: XmlElement | undefined;
  /** `errorno` of each error. */
  readonly errors: readonly string[];
  /** `description2` of each error. */
  readonly words: string;
}

/** A twin with two items and a customer, asked over HTTP. Whoever opens it closes it. */
export async function openGateway(options: Partial<SageIntacctTwinOptions> = {}) {
  const { clock, twin } = companyOf(options);
  const running = await startTwin(twin, { clock });

  async function post(body: string, contentType = 'application/xml') {
    const response = await fetch(`${running.url}${GATEWAY_PATH}`, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body,
    });
    const text = await response.text();
    const root = readXml(text);
    const operation = childIn(root, 'operation');
    return {
      status: response.status,
      headers: response.headers,
      text,
      control: childIn(root, 'control'),
      authentication: operation === undefined ? undefined : childIn(operation, 'authentication'),
      /** Of the whole answer, or of the operation. */
      errors: errorsIn(root).concat(operation === undefined ? [] : errorsIn(operation)),
      words: wordsIn(root) + (operation === undefined ? '' : wordsIn(operation)),
      results: operation === undefined ? [] : childrenIn(operation, 'result').map(resultOf),
    };
  }
  const send = (functions: Readonly<Record<string, string>>, envelope: Envelope = {}) =>
    post(request(functions, envelope));
  /** One function: what it came to. */
  async function call(xml: string, envelope: Envelope = {}): Promise<FunctionResult> {
    const { results, text } = await send({ f1: xml }, envelope);
    const [result] = results;
    if (result === undefined) throw new Error(`there is no result in ${text}`);
    return result;
  }
  /** The records in the data of one function, as texts by the path of their element. */
  const rows = async (xml: string): Promise<readonly Readonly<Record<string, string>>[]> => {
    const { data, words } = await call(xml);
    if (data === undefined) throw new Error(words);
    return data.children.map((record) => Object.fromEntries(record.children.map(({ name, text }) => [name, text])));
  };
  return { ...running, clock, twin, post, send, call, rows };
}

function resultOf(result: XmlElement): FunctionResult {
  const text = (name: string) => textIn(result, name);
  return {
    status: text('status') ?? '',
    function: text('function') ?? '',
    controlid: text('controlid') ?? '',
    key: text('key'),
    data: childIn(result, 'data'),
    errors: errorsIn(result),
    words: wordsIn(result),
  };
}

const entriesIn = (element: XmlElement): readonly XmlElement[] => {
  const message = childIn(element, 'errormessage');
  return message === undefined ? [] : childrenIn(message, 'error');
};
const errorsIn = (element: XmlElement): readonly string[] =>
  entriesIn(element).map((error) => textIn(error, 'errorno') ?? '');
const wordsIn = (element: XmlElement): string =>
  entriesIn(element)
    .map((error) => textIn(error, 'description2') ?? textIn(error, 'description') ?? '')
    .join('; ');

export const LINE = `<sotransitem><itemid>MUG-01</itemid><warehouseid>MAIN</warehouseid><quantity>4</quantity><unit>Each</unit><price>12.00</price></sotransitem>`;
export const SUBTOTALS = `<subtotals><subtotal><description>Shipping</description><total>9.95</total></subtotal><subtotal><description>Sales Discount</description><total>-8.00</total></subtotal><subtotal><description>Sales Tax</description><total>9.49</total></subtotal></subtotals>`;

/** `create_sotransaction` with what stands at each place of its order. */
export const order = (
  given: { readonly head?: string; readonly tail?: string; readonly lines?: string; readonly subtotals?: string } = {},
): string =>
  `<create_sotransaction><transactiontype>Sales Order</transactiontype><datecreated><year>2026</year><month>3</month><day>2</day></datecreated><customerid>C10010</customerid>${given.head ?? '<referenceno>WEB-1001</referenceno>'}${given.tail ?? '<state>Pending</state>'}<sotransitems>${given.lines ?? LINE}</sotransitems>${given.subtotals ?? SUBTOTALS}</create_sotransaction>`;
