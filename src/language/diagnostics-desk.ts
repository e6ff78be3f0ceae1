import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { checkProject } from '../check/check-project.ts';
import type { Clock } from '../model/clock.ts';
import type { Finding } from '../model/finding.ts';
import { diagnosticOf } from './diagnostic.ts';
import type { OpenProjects } from './open-projects.ts';
import { syntaxFindings } from './syntax-findings.ts';

/** While somebody types, what stands there for so long is looked at. */
const PAUSE_MS = 120;

/** Tells the editor what is wrong in the projects of its documents: what `check` says, of what stands in the editor. */
export class DiagnosticsDesk {
  readonly #connection: Connection;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #projects: OpenProjects;
  readonly #clock: Clock;
  readonly #closing = new AbortController();
  /** Projects, and documents without one, that are to be looked at. */
  readonly #waiting = new Set<string>();
  readonly #told = new Map<string, readonly Finding[]>();
  /** Documents with findings, by the project that they were told for. */
  readonly #toldFor = new Map<string, ReadonlySet<string>>();
  #working = false;

  constructor(connection: Connection, documents: TextDocuments<TextDocument>, projects: OpenProjects, clock: Clock) {
    this.#connection = connection;
    this.#documents = documents;
    this.#projects = projects;
    this.#clock = clock;
  }

  /** Looks again at the project of a document, soon. */
  look(uri: string): void {
    const root = this.#projects.rootOf(uri);
    if (root !== undefined) this.#projects.forget(root);
    this.#waiting.add(root ?? uri);
    if (this.#working) return;
    this.#working = true;
    void this.#work().finally(() => {
      this.#working = false;
    });
  }

  findingsOf(uri: string): readonly Finding[] {
    return this.#told.get(uri) ?? [];
  }

  close(): void {
    this.#closing.abort();
  }

  async #work(): Promise<void> {
    while (this.#waiting.size > 0 && !this.#closing.signal.aborted) {
      await this.#clock.sleep(PAUSE_MS, this.#closing.signal).catch(() => undefined);
      if (this.#closing.signal.aborted) return;
      const waiting = [...this.#waiting];
      this.#waiting.clear();
      for (const each of waiting) {
        // One project that cannot be looked at must not silence the others.
        await this.#tell(each).catch((error: unknown) =>
          this.#connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
        );
      }
    }
  }

  async #tell(rootOrUri: string): Promise<void> {
    const findings = new Map<string, Finding[]>();
    const project = this.#projects.projectOf(rootOrUri);
    if (project !== undefined) {
      for (const finding of await checkProject(project, { cases: false })) {
        const uri = this.#projects.uriOf(rootOrUri, finding.at.file);
        findings.set(uri, [...(findings.get(uri) ?? []), finding]);
      }
    }
    for (const document of this.#documents.all()) {
      const { uri } = document;
      const alone = (this.#projects.rootOf(uri) ?? uri) === rootOrUri && !findings.has(uri);
      // A mapping of no project, or one that nothing in its project uses.
      if (alone && uri.endsWith('.jsonata')) findings.set(uri, syntaxFindings(uri, document.getText()));
    }
    const before = this.#toldFor.get(rootOrUri) ?? new Set();
    this.#toldFor.set(rootOrUri, new Set(findings.keys()));
    for (const uri of new Set([...before, ...findings.keys()])) await this.#send(uri, findings.get(uri) ?? []);
  }

  async #send(uri: string, findings: readonly Finding[]): Promise<void> {
    const document = this.#documents.get(uri);
    this.#told.set(uri, findings);
    await this.#connection.sendDiagnostics({
      uri,
      ...(document === undefined ? {} : { version: document.version }),
      diagnostics: findings.map(diagnosticOf),
    });
  }
}
