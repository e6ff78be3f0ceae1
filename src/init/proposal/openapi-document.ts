import { IntegrationError } from '../../model/integration-error.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** An object of a parsed document; an empty one for everything else. */
export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** One call that an API document describes. */
export interface DescribedCall {
  readonly method: string;
  /** As the document writes it: `/orders/{id}`. */
  readonly path: string;
  readonly parameters: readonly Fields[];
  readonly body: Fields | undefined;
  /** Schema of the answer of success. */
  readonly answer: Fields | undefined;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/**
 * An OpenAPI 3 document. References within it are followed, also in circles; those to other files are not: nothing is
 * fetched, and a document in one file is what vendors publish. Throws USAGE for what is no OpenAPI 3.
 */
export class OpenApiDocument {
  readonly root: Fields;

  constructor(value: unknown, file: string) {
    this.root = fieldsOf(value);
    if (!/^3\./.test(textOf(this.root.openapi) ?? ''))
      throw new IntegrationError('USAGE', `${file} is no OpenAPI 3 document: it does not say \`openapi: 3.…\``, {});
  }

  /** What a reference stands for; the value itself when it is none. */
  resolve(value: unknown): Fields {
    let current = fieldsOf(value);
    for (let hops = 0; hops < 20; hops += 1) {
      const ref = textOf(current.$ref);
      if (ref === undefined) return current;
      if (!ref.startsWith('#/'))
        throw new IntegrationError(
          'USAGE',
          `the reference "${ref}" leads to another file: bundle the document into one`,
          {},
        );
      current = fieldsOf(this.#at(ref));
    }
    return {};
  }

  #at(pointer: string): unknown {
    return pointer
      .slice(2)
      .split('/')
      .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((value, part) => fieldsOf(value)[part], this.root);
  }

  calls(): DescribedCall[] {
    return Object.entries(fieldsOf(this.root.paths)).flatMap(([path, written]) => {
      const item = this.resolve(written);
      return METHODS.filter((method) => item[method] !== undefined).map((method) => this.#call(method, path, item));
    });
  }

  #call(method: (typeof METHODS)[number], path: string, item: Fields): DescribedCall {
    const operation = fieldsOf(item[method]);
    const parameters = [item.parameters, operation.parameters].flatMap((list) => (Array.isArray(list) ? list : []));
    const responses = fieldsOf(operation.responses);
    const success = Object.keys(responses).find((status) => /^2/.test(status));
    return {
      method: method.toUpperCase(),
      path,
      parameters: parameters.map((parameter) => this.resolve(parameter)),
      body: operation.requestBody === undefined ? undefined : this.#json(operation.requestBody),
      answer: success === undefined ? undefined : this.#json(responses[success]),
    };
  }

  #json(described: unknown): Fields | undefined {
    const content = fieldsOf(this.resolve(described).content);
    const type = Object.keys(content).find((name) => /[/+]json/.test(name));
    return type === undefined ? undefined : this.resolve(fieldsOf(content[type]).schema);
  }
}
