import type { LoadedProject } from '../load/load-project.ts';
import type { LayeredFile } from '../load/project-layers.ts';
import { compileExpression } from '../map/expression.ts';
import { translatorOf } from '../map/lookup-table.ts';
import { compileMapping, type Mapping } from '../map/mapping.ts';
import type { PipeFile, PipeGuard } from '../model/config.generated.ts';
import type { DeliveryPart } from '../model/delivery.ts';
import type { DocumentKind } from '../model/document.ts';
import { durationMs } from '../model/duration.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { connectionName, type PipeName, pipeName } from '../model/names.ts';
import { shapeOf } from '../validate/record-shape.ts';
import { BUILT_IN_RULES } from '../validate/rules/built-in-rules.ts';
import type { Rule } from '../validate/rules/rule.ts';
import type { Validator } from '../validate/schema-registry.ts';
import { type MappingUse, mappingsOf, payloadSchemaFile, readSchemaFile, targetVerb } from './mapping-files.ts';
import type { GuardPlan, PipePlan, SourcePlan, WritePlan } from './pipe-plan.ts';

const DOCUMENTS = 'https://pipewright.dev/schemas/documents';
const NOT_CHECKED: Validator = () => [];

/** Compiles mappings and schemas of systems once, however many pipes use them. */
export class MappingStore {
  readonly #project: Pick<LoadedProject, 'layers' | 'schemas'>;
  readonly #compiled = new Map<string, Mapping>();
  readonly #validators = new Map<string, Validator>();

  constructor(project: Pick<LoadedProject, 'layers' | 'schemas'>) {
    this.#project = project;
  }

