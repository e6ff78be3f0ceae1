import { hasNoValue, type ObjectType, present, type Type } from './type.ts';

const MOST_SHOWN = 8;

const FORMS = {
  amount: 'amount (decimal text)',
  decimal: 'decimal text',
  instant: 'instant (text)',
  date: 'date (text)',
  uri: 'web address (text)',
  email: 'e-mail address (text)',
} as const;

/** A type in words for people: `decimal text, optional`. */
export function showType(type: Type, depth = 1): string {
  if (type.any) return type.nothing === 'no' ? 'any value' : 'anything';
  if (hasNoValue(type)) return type.nothing === 'no' ? 'never' : 'nothing';
  const parts = alternatives(present(type), depth);
  const words = parts.join(' or ');
  return type.nothing === 'no' ? words : `${words}, optional`;
}

function alternatives(type: Type, depth: number): string[] {
  const parts: string[] = [];
  if (type.text !== undefined) {
    const { literals, form } = type.text;
    if (literals === undefined) parts.push(form === undefined ? 'text' : FORMS[form]);
    else parts.push(shortened(literals.map((each) => JSON.stringify(each))));
  }
  if (type.number !== undefined)
    parts.push(type.number.literals === undefined ? 'number' : shortened(type.number.literals.map(String)));
  if (type.booleans.length === 2) parts.push('true or false');
  else parts.push(...type.booleans.map(String));
  if (type.objects.length > 0) parts.push(showObjects(type.objects, depth));
  if (type.list !== undefined)
    parts.push(`list of ${bracketed(showType(type.list.items, depth - 1))}${sizeOf(type.list)}`);
  if (type.functions.length > 0) parts.push('function');
  if (type.null) parts.push('null');
  return parts;
}

const bracketed = (text: string): string =>
  / or |,| \| /.test(text) && !text.startsWith('object') ? `(${text})` : text;

function sizeOf({ min, max }: { min: number; max: number }): string {
  if (min === max) return ` (${min})`;
  if (max !== Number.POSITIVE_INFINITY) return ` (${min} to ${max})`;
  return min === 0 ? '' : ` (at least ${min})`;
}

function shortened(values: readonly string[]): string {
  const shown = values.slice(0, MOST_SHOWN).join(' | ');
  return values.length > MOST_SHOWN ? `${shown} | … (${values.length})` : shown;
}

function showObjects(objects: readonly ObjectType[], depth: number): string {
  if (objects.length > 1) return `one of ${objects.length} objects`;
  const [only] = objects;
  if (only === undefined || depth <= 0 || only.fields.size === 0) return 'object';
  const names = [...only.fields].map(([name, { type }]) => (type.nothing === 'no' ? name : `${name}?`));
  const shown = names.slice(0, MOST_SHOWN).join(', ');
  return `object { ${shown}${names.length > MOST_SHOWN || only.rest !== 'none' ? ', …' : ''} }`;
}
