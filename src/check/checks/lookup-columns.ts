import { mappingsOf } from '../../compile/mapping-files.ts';
import type { Check } from '../check.ts';

const ASKS = {
  'mappings/acme/ways.jsonata': '$merge([$, { "phone": $translate("ways", phone) }])',
  'pipes/mine.yaml':
    'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nmodify: [mappings/acme/ways.jsonata]\n',
};

export const lookupColumns: Check = {
  code: 'LOOKUP603',
  severity: 'error',
  summary: 'A lookup table that a pipe asks has a column for each of its two connections.',
  bad: { ...ASKS, 'lookups/ways.csv': 'shp,erp\nground,G\n' },
  good: { ...ASKS, 'lookups/ways.csv': 'shop,erp\nground,G\n' },
  *look(project) {
    const texts = new Map<string, string>();
    const textOf = (path: string) => {
      const file = project.layers.find(path);
      const text = texts.get(path) ?? (file === undefined ? '' : project.layers.read(file));
      texts.set(path, text);
      return text;
    };
    for (const { name, file, columns } of project.lookups) {
      const asks = new RegExp(`(['"])${name.replace(/[^\w-]/g, '\\$&')}\\1`);
      const missing = new Map<string, string>();
      for (const { value } of project.pipes.values()) {
        if (!mappingsOf(value, project).some(({ path }) => asks.test(textOf(path)))) continue;
        for (const { connection } of [value.from, value.to])
          if (!columns.includes(connection) && !missing.has(connection)) missing.set(connection, value.pipe);
      }
      const lines = textOf(file).split('\n');
      // Comments may stand before the header.
      const header = lines.findIndex((line) => !/^\uFEFF?\s*(#|$)/.test(line));
      for (const [connection, pipe] of missing) {
        const other = columns.find((column) => !project.connections.has(column));
        yield {
          at: { file, line: Math.max(header, 0) + 1, column: 1 },
          message: `the table has no column "${connection}", and the pipe ${pipe} asks it: each code would hold its record`,
          hint:
            other === undefined
              ? `its header names connections: "${[...new Set([...columns, ...missing.keys()])].join(',')}"`
              : `write "${connection}" in the header, where "${other}" is no connection`,
        };
      }
    }
  },
};
