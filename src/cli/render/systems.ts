import type { ChalkInstance } from 'chalk';
import { credentialsOf } from '../../connector/auth/credentials-of.ts';
import { limitText } from '../../init/limit-text.ts';
import type { ConnectorFile } from '../../model/config.generated.ts';
import type { Output } from '../environment.ts';
import { renderTable } from './table.ts';
import { wrapText } from './wrap-text.ts';

type Capability = ConnectorFile['capabilities'][string];

/** How a repeat of a write is recognised, for a cell of the matrix; reads and finds have nothing to repeat. */
function strategyOf(capability: Capability): string | undefined {
  return 'idempotency' in capability ? capability.idempotency.strategy : undefined;
}

/** One system as a line of `systems --json`. */
export function systemSummary({ connector, title, role, summary, capabilities }: ConnectorFile): unknown {
  return {
    name: connector,
    title,
    role,
    summary,
    capabilities: Object.fromEntries(
      Object.entries(capabilities).map(([name, capability]) => [
        name,
        { summary: capability.summary, idempotency: strategyOf(capability) },
      ]),
    ),
  };
}

/** All systems: who they are, and the matrix of capabilities. */
export function renderSystems(files: readonly ConnectorFile[], paint: ChalkInstance): string {
  const heads = files.map(({ connector, title, role }) => [paint.bold(connector), role, title]);
  const capabilities = [...new Set(files.flatMap((file) => Object.keys(file.capabilities)))]
    .filter((name) => !name.endsWith('.find'))
    .sort();
  const rows = capabilities.map((name) => [
    name,
    ...files.map((file) => {
      const capability = file.capabilities[name];
      if (capability === undefined) return paint.dim('–');
      return strategyOf(capability) ?? paint.green('yes');
    }),
  ]);
  return [
    renderTable([[paint.dim('system'), paint.dim('role'), paint.dim('product')], ...heads]),
    '\n',
    renderTable([[paint.dim('capability'), ...files.map(({ connector }) => paint.bold(connector))], ...rows]),
    `\n${paint.dim('beside a write: how a repeat of it is recognised; `pipewright systems <name>` says why')}\n`,
  ].join('');
}

/** Everything about one system that a person who connects it wants to know. */
export function renderSystem(file: ConnectorFile, output: Output, paint: ChalkInstance): string {
  const width = output.isTerminal ? Math.max(60, output.columns) : 110;
  const { connector, title, role, protocol, summary, auth, options, limits, capabilities, operations, gaps, events } =
    file;
  const part = (name: string, items: readonly Item[]) =>
    items.length === 0 ? '' : `\n${paint.bold(name)}\n${items.map((item) => renderItem(item, width, paint)).join('')}`;
  return [
    `${paint.bold(title)}  ${connector}  ${paint.dim(`${role}, ${protocol}`)}\n`,
    summary === undefined ? '' : `${wrapText(summary, width, '')}\n`,
    part(
      'ways to sign in',
      auth.map((method, index) => ({
        name: method.name,
        note: `${method.kind}${index === 0 && auth.length > 1 ? ', used unless the connection brings another’s credentials or names it with `auth:`' : ''}`,
        text: `credentials: ${credentialsOf(method).join(', ')}`,
      })),
    ),
    part(
      'options',
      Object.entries(options).map(([name, option]) => ({
        name,
        note: [
          option.type,
          option.required === true ? paint.yellow('required') : undefined,
          option.default === undefined ? undefined : `default ${JSON.stringify(option.default)}`,
          option.enum === undefined
            ? undefined
            : `one of ${option.enum.map((value) => JSON.stringify(value)).join(', ')}`,
        ]
          .filter((text) => text !== undefined)
          .join(', '),
        text: `${option.description}${option.examples === undefined ? '' : ` Example: ${option.examples.map((example) => JSON.stringify(example)).join(', ')}`}`,
      })),
    ),
    part(
      'capabilities',
      Object.entries(capabilities).map(([name, capability]) => ({
        name,
        note: strategyOf(capability) ?? '',
        text: [capability.summary, 'idempotency' in capability ? capability.idempotency.reason : undefined]
          .filter((text) => text !== undefined)
          .join(' – '),
      })),
    ),
    part(
      'events',
      Object.entries(events?.changes ?? {}).map(([name, { topics, body }]) => ({
        name,
        note: body === 'hint' ? 'names the record, which is then read' : 'carries the record',
        text: topics.join(', '),
      })),
    ),
    part(
      'limits',
      limits.map((limit) => ({ name: limit.kind, note: '', text: limitText(limit) })),
    ),
    part(
      'gaps',
      Object.entries(gaps).map(([name, text]) => ({ name, note: '', text })),
    ),
    `\n${paint.bold('evidence')}\n`,
    renderTable(
      Object.entries(operations).map(([name, { method, path, evidence, summary: says }]) => [
        `  ${name}`,
        evidence.level === 'assumption' ? paint.yellow(evidence.level) : evidence.level,
        evidence.source,
        paint.dim(says ?? `${method} ${path}`),
      ]),
      width,
    ),
  ].join('');
}

interface Item {
  readonly name: string;
  readonly note: string;
  readonly text: string;
}

function renderItem({ name, note, text }: Item, width: number, paint: ChalkInstance): string {
  return `  ${paint.cyan(name)}${note === '' ? '' : `  ${paint.dim(note)}`}\n${text === '' ? '' : `${wrapText(text, width, '    ')}\n`}`;
}
