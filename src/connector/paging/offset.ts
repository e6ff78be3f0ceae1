import type { CompiledPaging } from '../compiled-connector.ts';
import type { Pager } from './pager.ts';

/** Offset and limit: ends with an empty or short page. */
export function offsetPager({ size }: Extract<CompiledPaging, { style: 'offset' }>): Pager {
  return {
    first: { variables: { size, offset: 0 } },
    next: ({ variables, ...rest }, { items }) =>
      items.length < size
        ? undefined
        : { ...rest, variables: { ...variables, offset: (variables.offset ?? 0) + items.length } },
  };
}
