import {
  type Connection,
  createConnection,
  DidChangeConfigurationNotification,
  type InitializeResult,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Clock } from '../model/clock.ts';
import { completionsAt } from './completion.ts';
import { definitionAt } from './definition.ts';
import { DiagnosticsDesk } from './diagnostics-desk.ts';
import { hoverAt } from './hover.ts';
import { OpenProjects } from './open-projects.ts';
import { quickFixes } from './quick-fixes.ts';

export interface LanguageServerOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Folder of what ships with Pipewright. */
  readonly builtIn: string;
  readonly version: string;
  readonly clock: Clock;
}

/** Speaks the Language Server Protocol (3.17) over two streams, until the editor says `exit` or goes away. */
export function startLanguageServer({ input, output, builtIn, version, clock }: LanguageServerOptions): Promise<void> {
  const connection = createConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
  const documents = new TextDocuments(TextDocument);
  const projects = new OpenProjects(builtIn, documents);
  const desk = new DiagnosticsDesk(connection, documents, projects, clock);
  connection.onInitialize(() => capabilities(version));
  documents.onDidOpen(({ document }) => desk.look(document.uri));
  documents.onDidChangeContent(({ document }) => desk.look(document.uri));
  documents.onDidSave(({ document }) => desk.look(document.uri));
  documents.onDidClose(({ document }) => desk.look(document.uri));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) desk.look(uri);
  });
  connection.onNotification(DidChangeConfigurationNotification.type, () => undefined);
  answer(connection, documents, projects, desk);
  documents.listen(connection);
  const ended = new Promise<void>((resolve) => {
    connection.onExit(resolve);
    input.once('end', resolve);
  });
  connection.listen();
  return ended.finally(() => desk.close());
}

function answer(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  projects: OpenProjects,
  desk: DiagnosticsDesk,
): void {
  const mapping = (uri: string) => (uri.endsWith('.jsonata') ? documents.get(uri) : undefined);
  connection.onCompletion(({ textDocument, position }) => {
    const document = mapping(textDocument.uri);
    return document === undefined ? [] : completionsAt(document, document.offsetAt(position), projects);
  });
  connection.onHover(({ textDocument, position }) => {
    const document = mapping(textDocument.uri);
    return document === undefined ? undefined : hoverAt(document, document.offsetAt(position), projects);
  });
  connection.onDefinition(({ textDocument, position }) => {
    const document = mapping(textDocument.uri);
    return document === undefined ? undefined : definitionAt(document, document.offsetAt(position));
  });
  connection.onCodeAction(({ textDocument: { uri }, range }) => {
    const document = documents.get(uri);
    return document === undefined ? [] : quickFixes(document, desk.findingsOf(uri), range);
  });
}

function capabilities(version: string): InitializeResult {
  return {
    serverInfo: { name: 'pipewright', version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      completionProvider: { triggerCharacters: ['$', '.'] },
      hoverProvider: true,
      definitionProvider: true,
      codeActionProvider: { codeActionKinds: ['quickfix'] },
    },
  };
}
