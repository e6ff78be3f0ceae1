import type { Check } from '../check.ts';
import { didYouMean } from '../did-you-mean.ts';

export const connectionConnector: Check = {
  code: 'PROJECT101',
  severity: 'error',
  summary: 'A connection names a connector that exists.',
  bad: {
    'pipewright.yaml':
      'project: sample\nconnections:\n  shop: { connector: wocommerce, url: https://shop.example.com }\n',
  },
  good: { 'pipewright.yaml': 'project: sample\nconnections: {}\n' },
  *look(project) {
    for (const [name, { connector }] of project.connections) {
      // A connector that is there but invalid has findings of its own.
      if (project.layers.find(`connectors/${connector}/connector.yaml`) !== undefined) continue;
      const names = project.layers.list('connectors/*/connector.yaml').map(({ path }) => path.split('/')[1] ?? '');
      yield {
        at: project.project.source.place(['connections', name, 'connector']),
        message: `there is no connector "${connector}"`,
        hint: didYouMean(connector, names),
      };
    }
  },
};
