import { type Field, objectOf, optional, SOMETHING, TEXT, type Type } from './type.ts';

/** A record in the target system, as a mapping sees it. */
const LINKED: Type = objectOf(
  new Map<string, Field>([
    ['id', { type: TEXT, description: 'The id in the target system.' }],
    ['number', { type: optional(TEXT), description: 'The number in the target system, where it has one.' }],
    ['kept', { type: optional(SOMETHING, 'doubt'), description: 'What the write of it was told to keep.' }],
  ]),
);

/** The types of the variables that every mapping is handed (src/map/mapping.ts); functions are known by name. */
export function surroundingTypes(options: Type): Readonly<Record<string, Type>> {
  return { options, needs: objectOf(new Map(), LINKED), target: optional(LINKED) };
}
