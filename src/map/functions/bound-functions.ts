import type { FunctionSignature } from './mapping-function.ts';
import { ANY, orNull, TEXT, TEXT_OR_NUMBER } from './value-schema.ts';

/** Functions that stand on what the engine resolved for one record; it hands them in with each evaluation of a mapping. */
export const BOUND_FUNCTIONS: readonly FunctionSignature[] = [
  {
    name: 'translate',
    parameters: [
      { name: 'table', takes: TEXT },
      { name: 'code', takes: orNull(TEXT_OR_NUMBER), maybeNothing: true },
    ],
    returns: { gives: TEXT, nothingForNothing: true },
    description:
      'What `lookups/<table>.csv` says for a code: from the column of the connection that is read to that of the one that is written. A code without a row holds the record.',
  },
  {
    name: 'translateOr',
    parameters: [
      { name: 'table', takes: TEXT },
      { name: 'code', takes: orNull(TEXT_OR_NUMBER), maybeNothing: true },
      { name: 'fallback', takes: TEXT },
    ],
    returns: { gives: TEXT, nothingForNothing: true },
    description:
      'As $translate, with what is meant for a code without a row. For tables where that is a decision, such as a default shipping method; a table that is missing holds the record all the same.',
  },
  {
    name: 'reference',
    parameters: [
      { name: 'list', takes: TEXT },
      { name: 'key', takes: orNull(TEXT_OR_NUMBER), maybeNothing: true },
    ],
    returns: { gives: ANY, nothingForNothing: true },
    description:
      'The entry of a reference list of the target system, such as its currencies. A key that the list lacks holds the record.',
  },
];
