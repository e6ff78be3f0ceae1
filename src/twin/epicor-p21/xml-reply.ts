import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';

/** Whether a request asks for JSON; without it the token and the router answer XML, and other routes nothing (sheet section 2). */
export const wantsJson = ({ headers }: TwinRequest): boolean =>
  String(headers.accept ?? '').includes('application/json');

/** The same element names as the JSON has. */
export function xmlReply(root: string, fields: Readonly<Record<string, string | number>>): TwinReply {
  const inner = Object.entries(fields).map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`);
  return {
    status: 200,
    headers: { 'content-type': 'application/xml; charset=utf-8' },
    body: `<${root}>${inner.join('')}</${root}>`,
  };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
