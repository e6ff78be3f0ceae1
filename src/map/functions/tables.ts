import { Hold } from '../../model/hold.ts';
import { isNothing, maybe, shown } from './argument.ts';
import type { MappingFunction } from './mapping-function.ts';
import { ANY, TEXT, TEXT_OR_NUMBER } from './value-schema.ts';

const TABLE = { name: 'table', takes: { type: 'object' } };

function tableOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Hold('not-a-table', `a table is an object such as { "A": "B" }, not ${shown(value)}`);
}

export const tableFunctions: readonly MappingFunction[] = [
  {
    name: 'pick',
    parameters: [TABLE, maybe('code', TEXT_OR_NUMBER), { name: 'what', takes: TEXT, optional: true }],
    returns: { gives: ANY, nothingForNothing: true },
    description:
      'The value that a table in the mapping has for a code, where JSONata’s $lookup would yield nothing for one that is missing: that holds the record and names `what` it was. Nothing yields nothing.',
    examples: [
      { expression: '$pick({ "EA": "each", "CS": "case" }, "CS", "unit")', result: 'case' },
      { expression: '$pick({ "EA": "each" }, "BX", "unit")', holds: 'code-unknown' },
    ],
    call: (table, code, what) => {
      if (isNothing(code)) return undefined;
      const rows = tableOf(table);
      if (Object.hasOwn(rows, String(code))) return rows[String(code)];
      throw new Hold(
        'code-unknown',
        `${isNothing(what) ? 'the code' : String(what)} ${shown(code)} is none of ${Object.keys(rows).join(', ')}`,
      );
    },
  },
  {
    name: 'codeOf',
    parameters: [TABLE, maybe('value', TEXT_OR_NUMBER), { name: 'what', takes: TEXT, optional: true }],
    returns: { gives: TEXT, nothingForNothing: true },
    description:
      'A table in the mapping read backwards: the code that has this value. A value that no code has, or several have, holds the record. Nothing yields nothing.',
    examples: [
      { expression: '$codeOf({ "EA": "each", "CS": "case" }, "each")', result: 'EA' },
      { expression: '$codeOf({ "EA": "each", "PC": "each" }, "each", "unit")', holds: 'code-ambiguous' },
    ],
    call: (table, value, what) => {
      if (isNothing(value)) return undefined;
      const codes = Object.entries(tableOf(table)).filter(([, item]) => item === value);
      const [first, second] = codes;
      const name = isNothing(what) ? 'the value' : String(what);
      if (first === undefined) throw new Hold('code-unknown', `${name} ${shown(value)} has no code`);
      if (second !== undefined)
        throw new Hold(
          'code-ambiguous',
          `${name} ${shown(value)} has the codes ${codes.map(([code]) => code).join(', ')}`,
        );
      return first[0];
    },
  },
];
