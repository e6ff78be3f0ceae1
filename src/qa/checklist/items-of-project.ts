import { targetVerb } from '../../compile/mapping-files.ts';
import type { LoadedProject } from '../../load/load-project.ts';
import { CHECKLIST, type ChecklistItem, type Flow } from './checklist-items.ts';

/** The items that a project has to show: those of the flows that its pipes make, and those of every project. */
export function itemsOfProject(project: LoadedProject): ChecklistItem[] {
  const flows = new Set<Flow>();
  for (const { value: pipe } of project.pipes.values()) {
    const system = project.connections.get(pipe.to.connection)?.connector ?? '';
    const role = project.connectors.get(system)?.value.role;
    const { document } = targetVerb(pipe.to);
    if (role !== undefined) flows.add(`${document} to ${role}`);
  }
  return CHECKLIST.filter(({ about }) => about.length === 0 || about.some((flow) => flows.has(flow)));
}
