import type { PipePlan } from '../compile/pipe-plan.ts';
import { connectionOptions } from '../load/connection-options.ts';
import type { LoadedProject } from '../load/load-project.ts';
import { rowOf } from '../map/lookup-table.ts';
import type { MappingCase } from '../map/mapping-cases.ts';
import type { TargetReference } from '../model/delivery.ts';
import { Hold } from '../model/hold.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { Ledger, LinkKey } from '../model/ledger.ts';
import { type ConnectionName, systemName } from '../model/names.ts';
import type { ReadPorts } from '../receive/read-document.ts';
import { offlineConnection } from './offline-connection.ts';

/** What a record meets on its way to its payload, without secrets and without the network. */
export interface OfflineWorld {
  readonly ports: ReadPorts;
  /** The record on the target that a document became before. */
  readonly link: (key: LinkKey) => Promise<TargetReference | undefined>;
  /** What a lookup table says, and in which row. Throws the Hold of a code without one. */
  readonly translate: (table: string, code: string) => Translated;
  /** An entry of a reference list; undefined when only the target knows. */
  readonly reference: (list: string, key: string) => unknown;
}

export interface Translated {
  readonly answer: string;
  /** Undefined when the answer was handed in, and is in no file. */
  readonly at: { readonly file: string; readonly line: number } | undefined;
}

/** What may be handed in for a record that no ledger knows: the form is that of `with` in mapping cases. */
export type Given = NonNullable<MappingCase['with']>;

/** The world as the ledger knows it. */
export function ledgerWorld(project: LoadedProject, pipe: PipePlan, ledger: Ledger, signal: AbortSignal): OfflineWorld {
  return { ...bareWorld(project, pipe, {}, signal), link: (key) => ledger.link(key) };
}

/** The world of a sample: nothing is linked but what is handed in. */
export function sampleWorld(project: LoadedProject, pipe: PipePlan, given: Given, signal: AbortSignal): OfflineWorld {
  return {
    ...bareWorld(project, pipe, given, signal),
    link: async ({ document }) => (document === pipe.target.document ? given.target : given.needs?.[document]),
  };
}

function bareWorld(
  project: LoadedProject,
  pipe: PipePlan,
  { options, lookups, references }: Given,
  signal: AbortSignal,
): Omit<OfflineWorld, 'link'> {
  const connection = (name: ConnectionName) => {
    const settings = project.connections.get(name);
    const connector = project.connectors.get(settings?.connector ?? '')?.value;
    if (settings === undefined || connector === undefined)
      throw new IntegrationError('PROJECT_INVALID', `there is no usable connection "${name}"`, { connection: name });
    const own = connectionOptions(settings, connector);
    return offlineConnection(
      name,
      systemName(settings.connector),
      name === pipe.target.connection ? { ...own, ...options } : own,
    );
  };
  const names = [pipe.source.connection, pipe.target.connection];
  return {
    ports: {
      connections: new Map(names.map((name) => [name, connection(name)])),
      memory: { recall: (_, read) => read() },
      signal,
    },
    translate: (name, code) => {
      const rows = lookups?.[name];
      if (rows !== undefined) return { answer: handedIn(name, code, rows), at: undefined };
      const answer = pipe.target.translate(name, code);
      const table = project.lookups.find((each) => each.name === name);
      const row = table === undefined ? undefined : rowOf(table, pipe.source.connection, code);
      return {
        answer,
        at: table === undefined || row === undefined ? undefined : { file: table.file, line: row.line },
      };
    },
    reference: (list, key) => {
      const entries = references?.[list];
      return entries !== undefined && Object.hasOwn(entries, key) ? entries[key] : undefined;
    },
  };
}

function handedIn(table: string, code: string, rows: Readonly<Record<string, string>>): string {
  if (Object.hasOwn(rows, code)) return String(rows[code]);
  throw new Hold('translation-missing', `the table "${table}" that was handed in has no "${code}"`);
}
