import { isRecord } from './parameter-schema.ts';
import type { RestReply } from './route.ts';

/**
 * Narrows an answer to `_fields=id,billing.email`. Lists lose their `_links`; a single resource keeps them even when
 * they were not asked for (both captured).
 */
export function selectFields(reply: RestReply, written: string): RestReply {
  const { json, ...rest } = reply;
  const body: unknown = json === undefined ? reply.body : JSON.parse(json);
  const paths = written
    .split(/[\s,]+/)
    .filter((path) => path !== '')
    .map((path) => path.split('.'));
  if (Array.isArray(body)) return { ...rest, body: body.map((item) => pick(item, paths)) };
  if (!isRecord(body)) return reply;
  const links = body._links;
  return { ...rest, body: { ...pick(body, paths), ...(links === undefined ? {} : { _links: links }) } };
}

function pick(value: unknown, paths: readonly (readonly string[])[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  if (!isRecord(value)) return result;
  for (const [key, item] of Object.entries(value)) {
    const below = paths.filter(([first]) => first === key).map(([, ...rest]) => rest);
    if (below.length === 0) continue;
    result[key] = below.some((path) => path.length === 0) || !isRecord(item) ? item : pick(item, below);
  }
  return result;
}
