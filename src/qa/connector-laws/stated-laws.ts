import type { ConnectorFile } from '../../model/config.generated.ts';
import { CHECKLIST } from '../checklist/checklist-items.ts';
import { judged, type LawResult } from './connector-law.ts';

const SHORTEST_REASON = 30;
const SHORTEST_SOURCE = 7;

/** What a connector has to say of itself, beyond what its schema asks for. Nothing is asked of the system. */
export function statedLaws(connector: ConnectorFile): LawResult[] {
  const { connector: name, capabilities, operations, checklist, setup } = connector;
  const writes = Object.entries(capabilities).flatMap(([each, capability]) =>
    'idempotency' in capability ? [[each, capability.idempotency] as const] : [],
  );
  const items = new Set(CHECKLIST.map(({ id }) => id));
  const uses = new Set([...Object.keys(capabilities), 'everything', 'events']);
  return [
    judged(
      'every operation says where it is known from',
      name,
      Object.entries(operations)
        .filter(([, { evidence }]) => evidence.source.trim().length < SHORTEST_SOURCE)
        .map(([operation, { evidence }]) => `${operation}: "${evidence.source}" names no source`),
    ),
    judged(
      'every write says why a repeat of it is safe',
      name,
      writes
        .filter(([, { reason }]) => reason.trim().length < SHORTEST_REASON)
        .map(([write, { reason }]) => `${write}: "${reason}" is no reason`),
    ),
    judged(
      'the checklist names items that there are',
      name,
      Object.entries(checklist).flatMap(([document, paths]) =>
        Object.keys(paths)
          .filter((item) => !items.has(item.split('.')[0] ?? ''))
          .map((item) => `${document}: ${item} is no item of the checklist`),
      ),
    ),
    judged(
      'every read says what its records look like',
      name,
      Object.entries(capabilities)
        .filter(([, capability]) => 'read' in capability && capability.read_schema === undefined)
        .map(([read]) => `${read} has no read_schema: a field that the system renames would vanish without a word`),
    ),
    judged(
      'a permission is for something that the connector can do',
      name,
      setup.permissions.flatMap(({ name: permission, for: what }) =>
        what.filter((use) => !uses.has(use)).map((use) => `${permission}: there is no ${use}`),
      ),
    ),
  ];
}
