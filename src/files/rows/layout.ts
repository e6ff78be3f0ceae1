import type { FileColumn, FileLayout } from '../../model/config.generated.ts';
import { IntegrationError } from '../../model/integration-error.ts';

/** A column with what the files of this connection call it. */
export interface Column extends FileColumn {
  readonly label: string;
}

/** A layout as it holds for one connection. */
export interface Layout extends Omit<FileLayout, 'columns'> {
  readonly name: string;
  readonly columns: readonly Column[];
}

const SETTINGS = ['format', 'encoding', 'delimiter', 'root', 'record'] as const;
const ALLOWED: Readonly<Record<(typeof SETTINGS)[number], RegExp>> = {
  format: /^(csv|fixed|xml)$/,
  encoding: /^(utf-8|windows-1252|iso-8859-1)$/,
  delimiter: /^.$/su,
  root: /^[A-Za-z_][\w.-]*$/,
  record: /^[A-Za-z_][\w.-]*$/,
};

/**
 * The connector's layouts with what the connection's option `layouts` changes: per layout `format`, `encoding`,
 * `delimiter`, `root`, `record`, and `columns` (name to what the files call it; null leaves the column out). Throws
 * OPTION_INVALID for anything else that stands there.
 */
export function layoutsOf(
  written: Readonly<Record<string, FileLayout>>,
  option: unknown,
  connection: string,
): ReadonlyMap<string, Layout> {
  const refused = (says: string) =>
    new IntegrationError('OPTION_INVALID', `the option layouts of "${connection}" ${says}`, { connection });
  if (option !== undefined && !isObject(option)) throw refused('is no object');
  for (const name of Object.keys(option ?? {})) {
    if (!Object.hasOwn(written, name))
      throw refused(`names "${name}"; there are ${Object.keys(written).sort().join(', ')}`);
  }
  return new Map(
    Object.entries(written).map(([name, layout]) => {
      const changes = (option as Record<string, unknown> | undefined)?.[name] ?? {};
      if (!isObject(changes)) throw refused(`has no object at "${name}"`);
      return [name, changed(name, layout, changes, refused)];
    }),
  );
}

function changed(
  name: string,
  layout: FileLayout,
  { columns: labels = {}, ...settings }: Readonly<Record<string, unknown>>,
  refused: (says: string) => IntegrationError,
): Layout {
  for (const [setting, value] of Object.entries(settings)) {
    const allowed = SETTINGS.find((known) => known === setting);
    if (allowed === undefined)
      throw refused(`sets "${setting}" of "${name}"; it can set columns, ${SETTINGS.join(', ')}`);
    if (typeof value !== 'string' || !ALLOWED[allowed].test(value))
      throw refused(`sets "${setting}" of "${name}" to what it cannot be`);
  }
  if (!isObject(labels)) throw refused(`has no object at "${name}.columns"`);
  const unknown = Object.keys(labels).find((label) => !layout.columns.some((column) => column.name === label));
  if (unknown !== undefined) throw refused(`names the column "${unknown}", which "${name}" does not have`);
  const columns = layout.columns.flatMap<Column>((column) => {
    const label = Object.hasOwn(labels, column.name) ? labels[column.name] : column.name;
    if (label === null && !column.required) return [];
    if (typeof label !== 'string' || label === '')
      throw refused(`must call the column "${column.name}" of "${name}" something`);
    return [{ ...column, label }];
  });
  const merged: Layout = { ...layout, ...(settings as Partial<FileLayout>), name, columns };
  if (merged.format === 'fixed' && columns.some(({ width }) => width === undefined))
    throw refused(`makes "${name}" fixed, and not every column of it has a width`);
  return merged;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
