import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { malformed, type ODataVersion } from './service-layer-error.ts';

/** A request inside a batch. */
export interface BatchPart {
  readonly method: string;
  /** Below the version, with its query: `Orders?$top=1`. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly contentId: string | undefined;
}

interface BatchWork {
  /** Answers one request; a refusal is an answer as well. */
  readonly answer: (part: BatchPart) => TwinReply;
  /** Undoes what was done when the work throws. */
  readonly atomically: <T>(work: () => T) => T;
}

/** Ends a change set that has failed: what it did is undone. */
class ChangeSetFailed extends Error {
  readonly reply: TwinReply;

  constructor(reply: TwinReply) {
    super('a change set has failed');
    this.reply = reply;
  }
}

/**
 * `POST /$batch`: parts in their order, change sets as a whole or not at all, and nothing after the first part that fails
 * (sheet section 8). Throws a 400 where the body is no batch.
 */
export function answerBatch(request: TwinRequest, version: ODataVersion, work: BatchWork): TwinReply {
  const parts = partsOf(request.body, boundaryOf(String(request.headers['content-type'] ?? '')));
  const replies: string[] = [];
  for (const part of parts) {
    const inner = /^content-type:\s*multipart\/mixed/im.test(part.head) ? boundaryOf(part.head) : undefined;
    const answered =
      inner === undefined
        ? single(work, readPart(part, false), BATCH)
        : changeSet(
            work,
            partsOf(part.body, inner).map((each) => readPart(each, version === 'v2')),
          );
    replies.push(answered.text);
    if (answered.failed) break;
  }
  return {
    status: version === 'v1' ? 202 : 200,
    headers: { 'content-type': `multipart/mixed;boundary=${BATCH}` },
    body: `${replies.join('')}--${BATCH}--\r\n`,
  };
}

const BATCH = 'batch_reply';
const CHANGE_SET = 'changeset_reply';

interface Answered {
  readonly text: string;
  readonly failed: boolean;
}

const hasFailed = ({ status }: TwinReply): boolean => status >= 400;

function single({ answer }: BatchWork, part: BatchPart, boundary: string): Answered {
  const reply = answer(part);
  return { text: replyText(reply, boundary, part.contentId), failed: hasFailed(reply) };
}

function changeSet({ answer, atomically }: BatchWork, parts: readonly BatchPart[]): Answered {
  const locations = new Map<string, string>();
  try {
    const text = atomically(() =>
      parts
        .map((part) => {
          const reply = answer({ ...part, address: referred(part.address, locations) });
          if (hasFailed(reply)) throw new ChangeSetFailed(reply);
          const location = reply.headers?.location;
          if (part.contentId !== undefined && typeof location === 'string') locations.set(part.contentId, location);
          return replyText(reply, CHANGE_SET, part.contentId);
        })
        .join(''),
    );
    const head = `--${BATCH}\r\nContent-Type: multipart/mixed;boundary=${CHANGE_SET}\r\n\r\n`;
    return { text: `${head}${text}--${CHANGE_SET}--\r\n`, failed: false };
  } catch (error) {
    if (!(error instanceof ChangeSetFailed)) throw error;
    // One answer for the whole set (sheet section 8).
    return { text: replyText(error.reply, BATCH, undefined), failed: true };
  }
}

/** `$1/Cancel`: what the part with this Content-ID has made. */
const referred = (address: string, locations: ReadonlyMap<string, string>): string =>
  address.replace(/^\$(\w+)/, (written, id: string) => locations.get(id)?.replace(/^.*\/b1s\/v\d\//, '') ?? written);

function boundaryOf(contentType: string): string {
  const boundary = /boundary="?([^";\s]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) throw malformed('A batch is multipart/mixed, with a boundary');
  return boundary;
}

interface Part {
  readonly head: string;
  readonly body: string;
}

function partsOf(body: string, boundary: string): Part[] {
  const [, ...pieces] = `\n${body.replaceAll('\r\n', '\n')}`.split(`\n--${boundary}`);
  return pieces.filter((piece) => !piece.startsWith('--')).map((piece) => cut(piece.replace(/^\n/, '')));
}

function cut(text: string): Part {
  const at = text.indexOf('\n\n');
  return at === -1 ? { head: text, body: '' } : { head: text.slice(0, at), body: text.slice(at + 2) };
}

function readPart(part: Part, needsId: boolean): BatchPart {
  const { head, body } = cut(part.body);
  const [line = '', ...headerLines] = head.split('\n');
  const [, method = '', address = ''] = /^(\S+)\s+(\S+)/.exec(line) ?? [];
  if (method === '' || address === '') throw malformed(`A part of the batch is no request: '${line}'`);
  const contentId = /^content-id:\s*(\S+)/im.exec(`${part.head}\n${head}`)?.[1];
  if (needsId && contentId === undefined) throw malformed('Content-ID is missing in a change set');
  const headers = headerLines.flatMap((each): [string, string][] => {
    const at = each.indexOf(':');
    return at === -1 ? [] : [[each.slice(0, at).trim().toLowerCase(), each.slice(at + 1).trim()]];
  });
  return {
    method,
    address: address.replace(/^(https?:\/\/[^/]+)?\/?(b1s\/v\d\/)?/, ''),
    headers: Object.fromEntries(headers),
    body: body.trim(),
    contentId,
  };
}

function replyText({ status, headers = {}, body }: TwinReply, boundary: string, contentId: string | undefined): string {
  const lines = [
    `--${boundary}`,
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    '',
    `HTTP/1.1 ${status}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`),
    '',
    body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
    '',
  ];
  return lines.join('\r\n');
}
