import type { Location } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { bindingOf, variableAt } from './variables.ts';

/** Where the variable or function of the mapping at an offset is bound. */
export function definitionAt(document: TextDocument, offset: number): Location | undefined {
  const source = document.getText();
  const used = variableAt(source, offset);
  const bound = used === undefined ? undefined : bindingOf(source, used.name, used.start);
  if (bound === undefined) return undefined;
  return {
    uri: document.uri,
    range: { start: document.positionAt(bound.start), end: document.positionAt(bound.end) },
  };
}
