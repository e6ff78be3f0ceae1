import type { RevisionRule } from '../../model/config.generated.ts';
import type { OperationNamed } from '../compile-capability.ts';
import type { JsonPath, SourceCompiler } from '../source-compiler.ts';
import type { CompiledList, CompiledRevision } from './compiled-revision.ts';

/** The rule by which a record that stands is changed. */
export function compileRevision(
  { read, closed, has, says, lists, unseen, fixed }: RevisionRule,
  at: (...rest: JsonPath) => JsonPath,
  operationNamed: OperationNamed,
  compiler: SourceCompiler,
): CompiledRevision {
  const operation = operationNamed(read, at('read'));
  if (!operation.onlyReads) compiler.problem(at('read'), `"${read}" does not only read`);
  return Object.freeze<CompiledRevision>({
    read: operation,
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
