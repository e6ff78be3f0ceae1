import { mappingsOf } from '../../compile/mapping-files.ts';
import type { Check } from '../check.ts';

export const unusedFile: Check = {
  code: 'FILE601',
  severity: 'warning',
  summary: 'Every mapping and lookup table of the project is used by some pipe.',
  bad: { 'mappings/acme/forgotten.jsonata': '$' },
  good: {
    'mappings/acme/used.jsonata': '$',
    'pipes/mine.yaml':
      'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nmodify: [mappings/acme/used.jsonata]\n',
  },
  *look(project) {
    // What ships with Pipewright is there for others to use.
    if (project.layers.root === project.builtIn) return;
    const used = new Set(
      [...project.pipes.values()].flatMap(({ value }) => mappingsOf(value, project)).map(({ path }) => path),
    );
    for (const { path } of project.layers.list('{mappings,rules}/**/*.jsonata', 'project')) {
      if (!used.has(path))
        yield {
          at: { file: path, line: 1, column: 1 },
          message: 'no pipe uses this file',
          hint: 'remove it, or name it in a pipe',
        };
    }
    for (const { path } of project.layers.list('mappings/**/*.cases.yaml', 'project')) {
      if (project.layers.find(path.replace(/\.cases\.yaml$/, '.jsonata')) === undefined) {
        yield {
          at: { file: path, line: 1, column: 1 },
          message: 'there is no mapping beside these cases',
          hint: `they are for ${path.replace(/\.cases\.yaml$/, '.jsonata')}`,
        };
      }
    }
    const texts = [...used]
      .map((path) => project.layers.find(path))
      .map((file) => (file === undefined ? '' : project.layers.read(file)));
    for (const { name, file } of project.lookups) {
      if (!texts.some((text) => text.includes(name)))
        yield {
          at: { file, line: 1, column: 1 },
          message: `no mapping in use asks the table "${name}"`,
          hint: `use it with $translate("${name}", code), or remove it`,
        };
    }
  },
};
