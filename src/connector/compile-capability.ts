import type {
  Capability,
  ConnectorFile,
  CursorRule,
  FindCapability,
  ReadCapability,
  WriteCapability,
  WriteStep,
} from '../model/config.generated.ts';
import { durationMs } from '../model/duration.ts';
import type {
  CompiledCursor,
  CompiledFind,
  CompiledJoin,
  CompiledOperation,
  CompiledRead,
  CompiledStep,
  CompiledWrite,
} from './compiled-connector.ts';
import { compileRevision } from './revision/compile-revision.ts';
import type { JsonPath, SourceCompiler } from './source-compiler.ts';

/** An operation by its name; an unknown one is a problem at `path`. */
export type OperationNamed = (name: string, path: JsonPath) => CompiledOperation;

export interface CompiledCapabilities {
  readonly reads: Map<string, CompiledRead>;
  readonly finds: Map<string, CompiledFind>;
  readonly writes: Map<string, CompiledWrite>;
}

/** The capabilities by kind. Finds come first, because writes name them. */
export function compileCapabilities(
  file: ConnectorFile,
  operationNamed: OperationNamed,
  compiler: SourceCompiler,
): CompiledCapabilities {
  const reads = new Map<string, CompiledRead>();
  const finds = new Map<string, CompiledFind>();
  const writes = new Map<string, CompiledWrite>();
  const written = Object.entries(file.capabilities);
  const listNames = new Set(Object.keys(file.references));
  for (const [name, capability] of written) {
    const at = (...rest: JsonPath): JsonPath => ['capabilities', name, ...rest];
    checkVerb(name, capability, compiler);
    if ('read' in capability) reads.set(name, compileRead(capability, at, listNames, operationNamed, compiler));
    if ('find' in capability && 'same' in capability) {
      finds.set(name, compileFind(name, capability, at, listNames, operationNamed, compiler));
    }
  }
  for (const [name, capability] of written) {
    if (!('idempotency' in capability)) continue;
    const at = (...rest: JsonPath): JsonPath => ['capabilities', name, ...rest];
    for (const [index, list] of capability.references.entries()) {
      if (!Object.hasOwn(file.references, list)) {
        compiler.problem(at('references', index), `there is no reference list "${list}"`);
      }
    }
    writes.set(name, compileWrite(name, capability, at, { reads, finds }, operationNamed, compiler));
  }
  return { reads, finds, writes };
}

type At = (...rest: JsonPath) => JsonPath;

function checkVerb(name: string, capability: Capability, compiler: SourceCompiler): void {
  const verb = name.slice(name.indexOf('.') + 1);
  const written = 'read' in capability ? 'read' : 'same' in capability ? 'find' : 'write';
  const wanted = verb === 'read' || verb === 'find' ? verb : 'write';
  if (written !== wanted) {
    compiler.problem(['capabilities', name], `"${name}" is written as a ${written} and named as a ${verb}`);
  }
}

function compileRead(
  written: ReadCapability,
  at: At,
  listNames: ReadonlySet<string>,
  operationNamed: OperationNamed,
  compiler: SourceCompiler,
): CompiledRead {
  const list = operationNamed(written.read, at('read'));
  const cursor = compileCursor(written.cursor, at, compiler);
  const { paging } = list;
  if (
    paging !== undefined &&
    'window' in paging &&
    paging.window &&
    !(cursor.kind === 'timestamp' && cursor.ascending)
  ) {
    compiler.problem(
      at('cursor'),
      `"${list.name}" pages by window, which needs a timestamp cursor with \`ascending: true\``,
    );
  }
  if (written.also.length > 0 && cursor.kind === 'timestamp' && cursor.ascending) {
    compiler.problem(
      at('cursor'),
      'several lists are not in order of change time together: `ascending` has to be false',
    );
  }
  if (written.split !== undefined && written.one !== undefined)
    compiler.problem(at('one'), 'a key of one record cannot be read where an answer holds several (`split`)');
  return Object.freeze<CompiledRead>({
    list,
    also: written.also.map((name, index) => operationNamed(name, at('also', index))),
    ...(written.each === undefined ? {} : { each: operationNamed(written.each, at('each')) }),
    ...(written.one === undefined ? {} : { one: operationNamed(written.one, at('one')) }),
    key: compiler.expression(at('key'), written.key),
    ...compiler.maybe('label', at('label'), written.label),
    join: compileJoins(written.join, at, listNames, operationNamed, compiler),
    ...compiler.maybe('split', at('split'), written.split),
    cursor,
  });
}

function compileJoins(
  written: ReadCapability['join'],
  at: At,
  listNames: ReadonlySet<string>,
  operationNamed: OperationNamed,
  compiler: SourceCompiler,
): readonly CompiledJoin[] {
  return written.map(({ field, list: name, read, key }, index) => {
    if (name !== undefined && !listNames.has(name))
      compiler.problem(at('join', index, 'list'), `there is no reference list "${name}"`);
    return {
      field,
      ...(name === undefined ? {} : { list: name }),
      ...(read === undefined ? {} : { read: operationNamed(read, at('join', index, 'read')) }),
      key: compiler.expression(at('join', index, 'key'), key),
    };
  });
}

