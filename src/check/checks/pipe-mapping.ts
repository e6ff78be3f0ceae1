import { mappingsOf } from '../../compile/mapping-files.ts';
import type { Check } from '../check.ts';
import { didYouMean } from '../did-you-mean.ts';

export const pipeMapping: Check = {
  code: 'PIPE206',
  severity: 'error',
  summary: 'Every mapping, modifier and rule file that a pipe uses is there.',
  bad: {
    'pipes/mine.yaml':
      'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nmodify: [mappings/acme/regions.jsonata]\n',
  },
  good: {
    'pipes/mine.yaml':
      'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\n',
  },
  *look(project) {
    for (const { value, source } of project.pipes.values()) {
      for (const { path, at, capability, connection } of mappingsOf(value, project)) {
        if (project.layers.find(path) !== undefined) continue;
        if (path.split('/').includes('..')) {
          yield {
            at: source.place(at),
            message: `${path} lies outside the project`,
            hint: 'copy it into mappings/, so that it is versioned and verified with the rest',
          };
          continue;
        }
        const connector = project.connectors.get(project.connections.get(connection)?.connector ?? '')?.value;
        // A connection, connector or capability that is missing is told by its own check.
        if (capability !== '' && connector?.capabilities[capability] === undefined) continue;
        yield {
          at: source.place(at),
          message: `there is no file ${path}`,
          hint: didYouMean(
            path,
            project.layers.list('{mappings,rules}/**/*.jsonata').map((file) => file.path),
          ),
        };
      }
    }
  },
};
