import type { ODataVersion } from './service-layer-error.ts';

/** What the two versions call the same things (sheet section 1). */
export const ODATA_WORDS = {
  v1: { context: 'odata.metadata', next: 'odata.nextLink', count: 'odata.count', etag: 'odata.etag' },
  v2: { context: '@odata.context', next: '@odata.nextLink', count: '@odata.count', etag: '@odata.etag' },
} as const satisfies Readonly<Record<ODataVersion, Readonly<Record<string, string>>>>;

export const JSON_TYPE = { 'content-type': 'application/json;odata.metadata=minimal;charset=utf-8' };
