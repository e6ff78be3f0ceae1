import { type Hover, MarkupKind } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { HANDED_IN, membersHandedIn } from './handed-in.ts';
import { documented, KNOWN_FUNCTIONS } from './known-functions.ts';
import type { OpenProjects } from './open-projects.ts';
import { typeInPlace } from './types-in-place.ts';
import { bindingOf, variableAt } from './variables.ts';

/** What stands at an offset: a function with its description, a variable with the line that binds it, an option. */
export function hoverAt(document: TextDocument, offset: number, projects: OpenProjects): Hover | undefined {
  const source = document.getText();
  const type = typeInPlace(document, offset, projects);
  const says = [
    type === undefined ? undefined : `**${type.text}**`,
    type?.description ?? memberSays(document, source, offset, projects),
    variableSays(document, source, offset),
  ];
  const value = says.filter((each) => each !== undefined).join('\n\n');
  return value === '' ? undefined : { contents: { kind: MarkupKind.Markdown, value } };
}

function variableSays(document: TextDocument, source: string, offset: number): string | undefined {
  const variable = variableAt(source, offset);
  if (variable === undefined) return undefined;
  const bound = bindingOf(source, variable.name, variable.start);
  if (bound !== undefined) {
    const { line } = document.positionAt(bound.start);
    const text = source.split('\n')[line]?.trim() ?? '';
    return `${bound.kind} of this mapping, line ${line + 1}\n\n\`\`\`jsonata\n${text}\n\`\`\``;
  }
  const known = KNOWN_FUNCTIONS.get(variable.name);
  if (known !== undefined) return documented(known);
  return HANDED_IN.find(({ name }) => name === variable.name)?.says;
}

function memberSays(
  document: TextDocument,
  source: string,
  offset: number,
  projects: OpenProjects,
): string | undefined {
  const end = offset + (/^[\p{L}\p{N}_]*/u.exec(source.slice(offset))?.[0].length ?? 0);
  const path = /\$(options|needs|target)\.([\p{L}_][\p{L}\p{N}_.]*)$/u.exec(source.slice(0, end));
  const root = projects.rootOf(document.uri);
  if (path === null || root === undefined) return undefined;
  const parts = [path[1] ?? '', ...(path[2] ?? '').split('.')];
  const members = membersHandedIn(projects.projectOf(root), projects.pathIn(root, document.uri), parts.slice(0, -1));
  return members.find(({ name }) => name === parts.at(-1))?.says;
}
