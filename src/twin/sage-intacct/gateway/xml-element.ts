import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { schemaError } from './gateway-error.ts';

/** An element of a request; its children are in the order in which they were sent. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Without the spaces around it. */
  readonly text: string;
}

/** The twin's own bounds: no document of the gateway's names any for requests that are answered at once. */
const LONGEST = 5_000_000;
const DEEPEST = 40;

const ATTRIBUTES = ':@';
const TEXT = '#text';
const CDATA = '#cdata';

/** Entities are left as they are: what each of them may be is decided below, apart from what stands in CDATA. */
const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: CDATA,
  maxNestedTags: DEEPEST,
});

const BUILDER = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: false,
  processEntities: true,
});

/** `{ response: { control: { status: '…' }, data: { '@count': '1', CUSTOMER: [{ … }] } } }`: a list is an element that repeats. */
export const writeXml = (tree: unknown): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${BUILDER.build(tree) as string}`;

/** The root of a request. Throws GatewayError for what is not well-formed, and for what only an attacker sends. */
export function readXml(text: string): XmlElement {
  if (text.length > LONGEST) throw schemaError(`Fatal Error 111: the document is longer than ${LONGEST} characters`);
  if (/<!DOCTYPE/i.test(text)) throw schemaError('Fatal Error: a document type declaration is not accepted');
  const fault = XMLValidator.validate(text);
  if (fault !== true)
    throw schemaError(`Fatal Error 76: ${fault.err.msg} Line: ${fault.err.line}, column: ${fault.err.col ?? 1}.`);
  const [root, ...others] = elementsOf(parsed(text));
  if (root === undefined || others.length > 0)
    throw schemaError('Fatal Error 5: Extra content at the end of the document');
  return root;
}

function parsed(text: string): readonly Node[] {
  try {
    return PARSER.parse(text) as readonly Node[];
  } catch (error) {
    // The parser throws plain errors, also for what is nested too deep.
    throw schemaError(`Fatal Error 1: ${error instanceof Error ? error.message : String(error)}`);
  }
}

type Node = Readonly<Record<string, unknown>>;

function elementsOf(nodes: readonly Node[]): readonly XmlElement[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES && key !== TEXT && key !== CDATA);
    if (name === undefined) return [];
    const content = node[name] as readonly Node[];
    const attributes = Object.entries((node[ATTRIBUTES] ?? {}) as Record<string, string>);
    return [
      {
        name,
        attributes: Object.fromEntries(attributes.map(([key, value]) => [key, decoded(value)])),
        children: elementsOf(content),
        text: content.map(textOf).join('').trim(),
      },
    ];
  });
}

function textOf(node: Node): string {
  if (typeof node[TEXT] === 'string') return decoded(node[TEXT]);
  const cdata = node[CDATA];
  return Array.isArray(cdata) ? cdata.map((part: Node) => String(part[TEXT] ?? '')).join('') : '';
}

const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Entities are those of XML itself and characters by their number; no document can bring its own. */
const decoded = (text: string): string =>
  text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[\w.-]+);/gi, (whole, name: string) => {
    const character = name.startsWith('#') ? characterOf(name) : PREDEFINED[name];
    if (character === undefined) throw schemaError(`Fatal Error 26: Entity '${whole.slice(1, -1)}' not defined`);
    return character;
  });

function characterOf(name: string): string | undefined {
  const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const isCharacter = point === 9 || point === 10 || point === 13 || (point >= 32 && point <= 0x10ffff);
  return isCharacter && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : undefined;
}

export const childIn = ({ children }: XmlElement, name: string): XmlElement | undefined =>
  children.find((child) => child.name === name);

export const childrenIn = ({ children }: XmlElement, name: string): readonly XmlElement[] =>
  children.filter((child) => child.name === name);

export const textOr = (element: XmlElement, name: string): string => textIn(element, name) ?? '';

/** Undefined: there is no such element; empty: there is one without text. */
export const textIn = (element: XmlElement, name: string): string | undefined => childIn(element, name)?.text;
