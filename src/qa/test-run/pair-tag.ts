import type { PairName } from '../scenario/pair-project.ts';

/** The tag by which a scenario of a run says for which pair it is played: `@pair:shopify+business-central`. */
export const pairTag = ({ shop, erp }: PairName): string => `@pair:${shop}+${erp}`;

export function pairOfTags(tags: readonly string[]): PairName | undefined {
  for (const tag of tags) {
    const [, shop, erp] = /^@pair:([^+]+)\+(.+)$/.exec(tag) ?? [];
    if (shop !== undefined && erp !== undefined) return { shop, erp };
  }
  return undefined;
}
