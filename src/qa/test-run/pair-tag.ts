import { type PairName, pairText } from '../scenario/pair-project.ts';

/** The tag by which a scenario of a run says for which pair it is played: `@pair:shopify+business-central`. */
export const pairTag = ({ shop, erp }: PairName): string => `@pair:${shop}+${erp}`;

export function pairOfTags(tags: readonly string[]): PairName | undefined {
  for (const tag of tags) {
    const [, shop, erp] = /^@pair:([^+]+)\+(.+)$/.exec(tag) ?? [];
    if (shop !== undefined && erp !== undefined) return { shop, erp };
  }
  return undefined;
}

/** `it arrives [woocommerce → business-central]`, as reports show a scenario of a run. */
export const nameWithPair = (name: string, pair: PairName): string => `${name} [${pairText(pair)}]`;

/** The name of a scenario as the tester wrote it. */
export function nameWithoutPair(name: string, pair: PairName): string {
  const suffix = ` [${pairText(pair)}]`;
  return name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}
