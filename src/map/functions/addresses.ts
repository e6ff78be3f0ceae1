import { Hold } from '../../model/hold.ts';
import { isNothing, listOfValues, maybe, textOf, wholeNumberOf } from './argument.ts';
import { countryOf } from './countries.ts';
import type { MappingFunction } from './mapping-function.ts';
import { postcodeOf } from './postcode.ts';
import { oneLine } from './text.ts';
import { listOf, TEXT, wholeNumber } from './value-schema.ts';

/** As many words as the length takes; a word that is longer than a whole line stays whole, and does not fit. */
function firstWords(words: readonly string[], length: number): number {
  let taken = 0;
  let used = -1;
  for (const word of words) {
    if (used + 1 + word.length > length) break;
    used += 1 + word.length;
    taken += 1;
  }
  return taken;
}

/** The texts in lines of these lengths, or undefined and what is left. Each text begins a line of its own if all fit so. */
function fitted(texts: readonly string[], lengths: readonly number[]): { lines: string[]; left: string } {
  if (texts.length <= lengths.length && texts.every((text, index) => text.length <= (lengths[index] ?? 0)))
    return { lines: [...texts], left: '' };
  const lines: string[] = [];
  let words = texts.join(', ').split(' ');
  for (const length of lengths) {
    if (words.length === 0) break;
    const taken = firstWords(words, length);
    lines.push(words.slice(0, taken).join(' '));
    words = words.slice(taken);
  }
  return { lines, left: words.join(' ') };
}

export const addressFunctions: readonly MappingFunction[] = [
  {
    name: 'fitLines',
    parameters: [
      maybe('text', listOf(TEXT)),
      { name: 'lengths', takes: listOf(wholeNumber(1)) },
      { name: 'field', takes: TEXT, optional: true },
    ],
    returns: { gives: listOf(TEXT), nothingForNothing: true, maybeNothing: true },
    description:
      'One or more lines, such as a street, laid out in lines of these lengths: as they are if each fits, else joined with commas and broken at blanks. What does not fit holds the record and is named: nothing is cut off in silence. Nothing yields nothing.',
    examples: [
      {
        expression: '$fitLines(["900 Warehouse Road", "Dock 3"], [100, 50])',
        result: ['900 Warehouse Road', 'Dock 3'],
      },
      {
        expression: '$fitLines("Industriestrasse 12, Building C", [20, 20])',
        result: ['Industriestrasse 12,', 'Building C'],
      },
      {
        expression: '$fitLines("Industriestrasse 12, Building C, Gate 4", [20, 10], "street")',
        holds: 'text-too-long',
      },
    ],
    call: (text, lengths, field) => {
      const texts = listOfValues(text).flatMap((part) =>
        isNothing(part) ? [] : [oneLine(textOf(part, 'a line'))].filter((line) => line !== ''),
      );
      if (texts.length === 0) return undefined;
      const most = listOfValues(lengths).map((length) => wholeNumberOf(length, 'a length', 1, 100_000));
      const { lines, left } = fitted(texts, most);
      if (left === '') return lines;
      throw new Hold(
        'text-too-long',
        `${isNothing(field) ? 'a text' : String(field)} does not fit in ${most.join(' + ')} characters; left over is "${left}"`,
      );
    },
  },
  {
    name: 'postcode',
    parameters: [maybe('postcode'), { name: 'country', takes: TEXT }],
    returns: { gives: TEXT, nothingForNothing: true, maybeNothing: true },
    description:
      'A postcode as its country writes it. One that its country cannot have, such as four digits in the US, holds the record; of a country whose form is not known here it is upper-cased only. Nothing or an empty text yields nothing.',
    examples: [
      {
        expression: '[$postcode("sw1a1aa", "GB"), $postcode("1011ab", "NL"), $postcode("D-10115", "DE") ]',
        result: ['SW1A 1AA', '1011 AB', '10115'],
      },
      { expression: '$postcode("2139", "US")', holds: 'postcode-unknown' },
    ],
    call: (postcode, country) => {
      const line = isNothing(postcode) ? '' : oneLine(textOf(postcode, 'the postcode'));
      return line === '' ? undefined : postcodeOf(line, countryOf(country));
    },
  },
];
