import { type CompletionItem, CompletionItemKind, MarkupKind } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { HANDED_IN, membersHandedIn } from './handed-in.ts';
import { documented, KNOWN_FUNCTIONS } from './known-functions.ts';
import type { OpenProjects } from './open-projects.ts';
import { fieldsAt } from './types-in-place.ts';
import { boundVariables, variableAt } from './variables.ts';

/** What may be written at an offset: variables and functions after `$`, members after a dot, fields elsewhere. */
export function completionsAt(document: TextDocument, offset: number, projects: OpenProjects): CompletionItem[] {
  const source = document.getText();
  const variable = variableAt(source, offset);
  if (variable !== undefined) return variablesIn(document, variable.start, offset);
  const items = new Map(handedIn(document, offset, projects).map((item) => [item.label, item]));
  for (const { name, type, optional, description } of fieldsAt(document, offset, projects)) {
    // A name that JSONata would not read as one stands in backquotes.
    const written = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``;
    items.set(name, {
      label: name,
      kind: CompletionItemKind.Field,
      detail: type,
      insertText: written,
      // What is always there comes first.
      sortText: `${optional ? 1 : 0}${name}`,
      ...(description === undefined ? {} : { documentation: description }),
    });
  }
  return [...items.values()];
}

function handedIn(document: TextDocument, offset: number, projects: OpenProjects): CompletionItem[] {
  const before = document.getText().slice(0, offset);
  const path = /\$(options|needs|target)\.((?:[\p{L}_][\p{L}\p{N}_]*\.)*)[\p{L}\p{N}_]*$/u.exec(before);
  const root = projects.rootOf(document.uri);
  if (path === null || root === undefined) return [];
  const members = [path[1] ?? '', ...(path[2] ?? '').split('.').filter((part) => part !== '')];
  return membersHandedIn(projects.projectOf(root), projects.pathIn(root, document.uri), members).map(
    ({ name, says }) => ({ label: name, kind: CompletionItemKind.Property, documentation: says }),
  );
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
