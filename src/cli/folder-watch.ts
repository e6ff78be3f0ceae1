import { type FSWatcher, watch } from 'node:fs';
import type { Clock } from '../model/clock.ts';

/** Editors write a file in several steps, some by a new file that takes the old one’s name: after so long it is whole. */
const SETTLED_MS = 40;

/** What is read again when it changes; logs, locks and swap files are not. */
const READ = /(^|[/\\])[^.][^/\\]*\.(jsonata|json|ya?ml|csv)$/;

/**
 * Tells when anything in some folders changes. Folders are watched, not files: a file that another one replaces is not
 * the one that was watched any more. Waits without looking: nothing runs until the system tells.
 */
export class FolderWatch implements Disposable {
  readonly #clock: Clock;
  readonly #watchers = new Map<string, FSWatcher>();
  #changed = false;
  #wake: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** From now on exactly these. One that is not there is left out. */
  watch(folders: Iterable<string>): void {
    const wanted = new Set(folders);
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of wanted) if (!this.#watchers.has(folder)) this.#add(folder);
  }

  /** Waits for a change since the last one was told. False when the signal is aborted. */
  async next(signal: AbortSignal): Promise<boolean> {
    const stop = () => this.#wake();
    signal.addEventListener('abort', stop, { once: true });
    try {
      if (!this.#changed && !signal.aborted) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
      while (this.#changed && !signal.aborted) {
        this.#changed = false;
        await this.#clock.sleep(SETTLED_MS);
      }
      return !signal.aborted;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  [Symbol.dispose](): void {
    this.watch([]);
  }

  #add(folder: string): void {
    try {
      const watcher = watch(folder, (event, name) => {
        // A folder that came or went has no ending that is known.
        if (name === null || READ.test(name) || (event === 'rename' && !name.includes('.'))) this.#tell();
      });
      // A folder that is removed ends its watcher; that of its parent tells of it.
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.delete(folder);
        this.#tell();
      });
      this.#watchers.set(folder, watcher);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    }
  }

  #tell(): void {
    this.#changed = true;
    this.#wake();
  }
}
