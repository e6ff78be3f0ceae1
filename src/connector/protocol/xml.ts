import { parseXmlText, XmlTextError } from '../../http/xml-text.ts';
import type { CompiledXml } from '../compiled-connector.ts';
import { requestXml } from '../request-body.ts';
import type { Protocol } from './protocol.ts';
import { rest } from './rest.ts';
import { UnreadableBody } from './unreadable-body.ts';

/**
 * XML over HTTP: a tree goes out and a tree comes back, both as `src/http/xml-text.ts` writes and reads them. A page of HTML
 * may be XML as well, so that the root element says whether it was the system that answered.
 */
export function xml({ root, lists }: CompiledXml): Protocol {
  return {
    ...rest,
    mediaType: 'application/xml',
    write: requestXml,
    read: (text) => {
      const tree = parsed(text, lists);
      if (typeof tree === 'object' && tree !== null && Object.hasOwn(tree, root)) return tree;
      throw new UnreadableBody(`XML came whose root element is not <${root}>`);
    },
  };
}

function parsed(text: string, lists: ReadonlySet<string>): unknown {
  try {
    return parseXmlText(text, { lists });
  } catch (error) {
    if (error instanceof XmlTextError)
      throw new UnreadableBody(`something else came where XML was expected: ${error.message}`, error);
    throw error;
  }
}
