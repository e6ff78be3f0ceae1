import type { LoadedProject } from '../../load/load-project.ts';
import { CHECKLIST } from '../checklist/checklist-items.ts';
import { freshTree, type NodePath, nodesOf } from './tree.ts';

/** Checklist items that a place of a mapping is about. */
export type ItemsOfPlace = (path: NodePath) => readonly string[];

const MAPPING = /^mappings\/([^/]+)\/([^/.]+)\.(from|to|cancel|delete)\.jsonata$/;

/**
 * By the connector’s `checklist`, which says where each item stands in a native record: the item that shares most names
 * with the smallest expression around the place that shares any. Where none does, the items of what the mapping moves.
 */
export function itemsOfMapping(project: LoadedProject, file: string, source: string): ItemsOfPlace {
  const [, system = '', document = '', way] = MAPPING.exec(file) ?? [];
  const connector = project.connectors.get(system)?.value;
  const stated = Object.entries(connector?.checklist[document as keyof typeof connector.checklist] ?? {});
  const items = stated.map(([item, expression]) => ({
    item: item.split('.')[0] ?? '',
    names: namesIn(freshTree(expression)),
  }));
  const role = way === 'from' ? (connector?.role === 'shop' ? 'erp' : 'shop') : connector?.role;
  const moved = CHECKLIST.filter(({ about }) => about.some((flow) => flow === `${document} to ${role}`)).map(
    ({ id }) => id,
  );
  const root = freshTree(source);
  return (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const names = namesIn(at(root, path.slice(0, length)));
      const shared = items
        .map(({ item, names: native }) => ({ item, count: [...native].filter((name) => names.has(name)).length }))
        .filter(({ count }) => count > 0)
        .toSorted((one, other) => other.count - one.count);
      if (shared[0] !== undefined) return [shared[0].item];
    }
    return moved;
  };
}

/** Names and texts: a field is read by its name and written by a text. */
const namesIn = (tree: unknown): Set<string> =>
  new Set(
    [...nodesOf(tree)].flatMap(([{ type, value }]) =>
      (type === 'name' || type === 'string') && typeof value === 'string' && value.length > 2 ? [value] : [],
    ),
  );

const at = (root: unknown, path: NodePath): unknown =>
  path.reduce<unknown>((node, key) => (node as Record<string | number, unknown> | undefined)?.[key], root);