  /** Throws PROJECT_INVALID when the file is missing, an ExpressionError when it does not compile. */
  get(path: string): Mapping {
    const known = this.#compiled.get(path);
    if (known !== undefined) return known;
    const file = this.#project.layers.find(path);
    if (file === undefined)
      throw new IntegrationError('PROJECT_INVALID', `there is no mapping ${path}`, { file: path });
    const mapping = compileMapping(path, this.#project.layers.read(file));
    this.#compiled.set(path, mapping);
    return mapping;
  }

  /** Judges by a schema of a file as `of` makes it of what stands there. */
  validator(file: LayeredFile, of: SchemaUse): Validator {
    const key = `${of} ${file.path}`;
    const known = this.#validators.get(key);
    if (known !== undefined) return known;
    // Compiled with the first record: that takes up to 100 ms, which no command that reads nothing should pay.
    let compiled: Validator | undefined;
    const validate: Validator = (value) => {
      compiled ??= this.#project.schemas.validatorOf(USES[of](this.#schema(file)));
      return compiled(value);
    };
    this.#validators.set(key, validate);
    return validate;
  }

  #schema(file: LayeredFile): Schema {
    return JSON.parse(this.#project.layers.read(file)) as Schema;
  }
}

type Schema = Readonly<Record<string, unknown>>;
type SchemaUse = keyof typeof USES;

/** `whole`: as it is written; `shape`: what of it must hold at run time. */
const USES = { whole: (schema: Schema): Schema => schema, shape: shapeOf };

/** Turns a checked pipe file into a frozen plan. Everything that can be wrong in it was told by `check` before. */
export function compilePipe(pipe: PipeFile, project: LoadedProject, mappings: MappingStore): PipePlan {
  const uses = mappingsOf(pipe, project);
  const use = (role: MappingUse['role'], index = 0): MappingUse => {
    const found = uses.filter((each) => each.role === role)[index];
    if (found === undefined)
      throw new IntegrationError('PROJECT_INVALID', `${pipe.pipe} has no ${role} ${index}`, { pipe: pipe.pipe });
    return found;
  };
  const write = (part: DeliveryPart, { path, capability, connection }: MappingUse): WritePlan => ({
    part,
    connection: connectionName(connection),
    document: capability.slice(0, capability.lastIndexOf('.')),
    capability,
    mapping: mappings.get(path),
    validatePayload: payloadValidator(project, mappings, connection, capability),
    translate: translatorOf(project.lookups, pipe.from.connection, connection),
  });
  const plan: PipePlan = {
    name: pipeName(pipe.pipe),
    summary: pipe.summary,
    source: compileSource(pipe, project, mappings, use),
    modify: pipe.modify.map((modifier, index) =>
      modifier.endsWith('.jsonata')
        ? mappings.get(modifier)
        : compileMapping(`pipes/${pipe.pipe}.yaml modify[${index}]`, modifier),
    ),
    rules: pipe.rules.map((rule) => compileRule(rule, pipe, mappings)),
    guard: pipe.guard === undefined ? undefined : compileGuard(pipe.guard),
    needs: pipe.needs.map((need, index) => write(`needs/${need}`, use('need', index))),
    target: write('to', use('to')),
    writeBacks: pipe.then.map((_, index) => write(`then/${index}`, use('then', index))),
    retry: {
      attempts: pipe.deliver.retry.attempts,
      firstDelayMs: durationMs(pipe.deliver.retry.first),
      longestDelayMs: durationMs(pipe.deliver.retry.longest),
    },
    concurrency: pipe.deliver.concurrency,
    everyMs: durationMs(pipe.when.every),
    againMs: pipe.to.again === undefined ? undefined : durationMs(pipe.to.again),
    leavesEditsTo: followerOf(pipe, project),
    cancelledBy: pipesWhere(project, (other) => takesBack(other, pipe))[0],
    takesBackFrom: pipesWhere(project, (other) => takesBack(pipe, other)),
  };
  return Object.freeze(plan);
}

function followerOf({ pipe }: PipeFile, project: LoadedProject): PipeName | undefined {
  return pipesWhere(project, ({ from }) => from.after === pipe)[0];
}

/** Whether one pipe cancels or deletes on the target what the other writes there, of the same records. */
function takesBack({ from, to }: PipeFile, other: PipeFile): boolean {
  const taken = to.cancel ?? to.delete;
  return (
    taken !== undefined &&
    taken === other.to.write &&
    to.connection === other.to.connection &&
    from.connection === other.from.connection &&
    from.read === other.from.read
  );
}

const pipesWhere = ({ pipes }: LoadedProject, isWanted: (pipe: PipeFile) => boolean): readonly PipeName[] =>
  [...pipes.values()].flatMap(({ value }) => (isWanted(value) ? [pipeName(value.pipe)] : []));

function compileSource(
  pipe: PipeFile,
  project: LoadedProject,
  mappings: MappingStore,
  use: (role: MappingUse['role'], index?: number) => MappingUse,
): SourcePlan {
  const { from } = pipe;
  return {
    connection: connectionName(from.connection),
    document: from.read as DocumentKind,
    event: pipe.when.event,
    mapping: mappings.get(use('from').path),
    judgeShape: shapeValidator(project, mappings, from.connection, `${from.read}.read`),
    validate: documentValidator(project, from.read),
    sinceMs:
      from.since === undefined
        ? undefined
        : Date.parse(from.since.length === 10 ? `${from.since}T00:00:00Z` : from.since),
    where: from.where === undefined ? undefined : compileExpression(from.where),
    withdrawn: from.withdrawn,
    absent: from.absent === undefined ? undefined : compileExpression(from.absent),
    after: from.after === undefined ? undefined : pipeName(from.after),
    related: from.with.map((document, index) => ({
      document,
      mapping: mappings.get(use('related', index).path),
      judgeShape: shapeValidator(project, mappings, from.connection, `${document}.read`),
      validate: documentValidator(project, document),
    })),
  };
}

const compileGuard = ({ when, share, least }: PipeGuard): GuardPlan => ({
  when: compileExpression(when),
  share: Number.parseInt(share, 10) / 100,
  least,
});

function compileRule(rule: string, pipe: PipeFile, mappings: MappingStore): Rule {
  const builtIn = BUILT_IN_RULES[rule];
  if (builtIn !== undefined) return builtIn.make({ tolerance: pipe.tolerance });
  const { expression } = mappings.get(rule);
  return {
    name: rule,
    judge: (document) => {
      const wrong = expression.evaluate(document);
      return wrong === undefined ? [] : (Array.isArray(wrong) ? wrong : [wrong]).map(String);
    },
  };
}

function documentValidator(project: LoadedProject, document: string): Validator {
  return project.schemas.validator(`${DOCUMENTS}/${document}.schema.json`);
}

function payloadValidator(
  project: LoadedProject,
  mappings: MappingStore,
  connection: string,
  capability: string,
): Validator {
  const file = payloadSchemaFile(project, systemOf(project, connection), capability);
  return file === undefined ? NOT_CHECKED : mappings.validator(file, 'whole');
}

function shapeValidator(
  project: LoadedProject,
  mappings: MappingStore,
  connection: string,
  capability: string,
): Validator {
  const file = readSchemaFile(project, systemOf(project, connection), capability);
  return file === undefined ? NOT_CHECKED : mappings.validator(file, 'shape');
}

const systemOf = (project: LoadedProject, connection: string): string =>
  project.connections.get(connection)?.connector ?? '';

export { targetVerb };
