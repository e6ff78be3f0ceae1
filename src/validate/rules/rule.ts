import type { Document } from '../../model/document.ts';

/** What must hold of a document before anything is written. Yields what is wrong, one sentence each; nothing is fine. */
export interface Rule {
  readonly name: string;
  readonly judge: (document: Document) => readonly string[];
}
