import { mappingsOf, payloadSchemaFile, readSchemaFile } from '../compile/mapping-files.ts';
import type { LoadedProject } from '../load/load-project.ts';
import type { LayeredFile } from '../load/project-layers.ts';
import { SchemaTypes, type Signature } from '../types/mapping-types.ts';
import { optionTypes } from '../types/option-types.ts';
import { surroundingTypes } from '../types/surrounding-types.ts';
import { ANY, BOOLEAN, type Type } from '../types/type.ts';

const HOME = 'https://pipewright.dev/';

/** What the expressions of a project work on and must yield, read from its schemas when first asked for. */
export class Signatures {
  readonly #project: LoadedProject;
  readonly #schemas: SchemaTypes;
  readonly #byPath = new Map<string, unknown>();
  readonly #expressions = new Map<string, Signature>();
  #uses: ReadonlyMap<string, Kind> | undefined;

  constructor(project: LoadedProject) {
    this.#project = project;
    this.#schemas = new SchemaTypes((id) =>
      id.startsWith(HOME)
        ? (this.#json(project.layers.find(id.slice(HOME.length))) as Record<string, unknown> | undefined)
        : undefined,
    );
  }

  /** Of a mapping, modifier or rule by its path; of one that no pipe uses, by its name. */
  ofFile(path: string): Signature {
    this.#uses ??= usesOf(this.#project);
    return this.#of(this.#uses.get(path) ?? kindByName(path));
  }

  /** Of an expression that a pipe states for the documents that it reads: `where`, and a modifier. */
  ofExpression(kind: 'where' | 'modify', document: string): Signature {
    const key = `${kind} ${document}`;
    const known = this.#expressions.get(key) ?? this.#of({ verb: kind, system: '', document });
    this.#expressions.set(key, known);
    return known;
  }

  #of({ verb, system, document, read }: Kind): Signature {
    const canonical = this.#document(read ?? document);
    switch (verb) {
      case 'read':
        return {
          input: this.#native(system, document),
          validated: false,
          ...outputOf(canonical),
          variables: this.#variables(system),
        };
      case 'write':
      case 'cancel':
      case 'delete': {
        const payload = this.#type(payloadSchemaFile(this.#project, system, `${document}.${verb}`));
        return { input: canonical ?? ANY, validated: true, ...outputOf(payload), variables: this.#variables(system) };
      }
      case 'modify':
        return { input: canonical ?? ANY, validated: true, ...outputOf(canonical), variables: {} };
      case 'where':
        return { input: canonical ?? ANY, validated: true, output: BOOLEAN, variables: {} };
      default:
        return { input: canonical ?? ANY, validated: true, variables: {} };
    }
  }

  #variables(system: string): Readonly<Record<string, Type>> {
    const options = this.#project.connectors.get(system)?.value.options;
    return surroundingTypes(options === undefined ? ANY : optionTypes(options));
  }

  #native(system: string, document: string): Type {
    return this.#type(readSchemaFile(this.#project, system, `${document}.read`)) ?? ANY;
  }

  /** A write-back such as `order-reference` is made of the order itself. */
  #document(document: string): Type | undefined {
    const file = this.#project.layers.find(`schemas/documents/${document}.schema.json`);
    const whole = document.slice(0, Math.max(0, document.lastIndexOf('-')));
    return file !== undefined || whole === '' ? this.#type(file) : this.#document(whole);
  }

  #type(file: LayeredFile | undefined): Type | undefined {
    const schema = this.#json(file);
    return schema === undefined ? undefined : this.#schemas.typeOf(schema);
  }

  /** A schema that is no JSON is told by other checks. */
  #json(file: LayeredFile | undefined): unknown {
    if (file === undefined) return undefined;
    if (this.#byPath.has(file.path)) return this.#byPath.get(file.path);
    let value: unknown;
    try {
      value = JSON.parse(this.#project.layers.read(file));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    this.#byPath.set(file.path, value);
    return value;
  }
}

interface Kind {
  readonly verb: string;
  readonly system: string;
  /** What is written, or read. */
  readonly document: string;
  /** The document that it is made of, when that is another one. */
  readonly read?: string;
}

const outputOf = (type: Type | undefined): { output?: Type } => (type === undefined ? {} : { output: type });

/** What each file is for, by the pipes that name it. One that serves two ends is told by its name. */
function usesOf(project: LoadedProject): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (const { value } of project.pipes.values()) {
    for (const { path, capability, connection, role } of mappingsOf(value, project)) {
      const dot = capability.lastIndexOf('.');
      const kind: Kind =
        role === 'modify' || role === 'rule'
          ? { verb: role, system: '', document: value.from.read }
          : {
              verb: writtenAs(capability.slice(dot + 1)),
              system: project.connections.get(connection)?.connector ?? '',
              document: capability.slice(0, dot),
              ...(role === 'then' ? { read: value.from.read } : {}),
            };
      const known = kinds.get(path);
      const same =
        known === undefined ||
        (known.verb === kind.verb && known.system === kind.system && known.document === kind.document);
      kinds.set(
        path,
        same
          ? kind
          : { ...kindByName(path), ...(role === 'modify' || role === 'rule' ? { verb: role, document: '' } : {}) },
      );
    }
  }
  return kinds;
}

/** What is revised is mapped as it was written. */
const writtenAs = (verb: string): string => (verb === 'revise' ? 'write' : verb);

const VERBS: Readonly<Record<string, string>> = { from: 'read', to: 'write', cancel: 'cancel', delete: 'delete' };

function kindByName(path: string): Kind {
  const [, system = '', document = '', verb = ''] =
    /^mappings\/([^/]+)\/([a-z0-9-]+)\.(from|to|cancel|delete)\.jsonata$/.exec(path) ?? [];
  return { system, document, verb: VERBS[verb] ?? '' };
}
