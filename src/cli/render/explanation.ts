import type { ChalkInstance } from 'chalk';
import type {
  DocumentField,
  ExplainedField,
  Explanation,
  FieldMaking,
  ModifiedBy,
  NamedValue,
} from '../../explain/explanation.ts';
import type { Question } from '../../explain/run-offline.ts';
import type { ExpressionPlace, NamedFunction } from '../../explain/traced-mapping.ts';
import type { Delivery, Reason } from '../../model/delivery.ts';
import type { Output } from '../environment.ts';

/** What identifies the record that is explained. */
export function deliverySummary({ id, pipe, key, label, state, target }: Delivery) {
  return { pipe, key, label, delivery: id, state, ...(target === undefined ? {} : { target }) };
}

/** Each field of the target with the way back to the record of the source. */
export function renderExplanation(
  delivery: Delivery | undefined,
  { pipe, from, to, asSent, notes, fields }: Explanation,
  output: Output,
  paint: ChalkInstance,
): string {
  const width = output.isTerminal ? output.columns : 120;
  const sent =
    asSent === undefined
      ? 'made again with today’s mappings and tables'
      : asSent
        ? 'exactly what was sent'
        : paint.yellow('not what was sent: mappings, options or tables have changed since');
  const what = `${from.document} of ${from.connection} → ${to.document} for ${to.connection}`;
  const lines = new FieldLines({ shop: from.connection, document: from.document, target: to.connection }, width, paint);
  return [
    `${delivery === undefined ? paint.bold(`${pipe}: a sample`) : headline(delivery, paint)}\n`,
    `${paint.dim(`${what}; ${sent}`)}\n`,
    ...notes.map((note) => `${paint.dim(`note: ${note}`)}\n`),
    `${paint.dim(LEGEND)}\n`,
    ...fields.map((field) => `\n${lines.of(field).join('\n')}\n`),
  ].join('');
}

/** A record that has no payload to explain. */
export function renderHeld(delivery: Delivery | undefined, { code, text }: Reason, paint: ChalkInstance): string {
  const head = delivery === undefined ? paint.bold('the sample') : headline(delivery, paint);
  const look = delivery === undefined ? '' : `; \`pipewright deliveries show ${delivery.id}\` shows the record`;
  return `${head}\n${paint.yellow('held')} ${text} ${paint.dim(`[${code}]`)}\nThere is nothing to explain before that is mended${look}.\n`;
}

function headline({ id, pipe, label, state, target }: Delivery, paint: ChalkInstance): string {
  const reached = target === undefined ? '' : ` → ${target.number ?? target.id}`;
  return `${paint.bold(`${pipe} ${label}`)}  delivery ${id} ${state}${reached}`;
}

interface Names {
  readonly shop: string;
  readonly document: string;
  readonly target: string;
}

const LEGEND =
  'by: the expression; with: functions; asks: tables and lists; given: options and needs; from: what it is made of;\nalso: goes into it too, how cannot be told from one change; if: decides; lacks: would be taken, and is not there';

const MOST_LISTED = 6;

/** The lines of one field: what made it, and from what, each step further back further in. */
class FieldLines {
  readonly #names: Names;
  readonly #width: number;
  readonly #paint: ChalkInstance;

  constructor(names: Names, width: number, paint: ChalkInstance) {
    this.#names = names;
    this.#width = width;
    this.#paint = paint;
  }