function compileCursor(written: CursorRule, at: At, compiler: SourceCompiler): CompiledCursor {
  switch (written.kind) {
    case 'timestamp':
      checkZone(written.zone, at, compiler);
      return {
        kind: written.kind,
        field: compiler.expression(at('cursor', 'field'), written.field),
        zone: written.zone,
        overlapMs: durationMs(written.overlap),
        writeAs: written.write_as,
        ascending: written.ascending,
      };
    case 'sequence':
      return {
        kind: written.kind,
        field: compiler.expression(at('cursor', 'field'), written.field),
        overlapNumbers: written.overlap_numbers,
      };
    case 'scan':
      checkZone(written.zone, at, compiler);
      return {
        kind: written.kind,
        zone: written.zone,
        ...compiler.maybe('field', at('cursor', 'field'), written.field),
      };
  }
}

function checkZone(zone: string, at: At, compiler: SourceCompiler): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    compiler.problem(at('cursor', 'zone'), `"${zone}" is not a time zone; write an IANA name such as Europe/Rome`);
  }
}

function compileFind(
  name: string,
  written: FindCapability,
  at: At,
  listNames: ReadonlySet<string>,
  operationNamed: OperationNamed,
  compiler: SourceCompiler,
): CompiledFind {
  return Object.freeze<CompiledFind>({
    name,
    operations: written.find.map((operation, index) => operationNamed(operation, at('find', index))),
    join: compileJoins(written.join, at, listNames, operationNamed, compiler),
    same: compiler.expression(at('same'), written.same),
    id: compiler.expression(at('id'), written.id),
    ...compiler.maybe('number', at('number'), written.number),
    ...compiler.maybe('keep', at('keep'), written.keep),
  });
}

function compileWrite(
  name: string,
  written: WriteCapability,
  at: At,
  { reads, finds }: Pick<CompiledCapabilities, 'reads' | 'finds'>,
  operationNamed: OperationNamed,
  compiler: SourceCompiler,
): CompiledWrite {
  const find = written.find === undefined ? undefined : finds.get(written.find);
  if (written.find !== undefined && find === undefined) {
    compiler.problem(at('find'), `there is no find capability "${written.find}"`);
  }
  const { strategy } = written.idempotency;
  if (find === undefined && (strategy === 'find-first' || strategy === 'unique-key')) {
    compiler.problem(
      at('idempotency', 'strategy'),
      `"${strategy}" needs \`find\`: how a record that is there is found`,
    );
  }
  if (written.create !== undefined && written.result === undefined) {
    compiler.problem(at('result'), '`create` needs `result`: where the id of the new record stands');
  }
  if (written.create === undefined && written.update === undefined) {
    compiler.problem(at(), 'a write needs `create`, `update` or both');
  }
  if (name.endsWith('.revise') !== (written.revise !== undefined)) {
    compiler.problem(
      at(),
      'a capability that revises is called so and says `revise`: how it is seen what is to be changed',
    );
  }
  if (written.revise !== undefined && (written.create !== undefined || written.update === undefined)) {
    compiler.problem(at('revise'), 'what is revised stands already: it has `update` steps and no `create`');
  }
  const steps = (kind: 'create' | 'update') =>
    compileSteps(written[kind] ?? [], (...rest) => at(kind, ...rest), operationNamed, compiler);
  return Object.freeze<CompiledWrite>({
    capability: Object.freeze({
      name,
      strategy,
      canFind: find !== undefined,
      canCreate: written.create !== undefined,
      canUpdate: written.update !== undefined,
      revises: written.revise !== undefined,
      createSteps: Object.freeze(recordSteps(written)),
      repeatableUpdate:
        (written.update ?? []).length > 0 && (written.update ?? []).every((step) => step.repeat === 'safe'),
      whenAbsent: written.absent,
      references: written.references,
    }),
    ...(find === undefined ? {} : { find }),
    create: steps('create'),
    update: steps('update'),
    ...(written.revise === undefined
      ? {}
      : {
          revision: compileRevision(
            written.revise,
            (...rest) => at('revise', ...rest),
            reads,
            operationNamed,
            compiler,
          ),
        }),
    ...(written.result === undefined
      ? {}
      : {
          result: {
            id: compiler.expression(at('result', 'id'), written.result.id),
            ...compiler.maybe('number', at('result', 'number'), written.result.number),
          },
        }),
  });
}

/** From the step that `result.id` names, which makes the record; from the first one where it names none. */
function recordSteps({ create = [], result }: Pick<WriteCapability, 'create' | 'result'>): string[] {
  const names = create.map(({ name }) => name);
  const maker = names.findIndex((name) => result?.id === name || result?.id.startsWith(`${name}.`) === true);
  return names.slice(Math.max(0, maker));
}

function compileSteps(
  written: readonly WriteStep[],
  at: At,
  operationNamed: OperationNamed,
  compiler: SourceCompiler,
): readonly CompiledStep[] {
  const names = new Set<string>();
  return written.map((step, index) => {
    if (names.has(step.name)) compiler.problem(at(index, 'name'), `two steps are called "${step.name}"`);
    names.add(step.name);
    return Object.freeze<CompiledStep>({
      name: step.name,
      operation: operationNamed(step.operation, at(index, 'operation')),
      ...compiler.maybe('when', at(index, 'when'), step.when),
      ...compiler.maybe('forEach', at(index, 'for_each'), step.for_each),
      repeatIsSafe: step.repeat === 'safe',
      ...compiler.maybe('keep', at(index, 'keep'), step.keep),
    });
  });
}
