import type { Instant } from '../src/model/clock.ts';
import type {
  Connection,
  FindOutcome,
  NativeRecord,
  Page,
  WriteCapability,
  WriteOutcome,
  WriteRequest,
} from '../src/model/connection.ts';
import type { TargetReference } from '../src/model/delivery.ts';
import { connectionName, recordKey, systemName } from '../src/model/names.ts';

/** A record as a paper source has it. */
export interface PaperRecord {
  readonly id: string;
  readonly at?: Instant;
  readonly [key: string]: unknown;
}

/**
 * A system on paper, for tests of the engine: a source whose records a test lists, and a target that writes down what it
 * is sent and answers as told. `answers` is taken from the front for each write; without one, the write succeeds.
 */
export class PaperConnection implements Connection {
  readonly name;
  readonly system = systemName('paper');
  readonly options = {};
  readonly pages: PaperRecord[][] = [];
  readonly written: { readonly capability: string; readonly payload: unknown; readonly target?: TargetReference }[] =
    [];
  readonly existing = new Map<string, TargetReference>();
  readonly finds: unknown[] = [];
  answers: ((request: WriteRequest, commit: () => TargetReference) => WriteOutcome | Promise<WriteOutcome>)[] = [];
  findAnswers: FindOutcome[] = [];
  readonly related = new Map<string, unknown>();
  readonly capabilities = new Map<string, WriteCapability>();
  /** By what an existing record is recognised; the payload's `number` by default. */
  identity: (payload: { readonly number?: string; readonly email?: string }) => string = ({ number, email }) =>
    number ?? email ?? '';

  constructor(name: string) {
    this.name = connectionName(name);
  }

  can(name: string, capability: Partial<WriteCapability> = {}): this {
    this.capabilities.set(name, {
      name,
      strategy: 'find-first',
      canFind: true,
      canCreate: true,
      canUpdate: false,
      revises: false,
      createSteps: ['only'],
      repeatableUpdate: true,
      whenAbsent: 'hold',
      references: [],
      ...capability,
    });
    return this;
  }

  async *read(): AsyncGenerator<Page> {
    for (const page of this.pages) {
      const records = page.map(
        (record): NativeRecord => ({
          key: recordKey(record.id),
          label: String(record.number ?? record.id),
          ...(record.at === undefined ? {} : { observedAt: record.at }),
          native: record,
        }),
      );
      const watermark = page
        .map(({ at }) => at ?? '')
        .sort()
        .at(-1);
      yield { records, ...(watermark ? { watermark } : {}) };
    }
  }

  /** What a run does not read is not there. */
  full = false;

  listsEverything(): boolean {
    return this.full;
  }

  async readOne(_document: string, id: string): Promise<NativeRecord | undefined> {
    const native = this.related.get(id);
    return native === undefined ? undefined : { key: recordKey(id), label: id, native };
  }

  capability(name: string): WriteCapability | undefined {
    return this.capabilities.get(name);
  }

  async find(_capability: string, { payload }: WriteRequest): Promise<FindOutcome> {
    this.finds.push(payload);
    const told = this.findAnswers.shift();
    if (told !== undefined) return told;
    const target = this.existing.get(this.identity(payload as { number?: string }));
    return target === undefined ? { kind: 'none' } : { kind: 'found', target };
  }

  async write(capability: string, request: WriteRequest): Promise<WriteOutcome> {
    const commit = (): TargetReference => {
      const { payload, target } = request;
      const made = target ?? { id: `T${this.written.length + 1}`, number: `SO-${this.written.length + 1}` };
      this.written.push({ capability, payload, ...(target === undefined ? {} : { target }) });
      this.existing.set(this.identity(payload as { number?: string }), made);
      return made;
    };
    const answer = this.answers.shift();
    return answer === undefined ? { kind: 'done', target: commit() } : answer(request, commit);
  }

  reference(): Promise<ReadonlyMap<string, unknown>> {
    return Promise.resolve(new Map());
  }

  probe(): Promise<string> {
    return Promise.resolve('paper');
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
