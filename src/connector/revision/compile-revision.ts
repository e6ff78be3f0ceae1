import type { RevisionRule } from '../../model/config.generated.ts';
import type { OperationNamed } from '../compile-capability.ts';
import type { CompiledRead } from '../compiled-connector.ts';
import type { JsonPath, SourceCompiler } from '../source-compiler.ts';
import type { CompiledList, CompiledRevision } from './compiled-revision.ts';

/** The rule by which a record that stands is changed. */
export function compileRevision(
  { read, closed, has, says, lists, unseen, fixed }: RevisionRule,
  at: (...rest: JsonPath) => JsonPath,
  reads: ReadonlyMap<string, CompiledRead>,
  operationNamed: OperationNamed,
  compiler: SourceCompiler,
): CompiledRevision {
  return Object.freeze<CompiledRevision>({
    read: read.endsWith('.read')
      ? { one: readNamed(read, at, reads, compiler) }
      : { operation: readerNamed(read, at, operationNamed, compiler) },
    ...compiler.maybe('closed', at('closed'), closed),
    has: compiler.expression(at('has'), has),
    ...compiler.maybe('says', at('says'), says),
    lists: new Map(
      Object.entries(lists).map(([name, { by, called }]): [string, CompiledList] => [
        name,
        { by, ...compiler.maybe('called', at('lists', name, 'called'), called) },
      ]),
    ),
    unseen: new Set(unseen),
    fixed: new Map(Object.entries(fixed)),
  });
}

function readerNamed(
  name: string,
  at: (...rest: JsonPath) => JsonPath,
  operationNamed: OperationNamed,
  compiler: SourceCompiler,
) {
  const operation = operationNamed(name, at('read'));
  if (!operation.onlyReads) compiler.problem(at('read'), `"${name}" does not only read`);
  return operation;
}

function readNamed(
  name: string,
  at: (...rest: JsonPath) => JsonPath,
  reads: ReadonlyMap<string, CompiledRead>,
  compiler: SourceCompiler,
): CompiledRead {
  const read = reads.get(name);
  if (read?.one === undefined)
    compiler.problem(at('read'), `there is no "${name}" that reads a single record (\`one\`)`);
  // What has a problem is never used: whoever compiles a connector looks for problems first.
  return read as CompiledRead;
}
