import type { ConnectionSettings, ConnectorFile } from '../model/config.generated.ts';

/** The options of a connection, with the connector’s defaults where it sets none: what mappings see as `$options`. */
export function connectionOptions(
  settings: Pick<ConnectionSettings, 'options'>,
  connector: Pick<ConnectorFile, 'options'>,
): Record<string, unknown> {
  const defaults = Object.entries(connector.options).flatMap(([name, option]) =>
    option.default === undefined ? [] : [[name, option.default] as const],
  );
  return { ...Object.fromEntries(defaults), ...settings.options };
}
