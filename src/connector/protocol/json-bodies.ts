import { JsonTextError, parseJsonText } from '../../http/json-text.ts';
import { requestJson } from '../request-body.ts';
import type { Protocol } from './protocol.ts';
import { UnreadableBody } from './unreadable-body.ts';

/** How bodies are written and read where they are JSON. */
export const JSON_BODIES: Pick<Protocol, 'mediaType' | 'write' | 'read'> = {
  mediaType: 'application/json',
  write: requestJson,
  read: (text) => {
    try {
      return parseJsonText(text);
    } catch (error) {
      if (error instanceof JsonTextError) throw new UnreadableBody(error.message, error);
      throw error;
    }
  },
};
