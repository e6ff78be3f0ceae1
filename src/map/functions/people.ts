import { isNothing, maybe, textOf } from './argument.ts';
import type { MappingFunction } from './mapping-function.ts';
import { oneLine } from './text.ts';
import { TEXT } from './value-schema.ts';

/** Words that belong to the family name that follows. */
const PARTICLES = new Set(
  'van von der den de del della delle dei di da dal dos das du la le los las ten ter zu zum zur af av el al bin ibn san santa st. mac'.split(
    ' ',
  ),
);

/** The last word is the family name, with the particles before it; `Reyes, Dana` says it itself. */
function split(name: string): { readonly first?: string; readonly last: string } {
  const comma = name.indexOf(',');
  if (comma > 0) {
    const first = name.slice(comma + 1).trim();
    return { ...(first === '' ? {} : { first }), last: name.slice(0, comma).trim() };
  }
  const words = name.split(' ');
  let at = words.length - 1;
  while (at > 1 && PARTICLES.has((words[at - 1] ?? '').toLowerCase())) at -= 1;
  if (at <= 0) return { last: name };
  return { first: words.slice(0, at).join(' '), last: words.slice(at).join(' ') };
}

export const peopleFunctions: readonly MappingFunction[] = [
  {
    name: 'fullName',
    parameters: [maybe('first'), maybe('last')],
    returns: { gives: TEXT, maybeNothing: true },
    description: 'First and last name on one line, either of them by itself, or nothing.',
    examples: [{ expression: '$fullName(" Dana ", "Reyes")', result: 'Dana Reyes' }],
    call: (first, last) =>
      oneLine([first, last].flatMap((part) => (isNothing(part) ? [] : [textOf(part, 'the name')])).join(' ')) ||
      undefined,
  },
  {
    name: 'splitName',
    parameters: [maybe('name')],
    returns: {
      gives: { type: 'object', properties: { first: TEXT, last: TEXT }, required: ['last'] },
      nothingForNothing: true,
      maybeNothing: true,
    },
    description:
      'First and last name of a full one: the last word and the particles before it (van der Berg) are the last name, or what stands before a comma. One word is a last name. A rule of thumb: use it only where a system insists on two names.',
    examples: [
      { expression: '$splitName("Anna Maria van der Berg")', result: { first: 'Anna Maria', last: 'van der Berg' } },
      { expression: '$splitName("Reyes, Dana")', result: { first: 'Dana', last: 'Reyes' } },
      { expression: '$splitName("Madonna")', result: { last: 'Madonna' } },
    ],
    call: (name) => {
      const line = isNothing(name) ? '' : oneLine(textOf(name, 'the name'));
      return line === '' ? undefined : split(line);
    },
  },
];
