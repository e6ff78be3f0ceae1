import { GraphQLError } from 'graphql';

export const MAX_PAGE = 250;

export interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
}

export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}

/** The page size asked for. Throws the top-level error of a page over 250, or of none at all. */
export function pageSize(args: PageArgs): { readonly size: number; readonly backwards: boolean } {
  const { first, last } = args;
  const size = first ?? last;
  if (size === null || size === undefined) throw badRequest('you must provide one of first or last');
  const name = typeof first === 'number' ? 'first' : 'last';
  if (size > MAX_PAGE) throw badRequest(`${name} cannot exceed ${MAX_PAGE}`);
  if (size < 0) throw badRequest(`${name} must be a positive integer`);
  return { size, backwards: name === 'last' };
}

export function encodeCursor(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64');
}

/** The content of a cursor; throws the top-level error when the text never was one. */
export function decodeCursor(cursor: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'));
    if (typeof content === 'object' && content !== null) return content as Readonly<Record<string, unknown>>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw badRequest('Invalid cursor.');
}

/** One page out of the whole list. `cursorOf` writes the cursor; `from` and `to` bound the page by the cursors given. */
export function pageOf<Node>(
  items: readonly Node[],
  args: PageArgs,
  from: number,
  to: number,
  cursorOf: (node: Node, index: number) => string,
): Connection<Node> {
  const { size, backwards } = pageSize(args);
  const start = backwards ? Math.max(from, to - size) : from;
  const end = backwards ? to : Math.min(to, from + size);
  const nodes = items.slice(start, end);
  const edges = nodes.map((node, offset) => ({ cursor: cursorOf(node, start + offset), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** Pages a list that is held as a whole (the lines of an order, the levels of an item). Nested lists page on their own. */
export function connectionOf<Node>(
  items: readonly Node[],
  args: PageArgs,
  idOf: (node: Node) => string = (node) => (node as { id: string }).id,
): Connection<Node> {
  const list = args.reverse === true ? items.toReversed() : items;
  const indexOf = (cursor: string | null | undefined, otherwise: number): number => {
    if (cursor === null || cursor === undefined) return otherwise;
    const index = list.findIndex((item) => idOf(item) === decodeCursor(cursor).last_id);
    if (index < 0) throw badRequest('Invalid cursor for current pagination sort.');
    return index;
  };
  return pageOf(list, args, indexOf(args.after, -1) + 1, indexOf(args.before, list.length), (node) =>
    encodeCursor({ last_id: idOf(node) }),
  );
}
