import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compileConnector } from '../src/connector/compile-connector.ts';
import { openConnection } from '../src/connector/open-connection.ts';
import { createHttpClient } from '../src/http/http-client.ts';
import { fillDefaults } from '../src/load/fill-defaults.ts';
import { type Clock, systemClock } from '../src/model/clock.ts';
import type { ConnectorFile } from '../src/model/config.generated.ts';
import type { Connection } from '../src/model/connection.ts';
import { connectionName } from '../src/model/names.ts';
import { TWINS } from '../src/twin/catalogue.ts';
import { BUILT_IN } from './sample-project.ts';

const schema = JSON.parse(readFileSync(join(BUILT_IN, 'schemas/config/connector.schema.json'), 'utf8'));

/** A connection by a shipped connector, to a twin of its system or to whatever stands at an address in its place. */
export function twinConnection(
  system: string,
  url: string,
  clock: Clock,
  credentials: Readonly<Record<string, string>> = {},
): Connection {
  const written = parse(readFileSync(join(BUILT_IN, `connectors/${system}/connector.yaml`), 'utf8'));
  const file = fillDefaults(written, schema, schema.$id, (id) => (id === schema.$id ? schema : undefined));
  const { options } = file as ConnectorFile;
  const { connector, problems } = compileConnector(file as ConnectorFile);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const twin = TWINS[system];
  return openConnection(
    {
      name: connectionName('source'),
      url,
      credentials: { ...twin?.credentials, ...credentials },
      options: {
        ...Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default])),
        ...twin?.options(url),
      },
    },
    connector,
    { clock, http: createHttpClient({ clock: systemClock }), random: () => 0.5 },
  );
}
