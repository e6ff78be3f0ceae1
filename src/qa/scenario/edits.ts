import { relative, sep } from 'node:path';
import { readLookup } from '../../load/load-lookups.ts';
import type { EditedTexts } from '../../load/project-layers.ts';
import type { LookupTable } from '../../map/lookup-table.ts';

/** Texts that stand before what is on disk, by path from the project’s root: a file with a mistake put into it. */
export type Edits = Readonly<Record<string, string>>;

/** The texts for a project whose files are laid over one another in these folders. */
export function editedTexts(edits: Edits, folders: readonly string[]): EditedTexts {
  return (absolute) => {
    for (const folder of folders) {
      const path = relative(folder, absolute).split(sep).join('/');
      if (Object.hasOwn(edits, path)) return edits[path];
    }
    return undefined;
  };
}

/** An edited table stands as it is: what was taken out of it is not put in again. */
export const editedLookups = (tables: readonly LookupTable[], edits: Edits): LookupTable[] =>
  tables.map((table) => {
    const text = edits[table.file];
    const file = { path: table.file, absolute: table.file, layer: 'project' } as const;
    return text === undefined ? table : readLookup(file, text).table;
  });
