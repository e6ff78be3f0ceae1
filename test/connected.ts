import { type ConnectionPorts, openConnection, type ResolvedSettings } from '../src/connector/open-connection.ts';
import type { LoopbackServer } from '../src/connector/testing/loopback-server.ts';
import { writeRequest } from '../src/connector/testing/test-connection.ts';
import { createHttpClient } from '../src/http/http-client.ts';
import { ManualClock, systemClock } from '../src/model/clock.ts';
import type { Connection, WriteOutcome, WriteRequest } from '../src/model/connection.ts';
import type { TargetReference } from '../src/model/delivery.ts';
import { connectionName } from '../src/model/names.ts';
import type { shippedConnector } from './shipped-connector.ts';

interface Connected extends AsyncDisposable {
  readonly connection: Connection;
}

/** A connection to a system that a server on 127.0.0.1 stands for. Disposing of it ends the server as well. */
export function connected(
  server: LoopbackServer,
  connector: ReturnType<typeof shippedConnector>['connector'],
  { name, ...settings }: Omit<ResolvedSettings, 'name' | 'url'> & { readonly name: string },
  clock: ConnectionPorts['clock'] = new ManualClock(),
): Connected {
  const http = createHttpClient({ clock: systemClock });
  return {
    connection: openConnection({ ...settings, name: connectionName(name), url: server.url }, connector, {
      clock,
      http,
      random: () => 0.5,
    }),
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** Writes a payload, as a first attempt does; `document` is what a compared total needs to know. */
export const written = (
  connection: Connection,
  capability: string,
  payload: unknown,
  target?: TargetReference,
  document?: WriteRequest['document'],
): Promise<WriteOutcome> =>
  connection.write(
    capability,
    writeRequest({
      payload,
      ...(target === undefined ? {} : { target }),
      ...(document === undefined ? {} : { document }),
    }),
    async () => undefined,
  );
