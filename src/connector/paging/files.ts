import type { CompiledPaging } from '../compiled-connector.ts';
import { fieldOf, textOf } from '../protocol/protocol.ts';
import type { Pager } from './pager.ts';

/** Each page is one file. Two files may hold the same records, so that their names tell pages apart, and not their keys. */
export function filesPager(_rule: Extract<CompiledPaging, { style: 'files' }>): Pager {
  return {
    first: { variables: {} },
    identity: ({ body }) => textOf(fieldOf(body, 'file')) ?? '',
    next: (request, { answer }) => {
      const cursor = textOf(fieldOf(answer.body, 'next'));
      return cursor === undefined ? undefined : { ...request, variables: { cursor } };
    },
  };
}
