import { mappingsOf } from '../compile/mapping-files.ts';
import type { LoadedProject } from '../load/load-project.ts';
import type { PipeFile } from '../model/config.generated.ts';

export interface PipeChoice {
  readonly name: string;
  readonly summary: string;
  /** What one of the systems lacks for it; empty when the pipe works. */
  readonly lacks: readonly string[];
}

/** Which pipes of a library work with its connections: every capability is there, and every mapping. */
export function pipeChoices(library: LoadedProject): PipeChoice[] {
  return [...library.pipes.values()].map(({ value }) => ({
    name: value.pipe,
    summary: value.summary,
    lacks: lacksOf(value, library),
  }));
}

function lacksOf(pipe: PipeFile, library: LoadedProject): string[] {
  const lacks = mappingsOf(pipe, library).flatMap(({ capability, connection, path }) => {
    const connector = library.connectors.get(library.connections.get(connection)?.connector ?? '')?.value;
    if (connector === undefined) return [`there is no connection "${connection}"`];
    if (capability !== '' && connector.capabilities[capability] === undefined)
      return [`${connector.title} has no ${capability}`];
    return library.layers.find(path) === undefined ? [`there is no ${path}`] : [];
  });
  return [...new Set(lacks)];
}
