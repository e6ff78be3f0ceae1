import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';

/** The text is not XML, or not XML that may be read. Never quotes more than the name of an element. */
export class XmlTextError extends Error {
  /** 1-based, where the library tells it. */
  readonly line: number | undefined;

  constructor(message: string, line?: number, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'XmlTextError';
    this.line = line;
  }
}

/** A tree that XML cannot carry: a name that is none, a character that XML has no way to write, nothing where text belongs. */
export class XmlTreeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'XmlTreeError';
  }
}

export interface XmlReading {
  /** Names of elements that are lists, also where there is one of them. What repeats is a list in any case. */
  readonly lists?: ReadonlySet<string>;
  /** `false` leaves attributes out, so that an element with some is text like any other. */
  readonly attributes?: boolean;
}

/** Real documents have under 20 levels; JSONata and everything after it recurses by level. */
const DEEPEST = 100;

/** References are resolved here, in one pass and only in text: of a part in CDATA they are no references. */
const SHARED = {
  preserveOrder: true,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  htmlEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: '#cdata',
} as const;
const WITH_ATTRIBUTES = new XMLParser({ ...SHARED, ignoreAttributes: false });
const WITHOUT_ATTRIBUTES = new XMLParser({ ...SHARED, ignoreAttributes: true });

/** What the parser makes of a part: an element by its name, text as `#text`, CDATA as `#cdata`; attributes beside it as `:@`. */
type Part = Readonly<Record<string, unknown>>;

/**
 * Parses XML into a tree: elements by name, text as it is written (`007` and `1.50` stay what they are), an element without
 * content as empty text. An element with attributes is an object with each as `@name`, and its text as `#text`. Entities are
 * those of XML and characters by number; a document type, which could define more, is refused, as is what is nested too
 * deep. Throws an XmlTextError.
 */
export function parseXmlText(text: string, { lists = NONE, attributes = true }: XmlReading = {}): unknown {
  refuseHostile(text);
  const fault = XMLValidator.validate(text);
  if (fault !== true) throw new XmlTextError(`it is not well-formed: ${faultOf(fault.err.code)}`, fault.err.line);
  let parts: readonly Part[];
  try {
    parts = (attributes ? WITH_ATTRIBUTES : WITHOUT_ATTRIBUTES).parse(text) as readonly Part[];
  } catch (error) {
    // The parser refuses names such as `__proto__`, and quotes what it does not understand.
    throw new XmlTextError('it is not XML that can be read', undefined, error);
  }
  const roots = parts.filter((part) => !Object.hasOwn(part, '#text'));
  if (roots.length !== 1) throw new XmlTextError('it has not one root element');
  return contentOf(parts, lists);
}

const NONE: ReadonlySet<string> = new Set();

function contentOf(parts: readonly Part[], lists: ReadonlySet<string>): string | Record<string, unknown> {
  const tree: Record<string, unknown> = {};
  let text = '';
  for (const part of parts) {
    if (Object.hasOwn(part, '#text')) text += resolved(String(part['#text']));
    else if (Object.hasOwn(part, '#cdata')) text += rawText(part['#cdata']);
    else addElement(tree, part, lists);
  }
  if (Object.keys(tree).length === 0) return text;
  // Blanks between elements are how the document is laid out.
  return text.trim() === '' ? tree : { ...tree, '#text': text };
}

function addElement(tree: Record<string, unknown>, part: Part, lists: ReadonlySet<string>): void {
  for (const [name, inside] of Object.entries(part)) {
    if (name === ':@') continue;
    const content = contentOf(inside as readonly Part[], lists);
    const value = withAttributes(content, part[':@']);
    const before = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (Array.isArray(before)) before.push(value);
    else if (before !== undefined) tree[name] = [before, value];
    else tree[name] = lists.has(name) ? [value] : value;
  }
}

function withAttributes(content: string | Record<string, unknown>, attributes: unknown): unknown {
  if (typeof attributes !== 'object' || attributes === null) return content;
  const named = Object.entries(attributes).map(([name, value]) => [name, resolved(String(value))]);
  const own = typeof content === 'string' ? (content === '' ? {} : { '#text': content }) : content;
  return { ...Object.fromEntries(named), ...own };
}

function rawText(parts: unknown): string {
  return Array.isArray(parts) ? parts.map((part: Part) => String(part['#text'] ?? '')).join('') : '';
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z][\w.-]*));/g;

