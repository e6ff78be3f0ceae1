import { mappingsOf } from '../../compile/mapping-files.ts';
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
        } else if (role === 'related' && 'read' in known && known.one === undefined) {
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
