import type { CompiledPaging } from '../compiled-connector.ts';
import { evaluateAnswer } from '../evaluate-answer.ts';
import { MalformedAnswer } from '../malformed-answer.ts';
import { textOf } from '../protocol/protocol.ts';
import type { Pager } from './pager.ts';

/** The answer names where the next page begins; nothing or null ends the list. An empty page may go on. */
export function cursorPager({ size, next }: Extract<CompiledPaging, { style: 'cursor' }>): Pager {
  return {
    first: { variables: { size } },
    next: (request, { answer }) => {
      const found = evaluateAnswer('next', next, answer.data);
      if (found === undefined || found === null || found === '') return undefined;
      const cursor = textOf(found);
      if (cursor === undefined) throw new MalformedAnswer('the cursor of the next page is no text');
      return { ...request, variables: { size, cursor } };
    },
  };
}
