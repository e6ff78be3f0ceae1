import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type FileStore, type StoredFile, StoreFailure, UNFINISHED } from './file-store.ts';

/** Files in a folder of this machine, which may be a mounted share. The folder itself must be there. */
export function folderStore(root: string): FileStore {
  const at = (path: string) => join(root, path);
  return {
    list: (folder) =>
      told(folder, async () => {
        const entries = (await readdir(at(folder), { withFileTypes: true })).filter((entry) => entry.isFile());
        const files = await Promise.all(entries.map(({ name }) => factsOf(at(folder), name)));
        return files.filter((file) => file !== undefined);
      }),
    has: (path) =>
      told(dirname(path), async () => {
        if ((await factsOf(root, path)) !== undefined) return true;
        await stat(dirname(at(path)));
        return false;
      }),
    read: (path, maxBytes) =>
      told(path, async () => {
        const file = await open(at(path), 'r');
        try {
          if ((await file.stat()).size > maxBytes) return undefined;
          return await file.readFile();
        } finally {
          await file.close();
        }
      }),
    write: (path, content, began) =>
      told(path, async () => {
        const unfinished = `${at(path)}.${randomUUID()}${UNFINISHED}`;
        try {
          const file = await open(unfinished, 'wx');
          try {
            await file.writeFile(content);
            // The name must not be on the disk before the content is.
            await file.sync();
          } finally {
            await file.close();
          }
          began();
          await rename(unfinished, at(path));
        } catch (error) {
          await rm(unfinished, { force: true });
          throw error;
        }
      }),
    move: (from, to) =>
      told(from, async () => {
        await mkdir(dirname(at(to)), { recursive: true });
        await rename(at(from), at(to));
      }),
    close: async () => undefined,
  };
}

/** Undefined: the other side has taken the file away since the folder was listed. */
async function factsOf(folder: string, name: string): Promise<StoredFile | undefined> {
  try {
    const { size, mtimeMs } = await stat(join(folder, name));
    return { name, size, changedMs: mtimeMs };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function told<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new StoreFailure('missing', `there is no "${path}"`, error);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
      throw new StoreFailure('denied', `"${path}" may not be touched by this user`, error);
    throw new StoreFailure('broken', `"${path}": ${String(code ?? error)}`, error);
  }
}
