import type { LoadedProject } from '../load/load-project.ts';
import type { LayeredFile } from '../load/project-layers.ts';
import type { ConnectorFile, PipeFile, PipeTarget } from '../model/config.generated.ts';

/** What a pipe does on its target: `write`, `revise`, `cancel` or `delete`, and of what. */
export function targetVerb(to: PipeTarget): {
  readonly verb: 'write' | 'revise' | 'cancel' | 'delete';
  readonly document: string;
} {
  if (to.write !== undefined) return { verb: 'write', document: to.write };
  if (to.revise !== undefined) return { verb: 'revise', document: to.revise };
  if (to.cancel !== undefined) return { verb: 'cancel', document: to.cancel };
  return { verb: 'delete', document: to.delete ?? '' };
}

type Action = 'read' | 'write' | 'revise' | 'cancel' | 'delete';

/**
 * Where a mapping is expected: `mappings/<system>/<document>.from.jsonata`, `.to.`, `.cancel.`, `.delete.`. What is revised
 * is mapped as it was written: two mappings would one day disagree by a cent.
 */
export function mappingPath(system: string, document: string, verb: Action): string {
  const suffix = { read: 'from', write: 'to', revise: 'to', cancel: 'cancel', delete: 'delete' }[verb];
  return `mappings/${system}/${document}.${suffix}.jsonata`;
}

/** One use of a mapping file by a pipe, with the place in the pipe that calls for it. */
export interface MappingUse {
  readonly path: string;
  /** `order.read`, `customer.write` … */
  readonly capability: string;
  readonly connection: string;
  readonly role: 'from' | 'related' | 'to' | 'then' | 'need' | 'modify' | 'rule';
  /** Where in the pipe file it is called for. */
  readonly at: readonly (string | number)[];
}

/** Every mapping, modifier and rule file that a pipe uses, whether it exists or not. */
export function mappingsOf(pipe: PipeFile, project: LoadedProject): MappingUse[] {
  const { from, to } = pipe;
  const expected = (connection: string, document: string, action: Action) => {
    const system = project.connections.get(connection)?.connector ?? '';
    return mappingPath(lenderOf(project, system, `${document}.${action}`), document, action);
  };
  const { verb, document } = targetVerb(to);
  const uses: MappingUse[] = [
    {
      path: from.mapping ?? expected(from.connection, from.read, 'read'),
      capability: `${from.read}.read`,
      connection: from.connection,
      role: 'from',
      at: ['from', from.mapping === undefined ? 'read' : 'mapping'],
    },
    {
      path: to.mapping ?? expected(to.connection, document, verb),
      capability: `${document}.${verb}`,
      connection: to.connection,
      role: 'to',
      at: ['to', to.mapping === undefined ? verb : 'mapping'],
    },
  ];
  for (const [index, related] of from.with.entries()) {
    uses.push({
      path: expected(from.connection, related, 'read'),
      capability: `${related}.read`,
      connection: from.connection,
      role: 'related',
      at: ['from', 'with', index],
    });
  }
  for (const [index, need] of pipe.needs.entries()) {
    uses.push({
      path: expected(to.connection, need, 'write'),
      capability: `${need}.write`,
      connection: to.connection,
      role: 'need',
      at: ['needs', index],
    });
  }
  for (const [index, back] of pipe.then.entries()) {
    uses.push({
      path: back.mapping ?? expected(back.connection, back.write, 'write'),
      capability: `${back.write}.write`,
      connection: back.connection,
      role: 'then',
      at: ['then', index, back.mapping === undefined ? 'write' : 'mapping'],
    });
  }
  for (const [index, modifier] of pipe.modify.entries()) {
    if (modifier.endsWith('.jsonata'))
      uses.push({ path: modifier, capability: '', connection: '', role: 'modify', at: ['modify', index] });
  }
  for (const [index, rule] of pipe.rules.entries()) {
    if (rule.endsWith('.jsonata'))
      uses.push({ path: rule, capability: '', connection: '', role: 'rule', at: ['rules', index] });
  }
  return uses;
}

/** The payload schema that a connector names for a write, as a file, if it does. */
export function payloadSchemaFile(project: LoadedProject, system: string, capability: string): LayeredFile | undefined {
  return namedSchemaFile(project, system, capability, 'payload_schema');
}

/** The schema of native records that a connector names for a read, as a file, if it does. */
export function readSchemaFile(project: LoadedProject, system: string, capability: string): LayeredFile | undefined {
  return namedSchemaFile(project, system, capability, 'read_schema');
}

/** What a capability says of the shape of its records, whichever kind of capability it is. */
type StatesShape = { readonly payload_schema?: string; readonly read_schema?: string; readonly like?: string };

const stated = (project: Pick<LoadedProject, 'connectors'>, system: string, capability: string) =>
  project.connectors.get(system)?.value.capabilities[capability] as StatesShape | undefined;

/** The system in whose folders mapping and schema of a capability stand: its own, or the one that it is `like`. */
export const lenderOf = (project: Pick<LoadedProject, 'connectors'>, system: string, capability: string): string =>
  stated(project, system, capability)?.like ?? system;

function namedSchemaFile(
  project: LoadedProject,
  system: string,
  capability: string,
  field: 'payload_schema' | 'read_schema',
): LayeredFile | undefined {
  const name = stated(project, system, capability)?.[field];
  return name === undefined
    ? undefined
    : project.layers.find(`connectors/${lenderOf(project, system, capability)}/${name}`);
}

/** The other systems whose mappings and schemas a connector uses. */
export const lendersOf = ({ capabilities }: Pick<ConnectorFile, 'capabilities'>): readonly string[] => [
  ...new Set(Object.values(capabilities).flatMap((capability) => (capability as StatesShape).like ?? [])),
];
