import { BOUND_FUNCTIONS } from '../map/functions/bound-functions.ts';
import { FUNCTION_LIBRARY } from '../map/functions/function-library.ts';
import { type FunctionExample, usageOf } from '../map/functions/mapping-function.ts';
import { JSONATA_FUNCTIONS } from './jsonata-functions.ts';

/** A function that mappings may call, as an editor tells of it. */
export interface KnownFunction {
  /** Without `$`. */
  readonly name: string;
  readonly usage: string;
  readonly says: string;
  readonly of: 'Pipewright' | 'JSONata';
  readonly examples: readonly FunctionExample[];
}

/** Every function that mappings may call besides their own, by name. */
export const KNOWN_FUNCTIONS: ReadonlyMap<string, KnownFunction> = new Map([
  ...Object.entries(JSONATA_FUNCTIONS).map(([name, { usage, says }]): [string, KnownFunction] => [
    name,
    { name, usage, says, of: 'JSONata', examples: [] },
  ]),
  ...BOUND_FUNCTIONS.map((each): [string, KnownFunction] => [
    each.name,
    { name: each.name, usage: usageOf(each), says: each.description, of: 'Pipewright', examples: [] },
  ]),
  ...FUNCTION_LIBRARY.map((each): [string, KnownFunction] => [
    each.name,
    { name: each.name, usage: usageOf(each), says: each.description, of: 'Pipewright', examples: each.examples },
  ]),
]);

/** What a function is and does, as Markdown. */
export function documented({ name, usage, says, of, examples }: KnownFunction): string {
  const shown = examples.map(({ expression, result, holds }) => {
    const yields = holds === undefined ? (result === undefined ? 'nothing' : JSON.stringify(result)) : `held: ${holds}`;
    return `${expression}  /* ${yields} */`;
  });
  const code = (text: string) => `\`\`\`jsonata\n${text}\n\`\`\``;
  return [code(`$${name}${usage}`), says, ...(shown.length === 0 ? [] : [code(shown.join('\n'))]), `*${of}*`].join(
    '\n\n',
  );
}
