import { basename, dirname } from 'node:path/posix';
import { type ExchangeFolders, FOLDERS } from './exchange-folders.ts';

const ROOT = '.';

/** A file that nobody changes: what is written takes its place. */
export interface FileInMemory {
  readonly content: Buffer;
  /** Epoch ms. */
  readonly changedMs: number;
}

/** The folders of an exchange in memory: making, listing and removing them on disk was a quarter of a scenario's time. */
export class MemoryFolders implements ExchangeFolders {
  readonly #folders = new Map<string, Map<string, FileInMemory>>();

  constructor() {
    for (const folder of [ROOT, ...FOLDERS]) this.make(folder);
  }

  /** Undefined: there is no such folder. */
  files(folder: string): ReadonlyMap<string, FileInMemory> | undefined {
    return this.#folders.get(folder === '' ? ROOT : folder);
  }

  /** With those that it lies in, as far as they are not there. */
  make(folder: string): void {
    if (this.#folders.has(folder)) return;
    if (folder !== ROOT) this.make(dirname(folder));
    this.#folders.set(folder, new Map());
  }

  names(folder: string): readonly string[] {
    return [...this.#folder(folder).keys()];
  }

  read(path: string): Buffer {
    return this.#file(path).content;
  }

  move(path: string, to: string): void {
    const file = this.#file(path);
    this.#folder(dirname(path)).delete(basename(path));
    this.make(dirname(to));
    this.#folder(dirname(to)).set(basename(to), file);
  }

  write(path: string, content: Buffer, at: number): void {
    this.#folder(dirname(path)).set(basename(path), { content, changedMs: at });
  }

  has(path: string): boolean {
    return this.#folders.get(dirname(path))?.has(basename(path)) === true;
  }

  remove(): void {
    this.#folders.clear();
  }

  #folder(folder: string): Map<string, FileInMemory> {
    const found = this.#folders.get(folder);
    if (found === undefined) throw new Error(`there is no folder ${folder}`);
    return found;
  }

  #file(path: string): FileInMemory {
    const found = this.#folder(dirname(path)).get(basename(path));
    if (found === undefined) throw new Error(`there is no file ${path}`);
    return found;
  }
}
