import type { SettingDeclaration } from './setting-declaration.ts';
import {
  ANY,
  BOOLEAN,
  type Field,
  listOf,
  NUMBER,
  objectOf,
  optional,
  SOMETHING,
  TEXT,
  type Type,
  textOf,
} from './type.ts';

/** The type of `$options`, from what a connector declares. An option that has a default, or must be set, is there, but for cases that leave it out. */
export function optionTypes(declared: Readonly<Record<string, SettingDeclaration>>): Type {
  const fields = Object.entries(declared).map(([name, option]): [string, Field] => {
    const given = option.required === true || option.default !== undefined;
    const type = typeOfOption(option);
    return [
      name,
      {
        type: optional(type, given ? 'doubt' : 'yes'),
        ...(option.description === undefined ? {} : { description: option.description }),
      },
    ];
  });
  return objectOf(new Map(fields));
}

function typeOfOption({ type, enum: values }: SettingDeclaration): Type {
  switch (type) {
    case 'string':
      return values === undefined ? TEXT : textOf(...values.map(String));
    case 'boolean':
      return BOOLEAN;
    case 'number':
    case 'integer':
      return NUMBER;
    case 'array':
      // Lists of names: `check` refuses anything else in one.
      return listOf(TEXT);
    case 'object':
      return objectOf(new Map(), ANY);
    default:
      return SOMETHING;
  }
}
