import { type LoadedProject, loadLibrary } from '../load/load-project.ts';
import type { ConnectorFile } from '../model/config.generated.ts';
import { limitText } from './limit-text.ts';
import { credentialVariables } from './scaffold-plan.ts';
import { systemHints } from './system-hints.ts';
import { type PipeChoice, pipeChoices } from './workable-pipes.ts';

/** The other side of the shipped pipes: a partner that can do all of them, so that only this system's own limits show. */
const PARTNER = { shop: 'business-central', erp: 'woocommerce' } as const;

/** Text of docs/systems/<connector>.md: everything that a person who connects this system has to know, from its connector alone. */
export function systemPage(file: ConnectorFile, builtIn: string): string {
  return [
    `# ${file.title}`,
    '',
    ...(file.summary === undefined ? [] : [file.summary, '']),
    `Connector \`${file.connector}\`, ${file.role}, ${file.protocol}. Made from [connector.yaml](../../connectors/${file.connector}/connector.yaml) by \`node scripts/systems-pages.ts\`; what is verified with which partner: [matrix.md](../matrix.md).`,
    '',
    ...setUp(file, builtIn),
    ...permissions(file),
    ...options(file),
    ...capabilities(file),
    ...gaps(file),
    ...events(file),
    ...verdicts(file),
    ...evidence(file),
  ].join('\n');
}

function setUp(file: ConnectorFile, builtIn: string): string[] {
  const { url, urlSays } = systemHints(file.connector);
  const variables = credentialVariables({ name: file.role, connector: file });
  const required = Object.entries(file.options).filter(([, { required: must }]) => must === true);
  return [
    '## Set up in three steps',
    '',
    '### 1. Credentials',
    '',
    ...file.setup.steps.map((step) => `- ${step}`),
    ...(file.setup.steps.length === 0 ? [] : ['']),
    'In `.env`, which `pipewright init` prepares:',
    '',
    '```sh',
    ...variables.map(({ variable }) => `${variable}=`),
    '```',
    '',
    'In `pipewright.yaml`:',
    '',
    '```yaml',
    'connections:',
    `  ${file.role}:`,
    `    connector: ${file.connector}`,
    `    url: ${url} # ${urlSays}`,
    ...(variables.length === 0 ? [] : ['    credentials:']),
    ...variables.map(({ credential, variable }) => `      ${credential}: \${env:${variable}}`),
    ...(required.length === 0 ? [] : ['    options:']),
    ...required.map(([name, { examples = [] }]) => `      ${name}: ${JSON.stringify(examples[0] ?? '…')}`),
    '```',
    '',
    ...(file.auth.length < 2
      ? []
      : [
          `Ways to sign in, the first whose credentials are there unless \`auth:\` names another: ${file.auth.map(({ name, kind }) => `\`${name}\` (${kind})`).join(', ')}.`,
          '',
        ]),
    '`pipewright doctor` reaches the system with them and says what it found.',
    '',
    '### 2. Pipes',
    '',
    '| pipe | what it does | works |',
    '|---|---|---|',
    ...pipesOf(file, builtIn).map(
      ({ name, summary, lacks }) =>
        `| ${name} | ${cell(summary)} | ${lacks.length === 0 ? 'yes' : cell(lacks.join('; '))} |`,
    ),
    '',
    'They are used by their names under `pipes:` in `pipewright.yaml`; `pipewright plan` shows what they would write.',
    '',
    '### 3. Schedule',
    '',
    '`pipewright run` from cron, or `pipewright run --follow` as a service: each pipe says how often its source is asked.',
    ...(file.limits.length === 0
      ? []
      : ['Requests are kept within:', '', ...file.limits.map((limit) => `- ${limitText(limit)}`)]),
    '',
  ];
}

function pipesOf(file: ConnectorFile, builtIn: string): PipeChoice[] {
  const other = file.role === 'shop' ? 'erp' : 'shop';
  const settings = (connector: string) => ({ connector, url: '', credentials: {}, options: {} });
  const connections = new Map([
    [file.role, settings(file.connector)],
    [other, settings(PARTNER[file.role])],
  ]);
  const library: LoadedProject = loadLibrary({
    root: builtIn,
    builtIn,
    connections,
    systems: [file.connector, PARTNER[file.role]],
  });
  return pipeChoices(library).map(({ lacks, ...pipe }) => ({
    ...pipe,
    // What the partner lacks is said on the partner's page.
    lacks: lacks.filter((lack) => lack.includes(file.title) || lack.includes(`/${file.connector}/`)),
  }));
}

function permissions({ setup }: ConnectorFile): string[] {
  if (setup.permissions.length === 0) return [];
  return [
    '## Permissions',
    '',
    '| permission | for | |',
    '|---|---|---|',
    ...setup.permissions.map(
      ({ name, for: uses, note = '' }) => `| ${cell(name)} | ${uses.join(', ')} | ${cell(note)} |`,
    ),
    '',
  ];
}

function options(file: ConnectorFile): string[] {
  const rows = Object.entries(file.options).map(([name, option]) => {
    const preset =
      option.required === true ? 'required' : option.default === undefined ? '' : JSON.stringify(option.default);
    return `| \`${name}\` | ${option.type} | ${cell(preset)} | ${cell(option.description)} |`;
  });
  return rows.length === 0 ? [] : ['## Options', '', '| option | type | default | |', '|---|---|---|---|', ...rows, ''];
}

