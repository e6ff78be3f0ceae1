import type { CustomerRecord } from './customer-record.ts';
import type { OrderRecord } from './order-record.ts';
import { changed, recordById } from './owners.ts';
import type { ProductRecord } from './product-record.ts';
import type { Resolvers } from './resolvers.ts';
import type { SearchableRecord } from './shop.ts';
import { NO_ERRORS, refuse } from './user-error.ts';

/** Trims, drops empty ones and those that differ in case only. The first spelling stays. */
export function normaliseTags(tags: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const tag of tags.flatMap((text) => text.split(',')).map((text) => text.trim()))
    if (tag !== '' && !kept.has(tag.toLowerCase())) kept.set(tag.toLowerCase(), tag);
  return [...kept.values()];
}

function isTagged(record: SearchableRecord | undefined): record is OrderRecord | CustomerRecord | ProductRecord {
  return record !== undefined && 'tags' in record;
}

export const tagMutations: Resolvers<unknown> = {
  tagsAdd: (_, { id, tags }: { id: string; tags: readonly string[] }, { shop }) => {
    const record = recordById(shop, id);
    if (!isTagged(record)) return refuse(['id'], 'Could not find the resource');
    record.tags = normaliseTags([...record.tags, ...tags]);
    changed(shop, record);
    return { node: record, userErrors: NO_ERRORS };
  },
  tagsRemove: (_, { id, tags }: { id: string; tags: readonly string[] }, { shop }) => {
    const record = recordById(shop, id);
    if (!isTagged(record)) return refuse(['id'], 'Could not find the resource');
    const gone = new Set(normaliseTags(tags).map((tag) => tag.toLowerCase()));
    record.tags = record.tags.filter((tag) => !gone.has(tag.toLowerCase()));
    changed(shop, record);
    return { node: record, userErrors: NO_ERRORS };
  },
};
