import { type DescribedCall, type Fields, fieldsOf, type OpenApiDocument, textOf } from './openapi-document.ts';

/** How a list goes on, as far as its parameters tell. */
export interface ProposedPaging {
  readonly paging: Fields | undefined;
  /** Parameters of the list that belong to it. */
  readonly query: Fields;
  /** What has to be found out. */
  readonly ask: string;
}

const SIZE = /^(per_?page|page_?size|size|limit|top|\$top|count)$/i;
const NUMBER = /^(page|page_?(number|no|index))$/i;
const OFFSET = /^(offset|skip|\$skip|start)$/i;
const CURSOR = /^(cursor|after|page_?token|next_?token|continuation(_?token)?)$/i;
const NEXT = /^(next(_?(cursor|token|page_?token))?|cursor|end_?cursor)$/i;
const USUAL_SIZE = 100;

export function pagingOf(document: OpenApiDocument, { parameters, answer }: DescribedCall): ProposedPaging {
  const query = parameters.filter((parameter) => parameter.in === 'query');
  const named = (pattern: RegExp) => query.find(({ name }) => pattern.test(textOf(name) ?? ''));
  const size = named(SIZE);
  const most = Number(document.resolve(size?.schema).maximum ?? USUAL_SIZE);
  const asked = size === undefined ? {} : { [String(size.name)]: '{$page.size}' };
  const [number, offset, cursor] = [named(NUMBER), named(OFFSET), named(CURSOR)];
  const next = Object.keys(fieldsOf(answer?.properties)).find((name) => NEXT.test(name));
  if (cursor !== undefined && next !== undefined)
    return {
      paging: { style: 'cursor', size: most, next },
      query: { ...asked, [String(cursor.name)]: '{$page.cursor}' },
      ask: `Does \`${next}\` name the next page, and is it missing or null on the last one? Are ${most} records a page allowed?`,
    };
  if (number !== undefined) {
    const first =
      document.resolve(number.schema).minimum === 0 || document.resolve(number.schema).default === 0 ? 0 : 1;
    return {
      paging: { style: 'page-number', first, size: most },
      query: { ...asked, [String(number.name)]: '{$page.number}' },
      ask: `Is ${first} the first page? Are ${most} records a page allowed? Does the list come in an order that does not change meanwhile?`,
    };
  }
  if (offset !== undefined)
    return {
      paging: { style: 'offset', size: most },
      query: { ...asked, [String(offset.name)]: '{$page.offset}' },
      ask: `Does \`${String(offset.name)}\` count records? Are ${most} records a page allowed? Does the list come in an order that does not change meanwhile?`,
    };
  return {
    paging: undefined,
    query: {},
    ask: 'No parameter of the list looks like paging. Does one answer really hold all records, however many there are?',
  };
}
