import { stringify } from 'yaml';
import type { ConnectionOption } from '../model/config.generated.ts';
import { commentLines } from './comment-lines.ts';
import { credentialVariables, type PlannedConnection, type ScaffoldPlan } from './scaffold-plan.ts';
import { systemHints } from './system-hints.ts';

/** pipewright.yaml: connections with everything that must be filled in, a sandbox, and the pipes that work. */
export function projectFile(plan: ScaffoldPlan): string {
  const { project, shop, erp, pipes, packageFolder } = plan;
  const working = pipes.filter(({ lacks }) => lacks.length === 0);
  const widest = Math.max(0, ...working.map(({ name }) => name.length));
  const left = pipes.filter(({ lacks }) => lacks.length > 0);
  return `# yaml-language-server: $schema=${packageFolder}/schemas/config/project.schema.json
# The schemas come with the package: after \`npm install\` an editor completes and explains every setting from them.
format: 1
project: ${scalar(project)}

connections:
${connection(shop)}
${connection(erp)}
# Chosen with \`--env sandbox\`. What is written here replaces the same setting above; everything else stays.
environments:
  sandbox:
    ledger: .pipewright/sandbox.db # tests must never mark a real order as delivered
    connections:
${overlay(shop)}${overlay(erp)}
# Pipes that ship with Pipewright and are used as they are. \`pipewright eject <pipe>\` copies one here to be changed.
# On the first run everything there is gets read. To begin later: \`pipewright run --since 2026-03-01\`, or eject the
# pipe and set \`from.since\`.
pipes:
${working.map(({ name, summary }) => `  - ${name.padEnd(widest)} # ${summary}\n`).join('')}${left.map(({ name, lacks }) => commentLines(`- ${name}: ${lacks.join('; ')}`, '  ')).join('')}
# Who is told when a person must act: any address that takes a JSON object with \`text\`, as chat webhooks do.
# alerts:
#   - { on: [held, rejected, parked, halted], post: "\${env:ALERT_WEBHOOK}" }
`;
}

const scalar = (value: unknown): string => stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();

function connection(planned: PlannedConnection): string {
  const { name, connector } = planned;
  const { url, urlSays } = systemHints(connector.connector);
  const credentials = credentialVariables(planned).map(
    ({ credential, variable }) => `      ${credential}: ${reference(variable)}\n`,
  );
  const options = Object.entries(connector.options);
  const required = options.filter(([, option]) => option.required === true);
  const open = options.filter(([, option]) => option.required !== true && option.default === undefined);
  const rest = options.length - required.length - open.length;
  return [
    `  ${name}:\n`,
    `    connector: ${connector.connector}\n`,
    `    url: ${url} # ${urlSays}\n`,
    '    credentials: # by reference only: a secret never stands in a file\n',
    ...credentials,
    ...(required.length === 0 ? ['    # options:\n'] : ['    options:\n']),
    ...required.map(([option, declared]) => optionLines(option, declared, '')),
    ...open.map(([option, declared]) => optionLines(option, declared, '# ')),
    ...(rest === 0
      ? []
      : [`      # ${rest} more have defaults that fit most; see \`pipewright systems ${connector.connector}\`\n`]),
  ].join('');
}

const reference = (variable: string): string => `\${env:${variable}}`;

function optionLines(name: string, option: ConnectionOption, prefix: string): string {
  return `${commentLines(option.description, '      ')}      ${prefix}${name}: ${scalar(exampleOf(option))}\n`;
}

/** A value as one would write it: the connector’s own example where it gives one. */
function exampleOf({ type, enum: allowed, examples }: ConnectionOption): unknown {
  const example = examples?.[0] ?? allowed?.[0];
  if (example !== undefined) return example;
  return { string: '…', number: 0, boolean: false, object: {}, array: [] }[type];
}

function overlay(planned: PlannedConnection): string {
  const { name, connector } = planned;
  const { sandbox } = systemHints(connector.connector);
  const known = Object.entries(sandbox.options ?? {}).filter(([option]) => connector.options[option] !== undefined);
  const credentials = credentialVariables(planned, 'sandbox').map(
    ({ credential, variable }) => `          ${credential}: ${reference(variable)}\n`,
  );
  return [
    `      ${name}:\n`,
    ...(sandbox.url === undefined ? [] : [`        url: ${sandbox.url}\n`]),
    ...(known.length === 0 ? [] : [`        options: ${scalar(Object.fromEntries(known))}\n`]),
    '        credentials:\n',
    ...credentials,
  ].join('');
}
