import { compileConnector } from '../../connector/compile-connector.ts';
import type { LoadedProject } from '../../load/load-project.ts';
import { contentHash } from '../../model/content-hash.ts';
import { recordsIn } from '../cassettes/body-findings.ts';
import { CASSETTE_FOLDER } from '../cassettes/cassette-path.ts';
import { readsBehind } from '../cassettes/operation-of.ts';
import { forPartner } from '../cassettes/partners.ts';
import { readCassette } from '../cassettes/read-cassette.ts';
import type { RecordedRecord } from './recorded-record.ts';

/** The records that a pipe’s source answers in the cassettes of its system, each version once. */
export async function cassetteRecords(project: LoadedProject, pipe: string): Promise<RecordedRecord[]> {
  const from = project.pipes.get(pipe)?.value.from;
  const system = project.connections.get(from?.connection ?? '')?.connector ?? '';
  const connector = project.connectors.get(system)?.value;
  if (from === undefined || connector === undefined) return [];
  const { connector: compiled } = compileConnector(connector);
  const found = new Map<string, RecordedRecord>();
  for (const file of project.layers.list(`${CASSETTE_FOLDER}/${system}/*.yaml`, 'project')) {
    const { cassette } = readCassette(file.path, project.layers.read(file), project.schemas);
    // One that cannot be read is told by `check`.
    const partner = cassette?.partners[0];
    if (cassette === undefined || partner === undefined) continue;
    for (const exchange of forPartner(cassette.exchanges, partner)) {
      if (exchange.response?.json === undefined) continue;
      for (const behind of readsBehind(exchange, connector, compiled)) {
        if (behind.capability !== `${from.read}.read`) continue;
        for (const record of recordsIn(exchange.response.json, behind, compiled)) {
          const text = JSON.stringify(record);
          found.set(contentHash(text), { pipe, key: undefined, label: labelOf(record), record: text, from: file.path });
        }
      }
    }
  }
  return [...found.values()];
}

function labelOf(record: unknown): string {
  if (typeof record !== 'object' || record === null) return '';
  const { number, name, id } = record as Record<string, unknown>;
  return String(number ?? name ?? id ?? '');
}
