import type { ConnectionSettings, ConnectorFile } from '../model/config.generated.ts';

/** The options of a connection, with the connector’s defaults where it sets none: what mappings see as `$options`. */
export function connectionOptions(
  settings: Pick<ConnectionSettings, 'options'>,
  connector: Pick<ConnectorFile, 'options'>,
): Record<string, unknown> {
  return { ...defaultsOf(connector.options), ...settings.options };
}

const known = new WeakMap<ConnectorFile['options'], Readonly<Record<string, unknown>>>();

/** Worked out once a connector: a trial opens its connections several times. */
function defaultsOf(options: ConnectorFile['options']): Readonly<Record<string, unknown>> {
  const defaults =
    known.get(options) ??
    Object.fromEntries(
      Object.entries(options).flatMap(([name, option]) =>
        option.default === undefined ? [] : [[name, option.default]],
      ),
    );
  known.set(options, defaults);
  return defaults;
}
