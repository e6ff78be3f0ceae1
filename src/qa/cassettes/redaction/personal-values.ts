import type { CassetteExchange } from '../../../model/config.generated.ts';
import { isFields } from '../difference.ts';
import { kindOfField, type PersonalKind } from './personal-kind.ts';

/** Personal values that are recognised by their form, wherever they stand. */
const BY_FORM: readonly (readonly [RegExp, PersonalKind])[] = [
  [/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, 'email'],
  [/(?<![\w.])\+\d[\d ()/.-]{6,18}\d(?!\w)/g, 'phone'],
  [/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/g, 'ip-address'],
];

/** Every personal value in what systems were asked and answered, with what it is. */
export function personalValues(exchanges: readonly CassetteExchange[]): Map<string, PersonalKind> {
  const found = new Map<string, PersonalKind>();
  const take = (value: string, kind: PersonalKind) => {
    if (value.trim() !== '' && !found.has(value)) found.set(value, kind);
  };
  const look = (value: unknown, name: string, context: string): void => {
    if (Array.isArray(value)) for (const item of value) look(item, name, context);
    else if (isFields(value)) lookAtFields(value, context);
    else if (typeof value === 'string') {
      const kind = kindOfField(name, context);
      if (kind !== undefined) take(value, kind);
      for (const [form, formKind] of BY_FORM) for (const [match] of value.matchAll(form)) take(match, formKind);
    } else if (typeof value === 'number' && kindOfField(name, context) === 'phone') take(String(value), 'phone');
  };
  const lookAtFields = (fields: Readonly<Record<string, unknown>>, context: string): void => {
    for (const [name, value] of Object.entries(fields)) look(value, name, `${context}/${name}`);
    // `{ key: 'vat_number', value: … }`: the field is called by its neighbour.
    const { key, name, value } = fields;
    const called = typeof key === 'string' ? key : typeof name === 'string' ? name : undefined;
    if (called !== undefined && typeof value === 'string') look(value, called, context);
  };
  for (const { request, response } of exchanges) {
    const context = request.path ?? '';
    for (const [name, value] of Object.entries(request.query ?? {})) look(value, name, context);
    for (const body of [request.json, request.form, response?.json]) look(body, '', context);
    for (const text of [request.path, request.text, response?.text]) look(text, '', context);
  }
  return found;
}
