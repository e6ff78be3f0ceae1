import type { Attachment } from '@cucumber/messages';
import type { Fixture } from '../scenario/trial-tape.ts';

/** The media type by which a scenario tells which cassettes it was answered from. */
export const FIXTURES_TYPE = 'application/vnd.pipewright.fixtures+json';

/** The cassettes that an attachment of a scenario names; none when it is something else. */
export function fixturesOf({ mediaType, body, contentEncoding }: Attachment): readonly Fixture[] {
  if (mediaType !== FIXTURES_TYPE) return [];
  const text = contentEncoding === 'BASE64' ? Buffer.from(body, 'base64').toString('utf8') : body;
  return JSON.parse(text) as readonly Fixture[];
}