function resolved(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (whole, hex: string | undefined, decimal: string | undefined, name: string) => {
    if (hex === undefined && decimal === undefined) {
      const meant = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
      if (meant === undefined) throw new XmlTextError('it has an entity that XML does not know');
      return meant;
    }
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (!isCharacter(code)) throw new XmlTextError(`${whole} is no character of XML`);
    return String.fromCodePoint(code);
  });
}

/** The characters of XML 1.0 (§2.2). */
const isCharacter = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff);

const faultOf = (code: string): string =>
  ({ InvalidTag: 'a tag has no counterpart', InvalidAttr: 'an attribute is not written as one' })[code] ??
  'a character stands where it must not';

/** One walk over the tags before anything is parsed: a document type is refused wherever it is, as is what is nested too deep. */
function refuseHostile(text: string): void {
  let depth = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    if (text.startsWith('<!--', at)) at = behind(text, '-->', at + 4);
    else if (text.startsWith('<![CDATA[', at)) at = behind(text, ']]>', at + 9);
    else if (text.startsWith('<?', at)) at = behind(text, '?>', at + 2);
    else if (text.startsWith('<!', at)) throw new XmlTextError('it has a document type, which is not read');
    else if (text.startsWith('</', at)) {
      depth -= 1;
      at += 2;
    } else {
      const end = endOfTag(text, at + 1);
      if (text[end - 1] !== '/') depth += 1;
      if (depth > DEEPEST) throw new XmlTextError(`it is nested deeper than ${DEEPEST} levels`);
      at = end + 1;
    }
  }
}

/** The place behind `end`; the end of the text where it never comes. */
function behind(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at === -1 ? text.length : at + end.length;
}

/** Where a tag's `>` is, which may also stand inside the quotes of an attribute. */
function endOfTag(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '>') return at;
    if (character === '"' || character === "'") {
      const close = text.indexOf(character, at + 1);
      if (close === -1) return text.length;
      at = close;
    }
  }
  return text.length;
}

const COMPACT = builder(false);
const LAID_OUT = builder(true);

function builder(format: boolean): XMLBuilder {
  return new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    suppressBooleanAttributes: false,
    suppressEmptyNode: false,
    // What is handed to it is escaped already.
    processEntities: false,
    format,
    indentBy: '  ',
  });
}

const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/;

/**
 * Writes a tree as XML: members in their order, a list as repeated elements, `@name` as attribute, `#text` as the text of an
 * element that has attributes, null and empty text as an empty element. What is undefined is left out. Throws an
 * XmlTreeError.
 */
export function writeXmlText(tree: unknown, { laidOut = false, encoding = 'UTF-8' } = {}): string {
  if (!isObject(tree)) throw new XmlTreeError('the document is no tree with one root');
  const written = plainOf(tree, 0);
  const roots = Object.keys(written as Readonly<Record<string, unknown>>);
  const [root] = roots;
  if (root === undefined || roots.length > 1 || !NAME.test(root))
    throw new XmlTreeError('the document has not one root element');
  const body = (laidOut ? LAID_OUT : COMPACT).build(written) as string;
  return `<?xml version="1.0" encoding="${encoding}"?>${laidOut ? '\n' : ''}${body}`;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function plainOf(value: unknown, depth: number, name = ''): unknown {
  if (depth > DEEPEST) throw new XmlTreeError(`it is nested deeper than ${DEEPEST} levels`);
  if (value === null) return '';
  if (Array.isArray(value)) return value.map((item) => plainOf(item, depth + 1, name));
  if (isObject(value)) {
    const members: Record<string, unknown> = {};
    for (const [member, inside] of Object.entries(value)) {
      if (inside === undefined || (Array.isArray(inside) && inside.length === 0)) continue;
      const plain = member.startsWith('@') ? member.slice(1) : member;
      if (member !== '#text' && !NAME.test(plain)) throw new XmlTreeError(`"${member}" is no name of an element`);
      if ((member.startsWith('@') || member === '#text') && typeof inside === 'object' && inside !== null)
        throw new XmlTreeError(`"${member}" of <${name}> is no text`);
      members[member] = plainOf(inside, depth + 1, member);
    }
    return members;
  }
  if (typeof value === 'string') return escaped(value, name);
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return String(value);
  throw new XmlTreeError(`"${name}" is no text and no number`);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A parser makes a line feed of it, and in attributes a blank of each.
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};

function escaped(text: string, name: string): string {
  for (const character of text) {
    if (!isCharacter(character.codePointAt(0) ?? 0))
      throw new XmlTreeError(`"${name}" has a character that XML cannot carry`);
  }
  return text.replace(name.startsWith('@') ? /[&<>"'\r\n\t]/g : /[&<>"'\r]/g, (found) => ESCAPES[found] ?? found);
}
