import { ExpressionError } from '../map/expression.ts';
import { Hold } from '../model/hold.ts';
import type { OutgoingCall } from './auth/signer.ts';
import { type Address, buildAddress } from './build-address.ts';
import type { Channel } from './channel.ts';
import type { CompiledOperation, NamedTemplate } from './compiled-connector.ts';
import type { Variables } from './protocol/protocol.ts';
import { requestText } from './request-body.ts';

/**
 * The request of a call, unsigned. `link` takes the place of the operation's path and query. Throws a Hold
 * `request-not-built` when an expression yields nothing usable, and with HOST_REFUSED.
 */
export function buildRequest(
  channel: Channel,
  operation: CompiledOperation,
  variables: Variables,
  link?: Address,
): OutgoingCall {
  try {
    const address = link ?? buildAddress(channel, operation, variables);
    const value = channel.protocol.requestBody(operation, variables);
    const { contentType } = operation;
    const { mediaType, write } = channel.protocol;
    const wrapped = value !== undefined && contentType === undefined && channel.signer.wraps === true;
    const body =
      value === undefined || wrapped ? undefined : contentType === undefined ? write(value) : requestText(value);
    return {
      method: operation.method,
      ...address,
      headers: {
        accept: mediaType,
        'user-agent': 'pipewright',
        ...(value === undefined ? {} : { 'content-type': contentType ?? mediaType }),
        ...filled(channel.headers, variables),
        ...filled(operation.headers, variables),
      },
      ...(body === undefined ? {} : { body }),
      ...(wrapped ? { content: value } : {}),
    };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new Hold('request-not-built', `the call "${operation.name}" cannot be built: ${error.message}`, error);
  }
}

/** Names in lower case, so that an operation's header takes the place of the connector's. */
function filled(templates: readonly NamedTemplate[], variables: Variables): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, template] of templates) {
    const value = template.fill(variables);
    if (value !== undefined) headers[name.toLowerCase()] = value;
  }
  return headers;
}
