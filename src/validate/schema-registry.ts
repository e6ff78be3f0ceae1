import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** One thing wrong with a value, by JSON path: `lines[0].quantity`. */
export interface Violation {
  readonly path: readonly (string | number)[];
  /** What is wrong, in words. */
  readonly message: string;
  /** The schema keyword that failed: `required`, `additionalProperties`, `pattern` … */
  readonly keyword: string;
  /** The name that is missing, unknown or misspelled, where there is one; the allowed names or values beside it. */
  readonly name?: string;
  readonly allowed?: readonly string[];
}

export type Validator = (value: unknown) => readonly Violation[];

/** The format `decimal`: a number as text, without exponent. Of a number itself it asks nothing. */
const DECIMAL_TEXT = /^-?\d+(\.\d+)?$/;

const OPTIONS = {
  strict: true,
  strictRequired: false,
  strictTypes: false,
  formats: { decimal: DECIMAL_TEXT },
} as const;

/**
 * Compiles JSON Schemas (2020-12) that refer to one another by `$id`. Compiling is lazy: a schema costs when first used.
 * Most values are valid, and a validator that stops at the first mistake and keeps no account of it compiles in half the
 * time and takes up to a fifth less; only what it refuses is looked through by one that finds all mistakes.
 */
export class SchemaRegistry {
  readonly #quick = addFormats.default(new Ajv2020({ ...OPTIONS, allErrors: false, verbose: false }));
  readonly #schemas: Readonly<Record<string, unknown>>[] = [];
  readonly #validators = new Map<string, Validator>();
  #whole: Ajv2020 | undefined;

  /** `proven`: it ships with Pipewright, whose tests hold it against the meta-schema; doing that again took a fifth of a check. */
  add(schema: Readonly<Record<string, unknown>>, proven = false): void {
    this.#quick.addSchema(schema, undefined, undefined, !proven);
    this.#schemas.push(schema);
    this.#whole?.addSchema(schema, undefined, undefined, false);
  }

  /** The validator of a schema that may be new here. */
  validatorOf(schema: Readonly<Record<string, unknown>>): Validator {
    const id = String(schema.$id);
    if (this.#quick.getSchema(id) === undefined) this.add(schema);
    return this.validator(id);
  }

  /** The validator of a schema by its `$id`. Throws when there is none. */
  validator(id: string): Validator {
    const known = this.#validators.get(id);
    if (known !== undefined) return known;
    const isValid = this.#quick.getSchema(id);
    if (isValid === undefined) throw new Error(`no schema with $id ${id}`);
    const validate: Validator = (value) => (isValid(value) === true ? VALID : this.#violations(id, value));
    this.#validators.set(id, validate);
    return validate;
  }

  #violations(id: string, value: unknown): readonly Violation[] {
    const findAll = this.#findingAll().getSchema(id) as ValidateFunction;
    if (findAll(value)) throw new Error(`two validators of ${id} disagree`);
    return violationsOf(findAll.errors ?? []);
  }

  #findingAll(): Ajv2020 {
    if (this.#whole === undefined) {
      this.#whole = addFormats.default(new Ajv2020({ ...OPTIONS, allErrors: true, verbose: true }));
      for (const schema of this.#schemas) this.#whole.addSchema(schema, undefined, undefined, false);
    }
    return this.#whole;
  }
}

const VALID: readonly Violation[] = Object.freeze([]);

function violationsOf(all: readonly ErrorObject[]): Violation[] {
  const telling = all.filter((error) => !isAboutNull(error));
  const errors = telling.length > 0 ? telling : all;
  // A failed branch of oneOf reports every branch; the deepest errors are about the branch that was meant.
  const branching = errors.filter((error) => error.keyword === 'oneOf' || error.keyword === 'anyOf');
  const shown = errors.filter((error) => {
    if (error.keyword === 'if' || error.keyword === 'allOf') return false;
    const branch = branching.find(
      (other) =>
        other !== error && error.instancePath.startsWith(other.instancePath) && error.schemaPath !== other.schemaPath,
    );
    if (branching.includes(error)) {
      return !errors.some(
        (other) =>
          other.instancePath.length > error.instancePath.length && other.instancePath.startsWith(error.instancePath),
      );
    }
    return branch === undefined || error.instancePath.length > branch.instancePath.length;
  });
  const seen = new Set<string>();
  return (shown.length > 0 ? shown : errors).map(violationOf).filter((violation) => {
    const id = JSON.stringify(violation);
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

/** Of "this or null", only what is wrong with this is worth telling. */
function isAboutNull({ keyword, schema, schemaPath }: ErrorObject): boolean {
  if (keyword === 'anyOf')
    return Array.isArray(schema) && schema.length === 2 && schema.some(({ type }) => type === 'null');
  return keyword === 'type' && schema === 'null' && /\/anyOf\/\d+\/type$/.test(schemaPath);
}

function violationOf(error: ErrorObject): Violation {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const { keyword, params } = error;
  switch (keyword) {
    case 'required':
      return { path, keyword, name: params.missingProperty, message: `"${params.missingProperty}" is missing` };
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = params.additionalProperty ?? params.unevaluatedProperty;
      const allowed = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
      return { path: [...path, name], keyword, name, allowed, message: `"${name}" is not known here` };
    }
    case 'enum':
      return {
        path,
        keyword,
        allowed: params.allowedValues.map(String),
        message: `${shown(error.data)} is none of ${params.allowedValues.map((value: unknown) => JSON.stringify(value)).join(', ')}`,
      };
    case 'const':
      return {
        path,
        keyword,
        allowed: [String(params.allowedValue)],
        message: `must be ${JSON.stringify(params.allowedValue)}, not ${shown(error.data)}`,
      };
    case 'type':
      return {
        path,
        keyword,
        message: `must be ${Array.isArray(params.type) ? params.type.join(' or ') : params.type}, not ${shown(error.data)}`,
      };
    case 'pattern': {
      const described = (error.parentSchema as { description?: string }).description;
      return {
        path,
        keyword,
        message: `${shown(error.data)} does not have the required form${described === undefined ? ` ${params.pattern}` : `: ${described}`}`,
      };
    }
    case 'propertyNames':
      return {
        path: [...path, params.propertyName],
        keyword,
        name: params.propertyName,
        message: `the name "${params.propertyName}" is not allowed here`,
      };
    case 'oneOf':
      return { path, keyword, message: 'must be exactly one of the allowed forms' };
    default:
      return { path, keyword, message: `${error.message ?? keyword}, not ${shown(error.data)}` };
  }
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…"` : text;
}

/** `lines[0].quantity` */
export function pathText(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}
