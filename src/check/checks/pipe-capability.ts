import { mappingsOf } from '../../compile/mapping-files.ts';
import type { Capability, ConnectorFile } from '../../model/config.generated.ts';
import type { Check } from '../check.ts';
import { didYouMean } from '../did-you-mean.ts';

export const pipeCapability: Check = {
  code: 'PIPE204',
  severity: 'error',
  summary: 'What a pipe asks of a system, its connector can do.',
  bad: {
    'pipes/mine.yaml':
      'pipe: mine\nfrom: { connection: shop, read: invoice }\nto: { connection: erp, write: customer }\n',
  },
  good: {
    'pipes/mine.yaml':
      'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\n',
  },
  *look(project) {
    for (const { value, source } of project.pipes.values()) {
      for (const { capability, connection, at, role } of mappingsOf(value, project)) {
        const connector = project.connectors.get(project.connections.get(connection)?.connector ?? '')?.value;
        if (connector === undefined || capability === '') continue;
        const known = connector.capabilities[capability];
        if (known === undefined) {
          const verb = capability.slice(capability.lastIndexOf('.'));
          const others = Object.keys(connector.capabilities).filter((name) => name.endsWith(verb));
          yield {
            at: source.place(at),
            message: `${connector.title} has no ${capability}${connector.gaps[capability] === undefined ? '' : `: ${connector.gaps[capability]}`}`,
            hint: didYouMean(capability, others),
          };
          continue;
        }
        for (const option of missingPaths(known, connector, project.connections.get(connection)?.options ?? {}))
          yield {
            at: source.place(at),
            message: `the connection "${connection}" does not say the path of ${capability}: its option \`${option}\` is not set`,
            hint: `${connector.options[option]?.description ?? ''} Set it in pipewright.yaml, or leave the pipe out`.trim(),
          };
        if (role === 'related' && 'read' in known && known.one === undefined) {
          yield {
            at: source.place(at),
            message: `${connector.title} cannot read a single ${capability.split('.')[0]}`,
            hint: 'leave it out of `with`',
          };
        }
      }
    }
  },
};

/** Options with paths that calls of a capability need, where neither the connector nor the connection says one. */
function missingPaths(
  capability: Capability,
  { operations, capabilities, options: known }: ConnectorFile,
  options: Readonly<Record<string, unknown>>,
): string[] {
  const found = 'find' in capability && typeof capability.find === 'string' ? capabilities[capability.find] : undefined;
  const names = [capability, ...(found === undefined ? [] : [found])].flatMap(operationsOf);
  const wanted = names.flatMap((name) => {
    const { path = '', path_option: option } = operations[name] ?? {};
    return path === '' && option !== undefined ? [option] : [];
  });
  return [...new Set(wanted)].filter((option) => (options[option] ?? known[option]?.default ?? '') === '');
}

function operationsOf(capability: Capability): readonly string[] {
  if ('read' in capability)
    return [capability.read, capability.also, capability.each ?? [], capability.one ?? []].flat();
  if ('same' in capability) return capability.find;
  const { create = [], update = [], revise } = capability;
  return [
    ...(revise === undefined || revise.read.endsWith('.read') ? [] : [revise.read]),
    ...[...create, ...update].map(({ operation }) => operation),
  ];
}
