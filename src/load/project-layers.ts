import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { IntegrationError } from '../model/integration-error.ts';

/** A file of a project: its own, or one that ships with Pipewright. */
export interface LayeredFile {
  /** Path from the project's root, with `/`: the name of the file in findings and overrides. */
  readonly path: string;
  readonly absolute: string;
  readonly layer: 'project' | 'built-in';
}

const MOST_BYTES = 4 * 1024 * 1024;

/** What stands in an editor and is not saved, by the file’s absolute path. */
export type EditedTexts = (absolute: string) => string | undefined;

/**
 * The files of a user's project laid over those that ship with Pipewright: a file of the same path wins. Pipewright's
 * own repository is a project as well; there the two layers are one.
 */
export class ProjectLayers {
  readonly root: string;
  readonly builtIn: string;

  readonly #edited: EditedTexts;

  constructor(root: string, builtIn: string, edited: EditedTexts = () => undefined) {
    this.root = resolve(root);
    this.builtIn = resolve(builtIn);
    this.#edited = edited;
  }

  find(path: string): LayeredFile | undefined {
    for (const [layer, folder] of this.#layers()) {
      const absolute = join(folder, path);
      if (!isInside(folder, absolute)) return undefined;
      if (existsSync(absolute) && statSync(absolute).isFile()) return { path, absolute, layer };
    }
    return undefined;
  }

  /** Files by glob, each path once, sorted. */
  list(pattern: string, only?: LayeredFile['layer']): LayeredFile[] {
    const files = new Map<string, LayeredFile>();
    for (const [layer, folder] of this.#layers()) {
      if (only !== undefined && only !== layer) continue;
      for (const found of globSync(pattern, { cwd: folder })) {
        const path = found.split(sep).join('/');
        const absolute = join(folder, path);
        // A folder that is called like a file is none; a link counts as what it leads to.
        if (!files.has(path) && statSync(absolute, { throwIfNoEntry: false })?.isFile() === true)
          files.set(path, { path, absolute, layer });
      }
    }
    return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Reads a file as UTF-8 text. Throws FILE_UNREADABLE, also for a file over 4 MiB or one that is not text. */
  read(file: LayeredFile): string {
    const edited = this.#edited(file.absolute);
    if (edited !== undefined) return edited;
    try {
      const bytes = readFileSync(file.absolute);
      if (bytes.length > MOST_BYTES) throw new Error(`it has ${bytes.length} bytes; ${MOST_BYTES} are the most`);
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch (error) {
      const why =
        error instanceof TypeError ? 'it is not UTF-8 text' : error instanceof Error ? error.message : String(error);
      throw new IntegrationError('FILE_UNREADABLE', `${file.path} cannot be read: ${why}`, { file: file.path }, error);
    }
  }

  #layers(): readonly (readonly [LayeredFile['layer'], string])[] {
    return this.root === this.builtIn
      ? [['project', this.root]]
      : [
          ['project', this.root],
          ['built-in', this.builtIn],
        ];
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && !way.startsWith('..');
}
