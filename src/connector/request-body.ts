import { writeXmlText, XmlTreeError } from '../http/xml-text.ts';
import { Hold } from '../model/hold.ts';

/**
 * The JSON text of a request body. JSON.stringify writes NaN and Infinity as null and leaves functions out: a quantity
 * would become nothing without a word. Throws a Hold. Looked through beforehand, because JSON.stringify with a function
 * that looks at every value takes ten times as long.
 */
export function requestJson(value: unknown): string {
  refuseUnwritable('', value);
  const text = JSON.stringify(value);
  if (text === undefined) throw new Hold('not-a-value', 'the request body is no JSON value');
  return text;
}

function refuseUnwritable(key: string, value: unknown): void {
  switch (typeof value) {
    case 'number':
      if (Number.isFinite(value)) return;
      throw new Hold('not-a-number', `"${key}" of the request is a number that is none (NaN or infinite)`);
    case 'function':
      throw new Hold('not-a-value', `"${key}" of the request is a function`);
    case 'object':
      if (value === null) return;
      if (Array.isArray(value)) for (const [index, item] of value.entries()) refuseUnwritable(String(index), item);
      else for (const name in value) refuseUnwritable(name, (value as Record<string, unknown>)[name]);
  }
}

/** The XML text of a request body. Throws a Hold. */
export function requestXml(value: unknown): string {
  try {
    return writeXmlText(value);
  } catch (error) {
    if (error instanceof XmlTreeError)
      throw new Hold('not-a-value', `the request cannot be written as XML: ${error.message}`);
    throw error;
  }
}

/** The body of a call whose content is not the protocol's: text, as it is. Throws a Hold. */
export function requestText(value: unknown): string {
  if (typeof value !== 'string') throw new Hold('not-a-value', 'the request body is no text');
  return value;
}
