import { basename, dirname } from 'node:path/posix';
import { type FileStore, StoreFailure } from '../../files/file-store.ts';
import type { Clock } from '../../model/clock.ts';
import type { FileInMemory, MemoryFolders } from '../../twin/file-erp/memory-folders.ts';

/** The folders of an exchange in memory, as the other side reaches them. */
export function memoryStore(folders: MemoryFolders, clock: Clock): FileStore {
  const filesOf = (folder: string): ReadonlyMap<string, FileInMemory> => folders.files(folder) ?? missing(folder);
  const fileAt = (path: string): FileInMemory => filesOf(dirname(path)).get(basename(path)) ?? missing(path);
  return {
    list: async (folder) =>
      [...filesOf(folder)].map(([name, { content, changedMs }]) => ({ name, size: content.length, changedMs })),
    has: async (path) => filesOf(dirname(path)).has(basename(path)),
    read: async (path, maxBytes) => {
      const { content } = fileAt(path);
      return content.length > maxBytes ? undefined : content;
    },
    write: async (path, content, began) => {
      filesOf(dirname(path));
      began();
      folders.write(path, content, clock.now());
    },
    move: async (from, to) => {
      fileAt(from);
      folders.move(from, to);
    },
    close: async () => undefined,
  };
}

function missing(path: string): never {
  throw new StoreFailure('missing', `there is no "${path}"`);
}
