import { mappingsOf } from '../compile/mapping-files.ts';
import type { LoadedProject } from '../load/load-project.ts';

/** A member of `$options`, `$needs` or `$target`, or that variable itself. */
export interface HandedIn {
  readonly name: string;
  readonly says: string;
}

export const HANDED_IN: readonly HandedIn[] = [
  { name: 'options', says: 'Options of the connection whose native format is read or written.' },
  { name: 'needs', says: 'What the pipe’s `needs` were resolved to: `$needs.customer.id`, `$needs.customer.number`.' },
  { name: 'target', says: 'The record on the target that this document became before; nothing for a new one.' },
];

const REFERENCE: readonly HandedIn[] = [
  { name: 'id', says: 'The id in the target system.' },
  { name: 'number', says: 'The number in the target system, where it has one.' },
  { name: 'kept', says: 'What the write of it was told to keep.' },
];

/** What may follow `$options.`, `$needs.`, `$needs.customer.` or `$target.` in a mapping. */
export function membersHandedIn(
  project: LoadedProject | undefined,
  mapping: string,
  path: readonly string[],
): readonly HandedIn[] {
  const [variable, ...members] = path;
  if (variable === 'target' && members.length === 0) return REFERENCE;
  if (variable === 'needs' && members.length === 1) return REFERENCE;
  if (project === undefined || members.length > 0) return [];
  if (variable === 'needs') return needsOf(project, mapping);
  return variable === 'options' ? optionsOf(project, mapping) : [];
}

function needsOf(project: LoadedProject, mapping: string): HandedIn[] {
  const pipes = [...project.pipes.values()].filter(({ value }) =>
    mappingsOf(value, project).some(({ path }) => path === mapping),
  );
  const names = new Set(pipes.flatMap(({ value }) => value.needs));
  return [...names].map((name) => ({ name, says: `The ${name} on the target, resolved before the mapping runs.` }));
}

function optionsOf(project: LoadedProject, mapping: string): HandedIn[] {
  const uses = [...project.pipes.values()].flatMap(({ value }) => mappingsOf(value, project));
  const used = uses.filter(({ path }) => path === mapping).map(({ connection }) => project.connections.get(connection));
  const systems = new Set([mapping.split('/')[1], ...used.map((settings) => settings?.connector)]);
  const options = new Map<string, HandedIn>();
  for (const system of systems) {
    const declared = project.connectors.get(system ?? '')?.value.options ?? {};
    for (const [name, { description = '' }] of Object.entries(declared)) options.set(name, { name, says: description });
  }
  return [...options.values()];
}
