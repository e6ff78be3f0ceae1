import { isRecord } from './parameter-schema.ts';

/** Parameters after validation and casting. A name that was not sent is absent, not null. */
export type Values = Readonly<Record<string, unknown>>;

export function has(values: Values, name: string): boolean {
  return values[name] !== undefined && values[name] !== null;
}

export function textIn(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

export function numberIn(values: Values, name: string): number | undefined {
  const value = values[name];
  return typeof value === 'number' ? value : undefined;
}

export function flagIn(values: Values, name: string): boolean | undefined {
  const value = values[name];
  return typeof value === 'boolean' ? value : undefined;
}

export function numbersIn(values: Values, name: string): readonly number[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}

export function textsIn(values: Values, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function recordIn(values: Values, name: string): Values | undefined {
  const value = values[name];
  return isRecord(value) ? value : undefined;
}

export function recordsIn(values: Values, name: string): readonly Values[] | undefined {
  const value = values[name];
  return Array.isArray(value) ? value.filter(isRecord) : undefined;
}
