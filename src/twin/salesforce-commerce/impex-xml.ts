import { XMLParser } from 'fast-xml-parser';

/** An element: attributes as `@name`, text as `#text`, and below each name a list of elements. */
export interface XmlElement {
  readonly [name: string]: string | readonly XmlElement[] | undefined;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  alwaysCreateTextNode: true,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

/** Thrown where a file of an import is not what its schema says; the job tells of it in its log and ends with ERROR. */
export class ImportError extends Error {}

/** The root of a file, which must have this name and namespace. */
export function rootOf(xml: string, name: string, namespace: string): XmlElement {
  let parsed: XmlElement;
  try {
    parsed = parser.parse(xml) as XmlElement;
  } catch (error) {
    throw new ImportError('the file is not well-formed', { cause: error });
  }
  const [root] = below(parsed, name);
  if (root?.['@xmlns'] !== namespace) throw new ImportError(`the root is not ${name} of ${namespace}`);
  return root;
}

export function below(element: XmlElement, name: string): readonly XmlElement[] {
  const found = element[name];
  return Array.isArray(found) ? found : [];
}

export function textOf(element: XmlElement, name?: string): string | undefined {
  const from = name === undefined ? element : below(element, name)[0];
  const text = from?.['#text'];
  return typeof text === 'string' && text !== '' ? text : undefined;
}

export function attributeIn(element: XmlElement, name: string): string | undefined {
  const value = element[`@${name}`];
  return typeof value === 'string' ? value : undefined;
}

export function needed(value: string | undefined, what: string): string {
  if (value === undefined) throw new ImportError(`${what} is missing`);
  return value;
}
