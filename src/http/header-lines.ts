import { IntegrationError } from '../model/integration-error.ts';

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Control characters but the tab: CR and LF start a new header line, NUL ends one for some servers (RFC 9110 §5.5). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/**
 * The headers as they may go over the wire. Throws HEADER_REFUSED, naming the header and not its value. Text outside
 * Latin-1 goes as the bytes of its UTF-8 form, which is what servers make of such values.
 */
export function headerLines(headers: Readonly<Record<string, string>>): Record<string, string> {
  const lines: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!NAME.test(name)) {
      throw new IntegrationError('HEADER_REFUSED', `${JSON.stringify(name)} is not a header name`, {});
    }
    if (FORBIDDEN.test(value)) {
      throw new IntegrationError('HEADER_REFUSED', `the header ${name} holds a line break or control character`, {});
    }
    lines[name] = /[^\u0020-\u00ff\t]/.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : value;
  }
  return lines;
}
