import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ExchangeFolders, FOLDERS } from './exchange-folders.ts';

/** The folders of an exchange on this machine’s disk, where a server of files can serve them. */
export class DiskFolders implements ExchangeFolders {
  readonly root = mkdtempSync(join(tmpdir(), 'pipewright-exchange-'));

  constructor() {
    for (const folder of FOLDERS) mkdirSync(join(this.root, folder), { recursive: true });
  }

  names(folder: string): readonly string[] {
    return readdirSync(join(this.root, folder));
  }

  read(path: string): Buffer {
    return readFileSync(join(this.root, path));
  }

  move(path: string, to: string): void {
    mkdirSync(dirname(join(this.root, to)), { recursive: true });
    renameSync(join(this.root, path), join(this.root, to));
  }

  write(path: string, content: Buffer, at: number): void {
    const unfinished = join(this.root, `${path}.tmp`);
    writeFileSync(unfinished, content);
    utimesSync(unfinished, at / 1000, at / 1000);
    renameSync(unfinished, join(this.root, path));
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
