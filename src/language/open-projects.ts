import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type LoadedProject, loadProject } from '../load/load-project.ts';
import { IntegrationError } from '../model/integration-error.ts';

/** The projects that the open documents are in, as they stand in the editor: what is not saved yet counts. */
export class OpenProjects {
  readonly #builtIn: string;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #loaded = new Map<string, LoadedProject | undefined>();

  constructor(builtIn: string, documents: TextDocuments<TextDocument>) {
    this.#builtIn = builtIn;
    this.#documents = documents;
  }

  /** The folder of the project that a document is in: the nearest one above it with a pipewright.yaml. */
  rootOf(uri: string): string | undefined {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      if (['pipewright.yaml', 'pipewright.json'].some((name) => existsSync(join(folder, name)))) return folder;
      if (folder === dirname(folder)) return undefined;
    }
  }

  /** Undefined where there is none, or its pipewright.yaml cannot be used at all. */
  projectOf(root: string): LoadedProject | undefined {
    if (!this.#loaded.has(root)) this.#loaded.set(root, this.#load(root));
    return this.#loaded.get(root);
  }

  /** Something in a project changed: it is read again when it is asked for. */
  forget(root: string): void {
    this.#loaded.delete(root);
  }

  /** A document’s path in its project, as findings name it. */
  pathIn(root: string, uri: string): string {
    return relative(root, pathOf(uri) ?? '')
      .split(sep)
      .join('/');
  }

  /** The name under which the editor knows a file; its own, where it has the file open. */
  uriOf(root: string, path: string): string {
    const absolute = join(root, path);
    const open = this.#documents.all().find(({ uri }) => pathOf(uri) === absolute);
    return open?.uri ?? pathToFileURL(absolute).href;
  }

  #load(root: string): LoadedProject | undefined {
    const edited = new Map(this.#documents.all().map((document) => [pathOf(document.uri), document.getText()]));
    try {
      return loadProject({ root, builtIn: this.#builtIn, edited: (path) => edited.get(path) });
    } catch (error) {
      if (error instanceof IntegrationError) return undefined;
      throw error;
    }
  }
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch (error) {
    // Not a file: a document without a name yet, or one of a remote system.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
