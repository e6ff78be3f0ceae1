/** A fenced block of a page: "```diff mappings/x.jsonata" is of kind `diff` and about that file. */
export interface PageBlock {
  readonly kind: string;
  readonly about: string;
  readonly text: string;
  /** Line of its fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a page in Markdown, in order. */
export function pageBlocks(page: string): PageBlock[] {
  return [...page.matchAll(/^```(\S+) ?(.*)\n([\s\S]*?)^```$/gm)].map(
    ({ 1: kind = '', 2: about = '', 3: text = '', index }) => ({
      kind,
      about,
      text,
      line: page.slice(0, index).split('\n').length,
    }),
  );
}
