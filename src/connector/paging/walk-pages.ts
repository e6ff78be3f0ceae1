import { IntegrationError } from '../../model/integration-error.ts';
import type { Answer } from '../call-result.ts';
import type { Behind, PageRequest, Pager, SeenPage } from './pager.ts';

export interface Walk {
  readonly operation: string;
  readonly connection: string;
  readonly pager: Pager;
  /** Asks for a page. `isFirst` tells whether a failure can simply be told, or loses the pages before it. */
  call(request: PageRequest, isFirst: boolean): Promise<Answer>;
  items(answer: Answer): readonly unknown[];
  /** What tells two pages apart: the keys of their records. */
  identity(items: readonly unknown[]): string;
}

/**
 * The pages of a list, one after the other. Throws PAGE_REPEATED when a page is the one before although another was
 * asked for, or when the answer leads back to the page just read: such a list would never end, or end too early. A page
 * may be asked for again; whoever reads must know records that it has had.
 */
export async function* walkPages(walk: Walk): AsyncGenerator<SeenPage & { readonly request: PageRequest }> {
  let request: PageRequest | undefined = walk.pager.first;
  let before: string | undefined;
  let isFirst = true;
  while (request !== undefined) {
    const answer = await walk.call(request, isFirst);
    const items = walk.items(answer);
    const identity = identified(walk, items, answer);
    if (identity !== undefined && identity === before) {
      request = walk.pager.afterRepeat?.(request, { items, answer });
      if (request === undefined) throw repeated(walk, 'the same page came twice');
      continue;
    }
    const behind: Behind | undefined = before === undefined ? undefined : walk.pager.behind?.(request);
    if (behind !== undefined && (await identityOf(walk, behind.page)) !== before) {
      request = behind.restart;
      before = undefined;
      continue;
    }
    yield { items, answer, request };
    const next: PageRequest | undefined = walk.pager.next(request, { items, answer });
    if (next !== undefined && JSON.stringify(next) === JSON.stringify(request)) {
      throw repeated(walk, 'the answer names its own page as the next one');
    }
    before = identity;
    request = next;
    isFirst = false;
  }
}

function identified(walk: Walk, items: readonly unknown[], answer: Answer): string | undefined {
  if (items.length === 0) return undefined;
  return walk.pager.identity?.(answer) ?? walk.identity(items);
}

async function identityOf(walk: Walk, request: PageRequest): Promise<string | undefined> {
  const answer = await walk.call(request, false);
  return identified(walk, walk.items(answer), answer);
}

function repeated({ operation, connection }: Walk, says: string): IntegrationError {
  return new IntegrationError('PAGE_REPEATED', `${operation}: ${says}`, { connection, operation });
}
