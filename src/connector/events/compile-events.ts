import type { ConnectorEvents, ConnectorSubscriptions, EventSignature } from '../../model/config.generated.ts';
import { durationMs } from '../../model/duration.ts';
import type { OperationNamed } from '../compile-capability.ts';
import type { CompiledRead } from '../compiled-connector.ts';
import type { JsonPath, SourceCompiler } from '../source-compiler.ts';
import type { CompiledChange, CompiledEvents, CompiledSignature, CompiledSubscriptions } from './compiled-events.ts';

const at = (...rest: JsonPath): JsonPath => ['events', ...rest];

/** How the messages of a system are read. What is wrong in it becomes problems of the compiler. */
export function compileEvents(
  written: ConnectorEvents,
  reads: ReadonlyMap<string, CompiledRead>,
  operationNamed: OperationNamed,
  compiler: SourceCompiler,
): CompiledEvents {
  const { handshake, ping, subscriptions } = written;
  return Object.freeze<CompiledEvents>({
    signature: compileSignature(written.signature, compiler),
    ...(handshake === undefined ? {} : { handshake: handshake.parameter }),
    ...(ping === undefined ? {} : { ping: ping.content_type.toLowerCase() }),
    ...compiler.maybe('entries', at('entries'), written.entries),
    topic: compiler.expression(at('topic'), written.topic),
    ...compiler.maybe('version', at('version'), written.version),
    ...compiler.maybe('identity', at('identity'), written.identity),
    ...compiler.maybe('subscription', at('subscription'), written.subscription),
    changes: Object.entries(written.changes).map(([event, change]) => {
      const document = event.slice(0, event.lastIndexOf('.'));
      return Object.freeze<CompiledChange>({
        event,
        document,
        topics: change.topics,
        key: compiler.expression(
          change.key === undefined ? at('key') : at('changes', event, 'key'),
          change.key ?? written.key,
        ),
        ...compiler.maybe('listed', at('changes', event, 'listed'), change.listed),
        ...recordOf(event, document, change.body, reads, compiler),
      });
    }),
    ...(subscriptions === undefined
      ? {}
      : { subscriptions: compileSubscriptions(subscriptions, operationNamed, compiler) }),
  });
}

function compileSignature(written: EventSignature, compiler: SourceCompiler): CompiledSignature {
  if (written.kind === 'shared-text')
    return { ...written, text: compiler.expression(at('signature', 'text'), written.text) };
  if (written.kind === 'standard-webhooks') {
    const { kind, secret, secret_is: secretIs, tolerance } = written;
    return { kind, secret, secretIs, toleranceMs: durationMs(tolerance) };
  }
  return { ...written, header: written.header.toLowerCase() };
}

/** The read by which an entry that is a whole record is understood; nothing for a hint. */
function recordOf(
  event: string,
  document: string,
  body: 'hint' | 'record',
  reads: ReadonlyMap<string, CompiledRead>,
  compiler: SourceCompiler,
): { readonly record?: CompiledRead } {
  const read = reads.get(`${document}.read`);
  if (read === undefined) {
    compiler.problem(at('changes', event), `there is no capability "${document}.read", so nobody could wait for it`);
    return {};
  }
  if (body === 'hint') {
    if (read.one === undefined)
      compiler.problem(
        at('changes', event, 'body'),
        `"${document}.read" has no \`one\`, by which the record is read that a hint names`,
      );
    return {};
  }
  if (read.each !== undefined || read.join.length > 0)
    compiler.problem(
      at('changes', event, 'body'),
      `a poll completes each record of "${document}.read" by further calls, so a message cannot be the whole of it: write \`hint\``,
    );
  return { record: read };
}

function compileSubscriptions(
  written: ConnectorSubscriptions,
  operationNamed: OperationNamed,
  compiler: SourceCompiler,
): CompiledSubscriptions {
  const inside = (name: string) => at('subscriptions', name);
  return Object.freeze<CompiledSubscriptions>({
    list: operationNamed(written.list, inside('list')),
    id: compiler.expression(inside('id'), written.id),
    topic: compiler.expression(inside('topic'), written.topic),
    url: compiler.expression(inside('url'), written.url),
    ...compiler.maybe('active', inside('active'), written.active),
    ...compiler.maybe('expires', inside('expires'), written.expires),
    renewBeforeMs: durationMs(written.renew_before),
    create: operationNamed(written.create, inside('create')),
    ...(written.renew === undefined ? {} : { renew: operationNamed(written.renew, inside('renew')) }),
    remove: operationNamed(written.remove, inside('remove')),
  });
}
