import { IntegrationError } from '../model/integration-error.ts';
import type { Channel, Place } from './channel.ts';
import type { CompiledOperation } from './compiled-connector.ts';
import { percentEncode } from './percent-encode.ts';
import type { Variables } from './protocol/protocol.ts';

/** Path and query as they go over the wire, and the origin that they stand on; `query` without its `?`. */
export interface Address {
  readonly origin: string;
  readonly path: string;
  readonly query: string;
}

/** The last address of each operation that was found to be the connection's own. */
const lastFine = new WeakMap<CompiledOperation, string>();

/**
 * The address of a call. Whatever an expression yields is percent-encoded, so that a record cannot add a segment, a
 * query or a host; what encoding cannot keep out (`..`, an empty segment) is refused with HOST_REFUSED.
 */
export function buildAddress(channel: Channel, operation: CompiledOperation, variables: Variables): Address {
  const other = operation.urlOption === undefined ? undefined : channel.others.get(operation.urlOption);
  const { origin, urlPath } = other ?? channel.own;
  const base = operation.absolutePath || other !== undefined ? '' : channel.basePath();
  const given = givenPath(channel, operation);
  const own = (given?.path ?? operation.path).fill(variables, encodeSegment);
  const path = `${urlPath}${base}${own ?? ''}` || '/';
  // Most calls have the path of the one before.
  if (lastFine.get(operation) !== `${origin}${path}`) {
    assertOwnAddress(channel, { origin }, path, operation.name);
    lastFine.set(operation, `${origin}${path}`);
  }
  const pairs: string[] = [];
  const query = given === undefined ? operation.query : [...given.query, ...operation.query];
  for (const [name, template] of query) {
    const value = template.fill(variables);
    if (value !== undefined) pairs.push(`${encodeName(name)}=${percentEncode(value)}`);
  }
  return { origin, path, query: pairs.join('&') };
}

/** What the connection says of the path. Throws OPTION_INVALID for a call that has none, here or there. */
function givenPath({ paths, connection }: Channel, { name, path, pathOption }: CompiledOperation) {
  if (pathOption === undefined) return undefined;
  const given = paths.get(pathOption);
  if (given === undefined && path.source === '')
    throw new IntegrationError('OPTION_INVALID', `the option "${pathOption}" gives no path for ${name}`, {
      connection,
      operation: name,
    });
  return given;
}

/** Throws HOST_REFUSED unless the path, put behind an origin of the settings, means exactly what is written. */
export function assertOwnAddress(
  { connection }: Pick<Channel, 'connection'>,
  { origin }: Pick<Place, 'origin'>,
  path: string,
  operation: string,
): void {
  const url = URL.parse(`${origin}${path}`);
  // The parser resolves `..` and `%2e%2e`, and turns backslashes; a path that survives unchanged holds none of them.
  if (
    url !== null &&
    path.startsWith('/') &&
    // `origin` of a URL is null for schemes that the browser does not know, `sftp:` among them.
    `${url.protocol}//${url.host}` === origin &&
    url.pathname === path &&
    !path.startsWith('//')
  )
    return;
  throw new IntegrationError('HOST_REFUSED', 'the path leaves the connection’s own address', {
    connection,
    operation,
  });
}

function encodeSegment(text: string): string {
  if (text === '') throw new IntegrationError('HOST_REFUSED', 'an expression in the path yields empty text', {});
  return percentEncode(text);
}

/** `$filter` and `include[]` are understood by every server as they are, and read better in logs of theirs. */
const encodeName = (name: string): string => percentEncode(name).replaceAll('%24', '$');
