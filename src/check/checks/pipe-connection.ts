import type { LoadedProject } from '../../load/load-project.ts';
import type { Finding } from '../../model/finding.ts';
import type { Check } from '../check.ts';
import { didYouMean } from '../did-you-mean.ts';

export const pipeConnection: Check = {
  code: 'PIPE203',
  severity: 'error',
  summary: 'A pipe names connections of the project.',
  bad: {
    'pipes/mine.yaml':
      'pipe: mine\nfrom: { connection: shopp, read: customer }\nto: { connection: erp, write: customer }\n',
  },
  good: {
    'pipes/mine.yaml':
      'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\n',
  },
  *look(project) {
    for (const { value, source } of project.pipes.values()) {
      const named: [string, readonly (string | number)[]][] = [
        [value.from.connection, ['from', 'connection']],
        [value.to.connection, ['to', 'connection']],
        ...value.then.map(({ connection }, index): [string, readonly (string | number)[]] => [
          connection,
          ['then', index, 'connection'],
        ]),
      ];
      for (const [name, path] of named) yield* unknownConnection(project, name, source.place(path));
    }
  },
};

function* unknownConnection(
  project: LoadedProject,
  name: string,
  at: Finding['at'],
): Generator<Omit<Finding, 'code' | 'severity'>> {
  if (!project.connections.has(name))
    yield { at, message: `there is no connection "${name}"`, hint: didYouMean(name, project.connections.keys()) };
}
