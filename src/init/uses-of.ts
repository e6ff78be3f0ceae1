import { mappingsOf } from '../compile/mapping-files.ts';
import type { LoadedProject } from '../load/load-project.ts';

/** Who uses a file of the project now, in words. */
export function usesOf(project: LoadedProject, path: string): string {
  const [part = '', second = ''] = path.split('/');
  if (part === 'pipes') {
    const name = second.replace(/\.(yaml|yml|json)$/, '');
    return project.project.value.pipes.includes(name)
      ? 'used in place of the built-in pipe that `pipes:` names'
      : 'every file in pipes/ is used: this pipe runs from now on';
  }
  if (part === 'connectors') {
    const connections = [...project.connections].filter(([, { connector }]) => connector === second);
    return connections.length === 0
      ? 'no connection of the project uses it'
      : `used by the ${words(
          'connection',
          connections.map(([name]) => name),
        )}`;
  }
  if (path.endsWith('.jsonata')) {
    const pipes = [...project.pipes.values()]
      .filter(({ value }) => mappingsOf(value, project).some((use) => use.path === path))
      .map(({ value }) => value.pipe);
    return pipes.length === 0 ? 'no pipe of the project uses it' : `used by the ${words('pipe', pipes)}`;
  }
  if (path.endsWith('.cases.yaml')) return 'run by every `check`';
  return part === 'mappings' ? 'used by the cases' : '';
}

const words = (what: string, names: readonly string[]): string =>
  `${what}${names.length === 1 ? '' : 's'} ${names.join(', ')}`;