function capabilities(file: ConnectorFile): string[] {
  return [
    '## What works',
    '',
    '| capability | what it does | how a repeat is recognised |',
    '|---|---|---|',
    ...Object.entries(file.capabilities).map(([name, capability]) => {
      const repeat =
        'idempotency' in capability ? `${capability.idempotency.strategy}: ${capability.idempotency.reason}` : '';
      return `| \`${name}\` | ${cell(capability.summary ?? '')} | ${cell(repeat)} |`;
    }),
    '',
  ];
}

function gaps(file: ConnectorFile): string[] {
  const rows = Object.entries(file.gaps).map(([name, text]) => `| ${name} | ${cell(text)} |`);
  return rows.length === 0
    ? []
    : ['## What the API cannot do, and how that is bridged', '', '| item or capability | |', '|---|---|', ...rows, ''];
}

function events({ events: told }: ConnectorFile): string[] {
  if (told === undefined) return [];
  return [
    '## Events',
    '',
    ...(told.summary === undefined ? [] : [told.summary, '']),
    ...Object.keys(told.changes).map((name) => `- \`${name}\``),
    '',
  ];
}

function verdicts(file: ConnectorFile): string[] {
  const rows = file.verdicts.map(({ status, code, when, then, note = '' }) => {
    const cause = [code === undefined ? '' : [code].flat().join(', '), when === undefined ? '' : `\`${when}\``];
    return `| ${status === undefined ? 'any' : [status].flat().join(', ')} | ${cell(cause.filter((text) => text !== '').join(' and '))} | ${then} | ${cell(note)} |`;
  });
  return rows.length === 0
    ? []
    : [
        '## What its answers mean',
        '',
        'Before the [table for all systems](../../src/connector/default-verdicts.ts):',
        '',
        '| status | code or condition | verdict | |',
        '|---|---|---|---|',
        ...rows,
        '',
      ];
}

function evidence(file: ConnectorFile): string[] {
  return [
    '## How sure each call is',
    '',
    '| operation | call | evidence | source |',
    '|---|---|---|---|',
    ...Object.entries(file.operations).map(
      ([name, { method, path, graphql, evidence: known }]) =>
        `| ${name} | ${cell(graphql === undefined ? `\`${method} ${path}\`` : (/^\s*(query|mutation)\s+\w+/.exec(graphql)?.[0] ?? 'GraphQL'))} | ${known.level === 'assumption' ? '**assumption**' : known.level} | ${cell(known.source)} |`,
    ),
    '',
  ];
}

const cell = (text: string): string => text.trim().replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ');
