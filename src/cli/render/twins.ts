import type { ChalkInstance } from 'chalk';
import { stringify } from 'yaml';
import { chosenWay } from '../../connector/auth/chosen-way.ts';
import { credentialsOf } from '../../connector/auth/credentials-of.ts';
import type { LookupTable } from '../../map/lookup-table.ts';
import type { ConnectorFile } from '../../model/config.generated.ts';
import { FAULT_KINDS } from '../../twin/kit/fault-switch.ts';
import type { ServedTwin } from '../../twin/serve-twins.ts';
import { renderTable } from './table.ts';

export interface ShownTwin extends ServedTwin {
  /** The connector of the system, when there is one: it says which of the credentials are asked for. */
  readonly connector: ConnectorFile | undefined;
}

/** One twin as a JSON line. */
export function twinLine({ name, running, twin, connector }: ShownTwin): string {
  return `${JSON.stringify({ system: name, url: running.url, credentials: credentialsFor({ twin, connector }), options: twin.options(running.url) })}\n`;
}

/** Where the twins are, how to connect to them, and how to make them fail. */
export function renderTwins(
  twins: readonly ShownTwin[],
  lookups: readonly LookupTable[],
  paint: ChalkInstance,
): string {
  const taken = new Map<string, number>();
  const named = twins.map((each) => {
    const count = (taken.get(each.twin.role) ?? 0) + 1;
    taken.set(each.twin.role, count);
    return { ...each, connection: count === 1 ? each.twin.role : `${each.twin.role}-${count}` };
  });
  const list = renderTable(named.map(({ name, running }) => [`  ${paint.bold(name)}`, paint.cyan(running.url)]));
  const variables = named.flatMap((each) =>
    Object.entries(credentialsFor(each)).map(
      ([credential, value]) => `export ${variableOf(each.name, credential)}=${value}\n`,
    ),
  );
  const connections = Object.fromEntries(named.map((each) => [each.connection, connectionOf(each)]));
  const [first] = named;
  const faults = renderTable(Object.entries(FAULT_KINDS).map(([kind, says]) => [`  ${kind}`, paint.dim(says)]));
  const control = `${first?.running.url ?? ''}/__twin/faults`;
  return [
    `${list}\n`,
    `${paint.dim('variables')}\n${variables.join('')}\n`,
    `${paint.dim('pipewright.yaml')}\n${stringify({ connections }, { lineWidth: 0 })}\n`,
    ...lookups.map((table) => `${paint.dim(table.file)}\n${csvOf(table)}\n`),
    `${paint.dim('faults')}  POST one as JSON, DELETE ends all; GET …/__twin/exchanges lists what was asked\n`,
    `curl -X POST ${control} -d '{"kind":"throttled","method":"POST","times":2,"retryAfterSeconds":5}'\n`,
    faults,
    `\n${paint.dim('runs until interrupted (Ctrl-C); what was written is forgotten then')}\n`,
  ].join('');
}

const csvOf = ({ columns, rows }: LookupTable): string =>
  [columns, ...rows.map(({ codes }) => columns.map((column) => codes[column] ?? ''))]
    .map((cells) => `${cells.join(',')}\n`)
    .join('');

function connectionOf(each: ShownTwin): unknown {
  const options = each.twin.options(each.running.url);
  return {
    connector: each.name,
    url: each.running.url,
    credentials: Object.fromEntries(
      Object.keys(credentialsFor(each)).map((credential) => [
        credential,
        `\${env:${variableOf(each.name, credential)}}`,
      ]),
    ),
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
}

function credentialsFor({ twin, connector }: Pick<ShownTwin, 'twin' | 'connector'>): Readonly<Record<string, string>> {
  const method = chosenWay(connector?.auth ?? [], { credentials: twin.credentials });
  if (method === undefined) return twin.credentials;
  const asked = credentialsOf(method);
  return Object.fromEntries(Object.entries(twin.credentials).filter(([name]) => asked.includes(name)));
}

const variableOf = (system: string, credential: string): string =>
  `TWIN_${system}_${credential}`.replaceAll('-', '_').toUpperCase();
