import { IntegrationError } from '../../model/integration-error.ts';
import type { Address } from '../build-address.ts';
import type { Answer } from '../call-result.ts';
import type { Channel } from '../channel.ts';
import type { CompiledPaging } from '../compiled-connector.ts';
import { evaluateAnswer } from '../evaluate-answer.ts';
import { MalformedAnswer } from '../malformed-answer.ts';
import type { Pager } from './pager.ts';

/**
 * The answer carries the address of the next page, in its body or in the Link header. Only path and query of it are
 * used, at the connection's own origin: behind a proxy the host in it may be an inner one (captured from a real server),
 * and a host that a server names must never get our credentials.
 */
export function nextLinkPager(rule: Extract<CompiledPaging, { style: 'next-link' }>, channel: Channel): Pager {
  return {
    first: { variables: { size: rule.size } },
    next: (request, { answer }) => {
      const written = rule.next === undefined ? linkHeader(answer) : evaluateAnswer('next', rule.next, answer.data);
      if (written === undefined || written === null || written === '') return undefined;
      if (typeof written !== 'string') throw new MalformedAnswer('the link to the next page is no text');
      return { ...request, link: ownAddress(channel, written) };
    },
  };
}

/** Throws HOST_REFUSED for a path outside the connection's own base. */
function ownAddress(channel: Channel, written: string): Address {
  const { origin, urlPath } = channel.own;
  const base = `${urlPath}${channel.basePath()}`;
  const url = URL.parse(written, `${origin}${base}/`);
  const isHttp = url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
  if (!isHttp || !(url.pathname === base || url.pathname.startsWith(`${base}/`)) || /%2e|%2f|%5c/i.test(url.pathname)) {
    throw new IntegrationError('HOST_REFUSED', 'the link to the next page leaves the API’s own path', {
      connection: channel.connection,
    });
  }
  return { origin, path: url.pathname, query: url.search.slice(1) };
}

/** The target of rel="next" (RFC 8288), or undefined when there is none. */
function linkHeader({ headers }: Answer): string | undefined {
  for (const [, target, parameters] of (headers.link ?? '').matchAll(/<([^>]*)>((?:\s*;\s*[^,;]+)*)/g)) {
    if (/;\s*rel\s*=\s*"?(?:[^";]*\s)?next(?:\s[^";]*)?"?\s*(?:;|$)/i.test(parameters ?? '')) return target;
  }
  return undefined;
}