  of(field: ExplainedField): string[] {
    const { path, value, source, document, questions } = field;
    const paint = this.#paint;
    return [
      `${paint.bold(path)} = ${paint.green(this.#shown(value, path.length + 3))}`,
      ...this.#expressions(field.expressions, 2),
      ...(source === 'constant' ? [this.#line('is', 'written in the mapping itself', 2)] : []),
      ...this.#functions(field.functions, 2),
      ...questions.map((question) => this.#line('asks', this.#question(question), 2)),
      ...this.#given(field.given, 2),
      ...document.flatMap((each) => this.#document(each)),
      ...this.#asides(
        // What only decides stands among the document’s fields already where there is nothing else.
        document.some(({ role }) => role === 'decision') ? { ...field, decidedBy: [] } : field,
        document.length === 0 && value === undefined,
        this.#names.document,
        2,
      ),
    ];
  }

  #document(field: DocumentField): string[] {
    const { document, shop } = this.#names;
    const { path, role, value, modifiedBy, native } = field;
    const head = `${document} ${this.#paint.cyan(path)} = `;
    return [
      this.#line(
        role === 'content' ? 'from' : 'if',
        `${head}${this.#shown(value, document.length + path.length + 12)}`,
        2,
      ),
      ...modifiedBy.flatMap((each) => this.#modified(each)),
      ...this.#expressions(field.expressions, 8),
      ...this.#functions(field.functions, 8),
      ...this.#given(field.given, 8),
      ...native.map((each) =>
        this.#line('from', `${shop} ${each.path} = ${this.#shown(each.value, shop.length + each.path.length + 18)}`, 8),
      ),
      ...this.#asides(field, native.length === 0, shop, 8),
    ];
  }

  #modified(modified: ModifiedBy): string[] {
    const { file, before, reads } = modified;
    const made = modified.expressions.length === 0 ? [this.#line('by', this.#paint.dim(file), 8)] : [];
    return [
      this.#line('was', `${this.#shown(before, 40)}, before a modifier of the pipe`, 8),
      ...made,
      ...this.#expressions(modified.expressions, 8),
      ...this.#functions(modified.functions, 8),
      ...reads.map((read) =>
        this.#line(
          'from',
          `${this.#names.document} ${read.path} = ${this.#shown(read.value, read.path.length + 24)}`,
          8,
        ),
      ),
      ...this.#asides(modified, false, this.#names.document, 8),
    ];
  }

  #expressions(places: readonly ExpressionPlace[], indent: number): string[] {
    return places.map(({ file, line, column, text }) => {
      const place = `${file}:${line}:${column}`;
      return this.#line(
        'by',
        `${this.#paint.dim(place)}  ${cut(text, this.#width - indent - place.length - 8)}`,
        indent,
      );
    });
  }

  #functions(functions: readonly NamedFunction[], indent: number): string[] {
    if (functions.length === 0) return [];
    const names = functions.map(({ name, at }) => `$${name}${at === undefined ? '' : ` (line ${at.line})`}`);
    return [this.#line('with', listed(names), indent)];
  }

  #question({ what, list, code, answer, at }: Question): string {
    const place = at === undefined ? '' : `  ${this.#paint.dim(`${at.file}:${at.line}`)}`;
    const asked = what === 'lookup' ? `table ${list}` : `${this.#names.target}’s list ${list}`;
    const said =
      answer === undefined ? this.#paint.yellow(`only ${this.#names.target} knows`) : this.#shown(answer, 60);
    return `${asked}: ${JSON.stringify(code)} → ${said}${place}`;
  }

  #given(given: readonly NamedValue[], indent: number): string[] {
    return given.map(({ path, value }) => {
      const content = value === undefined ? this.#paint.yellow('not known here') : this.#shown(value, path.length + 20);
      return this.#line('given', `${path} = ${content}`, indent);
    });
  }

  /** What has a say besides, what would have been taken had it been there, and what could not be followed. */
  #asides(
    { boundTo, decidedBy, absent, notes }: FieldMaking,
    lacking: boolean,
    whose: string,
    indent: number,
  ): string[] {
    const paint = this.#paint;
    const values = (list: readonly NamedValue[]) =>
      listed(list.map(({ path, value }) => `${path} = ${this.#shown(value, this.#width - 40)}`));
    return [
      ...(boundTo.length === 0 ? [] : [this.#line('also', paint.dim(values(boundTo)), indent)]),
      ...(decidedBy.length === 0 ? [] : [this.#line('if', paint.dim(values(decidedBy)), indent)]),
      ...(lacking && absent.length > 0
        ? [this.#line('lacks', paint.dim(`${whose} has no ${listed(absent)}`), indent)]
        : []),
      ...notes.map((note) => this.#line('note', paint.dim(note), indent)),
    ];
  }

  #line(label: string, text: string, indent: number): string {
    return `${' '.repeat(indent)}${this.#paint.dim(label.padEnd(5))} ${text}`;
  }

  #shown(value: unknown, taken: number): string {
    return value === undefined ? 'nothing' : cut(JSON.stringify(value), this.#width - taken);
  }
}

function listed(texts: readonly string[]): string {
  const more = texts.length - MOST_LISTED;
  return `${texts.slice(0, MOST_LISTED).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

const cut = (text: string, most: number): string =>
  text.length <= Math.max(most, 20) ? text : `${text.slice(0, Math.max(most, 20) - 1)}…`;
