import { targetVerb } from '../../compile/mapping-files.ts';
import type { LoadedProject } from '../../load/load-project.ts';
import type { PipeFile } from '../../model/config.generated.ts';
import { CHECKLIST, type ChecklistItem, type Flow } from './checklist-items.ts';

/** The items that a project has to show: those of the flows that its pipes make, and those of every project. */
export function itemsOfProject(project: LoadedProject): ChecklistItem[] {
  const flows = new Set([...project.pipes.values()].map(({ value }) => flowOf(project, value)));
  return CHECKLIST.filter(({ about }) => about.length === 0 || about.some((flow) => flows.has(flow)));
}

/** The items that are about what one pipe moves. */
export function itemsOfPipe(project: LoadedProject, pipe: PipeFile): ChecklistItem[] {
  const moved = flowOf(project, pipe);
  return CHECKLIST.filter(({ about }) => about.some((flow) => flow === moved));
}

function flowOf(project: LoadedProject, { to }: PipeFile): Flow | undefined {
  const system = project.connections.get(to.connection)?.connector ?? '';
  const role = project.connectors.get(system)?.value.role;
  return role === undefined ? undefined : `${targetVerb(to).document} to ${role}`;
}
