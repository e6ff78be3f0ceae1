/** What a property holds and how long it may be; `readOnly` ones are passed over when a body gives them (sheet section 3.0). */
export interface FieldRule {
  readonly type: 'text' | 'integer' | 'number' | 'flag' | 'day' | 'time' | 'choice';
  readonly length?: number;
  /** Of a choice: the names that are shown, with the values that are stored. */
  readonly choices?: Readonly<Record<string, string>>;
  readonly readOnly: boolean;
}

export interface Shape {
  /** Name of the type: `Document`. */
  readonly name: string;
  readonly fields: Readonly<Record<string, FieldRule>>;
  readonly rows: Readonly<Record<string, Shape>>;
  readonly parts: Readonly<Record<string, Shape>>;
  /** The properties by which rows of a collection are told apart in a PATCH, any of these lists (sheet section 3.0). */
  readonly keys: readonly (readonly string[])[];
  /** The table whose user-defined fields it has. */
  readonly table?: string;
}

interface ShapeDescription {
  /** With the most letters that each takes. */
  readonly text?: Readonly<Record<string, number>>;
  readonly integer?: readonly string[];
  readonly number?: readonly string[];
  readonly flag?: readonly string[];
  readonly day?: readonly string[];
  readonly time?: readonly string[];
  readonly choice?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly readOnly?: readonly string[];
  readonly rows?: Readonly<Record<string, Shape>>;
  readonly parts?: Readonly<Record<string, Shape>>;
  readonly keys?: readonly (readonly string[])[];
  readonly table?: string;
}

export function shapeOf(name: string, description: ShapeDescription): Shape {
  const { text = {}, choice = {}, readOnly = [], rows = {}, parts = {}, keys = [], table } = description;
  const fields: Record<string, FieldRule> = {};
  const add = (property: string, rule: Omit<FieldRule, 'readOnly'>) => {
    fields[property] = { ...rule, readOnly: readOnly.includes(property) };
  };
  for (const [property, length] of Object.entries(text)) add(property, { type: 'text', length });
  for (const type of ['integer', 'number', 'flag', 'day', 'time'] as const)
    for (const property of description[type] ?? []) add(property, { type });
  for (const [property, choices] of Object.entries(choice)) add(property, { type: 'choice', choices });
  return { name, fields, rows, parts, keys, ...(table === undefined ? {} : { table }) };
}
