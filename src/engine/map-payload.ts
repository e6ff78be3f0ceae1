import type { WritePlan } from '../compile/pipe-plan.ts';
import type { Connection } from '../model/connection.ts';
import { contentHash } from '../model/content-hash.ts';
import type { Document } from '../model/document.ts';
import { Hold } from '../model/hold.ts';
import { connectionOf, type Ports } from '../model/ports.ts';
import { pathText, type Violation } from '../validate/schema-registry.ts';
import { NOT_MADE_YET, type Resolved } from './resolve.ts';

export interface Mapped {
  readonly payload: unknown;
  /** Hash of what would be done with what. */
  readonly payloadHash: string;
}

/** The native payload, valid by the connector’s payload schema. A reference list that lacks a key is read anew once before the record is held. */
export async function mapPayload(
  plan: WritePlan,
  document: Document,
  resolved: Resolved,
  ports: Ports,
): Promise<Mapped> {
  const connection = connectionOf(ports, plan.connection);
  const lists = connection.capability(plan.capability)?.references ?? [];
  const payload = await mapOnce(plan, document, resolved, connection, lists, false, ports).catch((error: unknown) => {
    if (!(error instanceof Hold) || error.code !== 'reference-missing') throw error;
    return mapOnce(plan, document, resolved, connection, lists, true, ports);
  });
  const violations = judged(plan.validatePayload(payload), payload, resolved);
  if (violations.length > 0) {
    const shown = violations
      .slice(0, 5)
      .map(({ path, message }) => (path.length === 0 ? message : `${pathText(path)}: ${message}`));
    throw new Hold('payload-invalid', `${plan.connection} would refuse it: ${shown.join('; ')}`);
  }
  return { payload, payloadHash: contentHash(`${plan.capability} ${JSON.stringify(payload)}`) };
}

/** What a record that a plan only supposes has in the payload is no finding: its id is too long for one target, no number for another. */
function judged(violations: readonly Violation[], payload: unknown, { needs }: Resolved): readonly Violation[] {
  if (!Object.values(needs).includes(NOT_MADE_YET)) return violations;
  const supposed: readonly unknown[] = Object.values(NOT_MADE_YET);
  return violations.filter(({ path }) => !supposed.includes(valueAt(payload, path)));
}

function valueAt(payload: unknown, path: Violation['path']): unknown {
  let value = payload;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}

async function mapOnce(
  plan: WritePlan,
  document: Document,
  resolved: Resolved,
  connection: Connection,
  lists: readonly string[],
  fresh: boolean,
  ports: Ports,
): Promise<unknown> {
  const references = new Map<string, ReadonlyMap<string, unknown>>();
  for (const list of lists) references.set(list, await connection.reference(list, fresh, ports.signal));
  return plan.mapping.run(document, {
    options: connection.options,
    needs: resolved.needs,
    ...(resolved.linked === undefined ? {} : { target: resolved.linked }),
    translate: plan.translate,
    reference: (list, key) => {
      const entries = references.get(list);
      if (entries === undefined)
        throw new Hold(
          'reference-undeclared',
          `the mapping asks the list "${list}", which ${plan.capability} of the connector does not name in \`references\``,
        );
      if (entries.has(key)) return entries.get(key);
      throw new Hold('reference-missing', `${plan.connection} has no ${list} entry "${key}"`);
    },
  });
}
