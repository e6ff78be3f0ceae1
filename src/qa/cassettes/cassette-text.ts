import { Document, isMap, isSeq, type Node } from 'yaml';
import type { CassetteFile } from '../../model/config.generated.ts';

const SCHEMA_LINE = ' yaml-language-server: $schema=../../../schemas/config/cassette.schema.json';

/** YAML's mark for the end of a document. Without it a file that was cut off inside the last body would be a valid one. */
export const END = '...';

/** A cassette as YAML: bodies as structures, long text as blocks, a blank line before each exchange, the end marked. */
export function cassetteText(cassette: CassetteFile): string {
  const document = new Document(cassette, { aliasDuplicateObjects: false, version: '1.2' });
  document.commentBefore = SCHEMA_LINE;
  const exchanges = isMap(document.contents) ? document.contents.get('exchanges', true) : undefined;
  if (isSeq(exchanges)) for (const exchange of exchanges.items) (exchange as Node).spaceBefore = true;
  const text = document.toString({ lineWidth: 0, blockQuote: 'literal', flowCollectionPadding: true });
  return `${text}${END}\n`;
}
