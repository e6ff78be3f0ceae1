import type { PipeFile } from '../model/config.generated.ts';
import type { Loaded } from './load-project.ts';

/**
 * The pipes, each that comes `after` another one with what that one says of the record: what is read with it, left out,
 * modified, required and needed, and by which mappings. An edit that were made into a payload otherwise than the record was
 * would undo what the pipe before has put into it.
 */
export function followingPipes(pipes: ReadonlyMap<string, Loaded<PipeFile>>): Map<string, Loaded<PipeFile>> {
  return new Map(
    [...pipes].map(([name, loaded]) => {
      const { after } = loaded.value.from;
      const before = after === undefined ? undefined : pipes.get(after)?.value;
      return [name, before === undefined ? loaded : { ...loaded, value: following(loaded.value, before) }];
    }),
  );
}

function following(pipe: PipeFile, before: PipeFile): PipeFile {
  const { with: related, where, mapping: from } = before.from;
  const mapping = pipe.to.mapping ?? before.to.mapping;
  return {
    ...pipe,
    from: {
      ...pipe.from,
      with: related,
      ...(where === undefined ? {} : { where }),
      ...(from === undefined ? {} : { mapping: from }),
    },
    to: { ...pipe.to, ...(mapping === undefined ? {} : { mapping }) },
    needs: before.needs,
    modify: before.modify,
    rules: before.rules,
    tolerance: before.tolerance,
  };
}
