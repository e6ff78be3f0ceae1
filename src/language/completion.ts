import { type CompletionItem, CompletionItemKind, MarkupKind } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { HANDED_IN, membersHandedIn } from './handed-in.ts';
import { documented, KNOWN_FUNCTIONS } from './known-functions.ts';
import type { OpenProjects } from './open-projects.ts';
import { boundVariables, variableAt } from './variables.ts';

/** What may be written at an offset: variables and functions after `$`, members after a dot, fields elsewhere. */
export function completionsAt(document: TextDocument, offset: number, projects: OpenProjects): CompletionItem[] {
  const source = document.getText();
  const variable = variableAt(source, offset);
  if (variable !== undefined) return variablesIn(document, variable.start, offset);
  const root = projects.rootOf(document.uri);
  const project = root === undefined ? undefined : projects.projectOf(root);
  const path = /\$(options|needs|target)\.((?:[\p{L}_][\p{L}\p{N}_]*\.)*)[\p{L}\p{N}_]*$/u.exec(
    source.slice(0, offset),
  );
  if (path !== null && root !== undefined) {
    const members = (path[2] ?? '').split('.').filter((part) => part !== '');
    return membersHandedIn(project, projects.pathIn(root, document.uri), [path[1] ?? '', ...members]).map(
      ({ name, says }) => ({ label: name, kind: CompletionItemKind.Property, documentation: says }),
    );
  }
  return [];
}

function variablesIn(document: TextDocument, start: number, offset: number): CompletionItem[] {
  // The `$` belongs to the word: editors that end words at it would write it twice.
  const range = { start: document.positionAt(start), end: document.positionAt(offset) };
  const item = (name: string, kind: CompletionItemKind, more: Partial<CompletionItem> = {}): CompletionItem => ({
    label: `$${name}`,
    kind,
    textEdit: { range, newText: `$${name}` },
    ...more,
  });
  const own = new Map(
    boundVariables(document.getText())
      .filter((bound) => bound.start !== start)
      .map((bound) => [bound.name, bound]),
  );
  return [
    ...[...own.values()].map(({ name, kind }) =>
      item(name, kind === 'function' ? CompletionItemKind.Function : CompletionItemKind.Variable, {
        detail: `${kind} of this mapping`,
        sortText: `0${name}`,
      }),
    ),
    ...HANDED_IN.filter(({ name }) => !own.has(name)).map(({ name, says }) =>
      item(name, CompletionItemKind.Variable, { documentation: says, sortText: `1${name}` }),
    ),
    ...[...KNOWN_FUNCTIONS.values()]
      .filter(({ name }) => !own.has(name))
      .map((known) =>
        item(known.name, CompletionItemKind.Function, {
          detail: `$${known.name}${known.usage}`,
          documentation: { kind: MarkupKind.Markdown, value: documented(known) },
          sortText: `${known.of === 'Pipewright' ? 2 : 3}${known.name}`,
        }),
      ),
  ];
}
