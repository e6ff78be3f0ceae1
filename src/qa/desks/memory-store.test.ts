import { fileStoreLaws, type OtherSide } from '../../files/file-store-laws.support.ts';
import { ManualClock } from '../../model/clock.ts';
import { MemoryFolders } from '../../twin/file-erp/memory-folders.ts';
import { memoryStore } from './memory-store.ts';

fileStoreLaws('folders in memory', (work) => {
  const folders = new MemoryFolders();
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const other: OtherSide = {
    makeFolder: async (path) => folders.make(path),
    put: async (path, content) => folders.write(path, Buffer.from(content), clock.now()),
    take: async (path) => folders.move(path, 'error/taken.csv'),
    names: async (folder) => [...(folders.files(folder)?.keys() ?? [])],
    content: async (path) => folders.read(path),
    now: () => clock.now(),
  };
  return work(memoryStore(folders, clock), other);
});
