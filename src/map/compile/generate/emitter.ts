import type { AstNode } from '../ast.ts';
import type { Site } from '../call.ts';
import type { Program as Shared } from '../code.ts';
import type { Scope } from '../scope.ts';
import type { Names } from './names.ts';

/**
 * What is known of a value while code is generated. `array`: one without marks. `maybe-boolean`: true, false or nothing.
 * Only `any` can be a function or a sequence.
 */
export type Kind = 'any' | 'boolean' | 'maybe-boolean' | 'text' | 'number' | 'object' | 'array' | 'null' | 'nothing';

/** A value as JavaScript that can be written more than once: a name or a literal. */
export interface Value {
  readonly js: string;
  readonly kind: Kind;
  /** It may be a sequence that is still to be collapsed. */
  readonly raw?: boolean;
}

export const NOTHING: Value = { js: 'undefined', kind: 'nothing' };

/** Where a node stands while code is generated for it. */
export interface Place {
  readonly out: Emitter;
  readonly names: Names;
  /** The name of the context. */
  readonly input: string;
  /** Whether the context is known to be no list. */
  readonly single: boolean;
  /** As in Context: how many expressions deep in the body of the function. */
  readonly level: number;
  readonly shared: Shared;
  /** The variables that closures see outside of everything. */
  readonly root: Scope;
}

export const deeper = (place: Place): Place => ({ ...place, level: place.level + 1 });

/** The expression cannot be generated: it stays with closures, which know the whole language. */
export class NotGenerated extends Error {}

/** A function was taken for one that is only ever called by its name; it has to be generated as a value. */
export class UsedAsValue extends Error {
  readonly lambda: AstNode;

  constructor(lambda: AstNode) {
    super('a function is used as a value');
    this.lambda = lambda;
  }
}

interface FunctionText {
  readonly lines: string[];
  readonly temporaries: string[];
  /** Whether it may leave a tail call to its caller. */
  leavesTailCall: boolean;
  /** Whether what it yields may be a sequence that is still to be collapsed. */
  yieldsSequence: boolean;
}

const newText = (): FunctionText => ({ lines: [], temporaries: [], leavesTailCall: false, yieldsSequence: false });

/** Gathers the text of a program, function by function. */
export class Emitter {
  readonly #constants = new Map<unknown, string>();
  readonly #shared = new Map<string, string>();
  readonly #given = new Map<number, string>();
  readonly #functions = new Map<string, { readonly name: string; readonly text: string }>();
  #text = newText();
  #count = 0;
  #risks = 0;
  /** How many branches that may not be taken the text that is being written is in. */
  branch = 0;
  /** Lambdas that are used as values. */
  readonly asValues: ReadonlySet<AstNode>;

  constructor(asValues: ReadonlySet<AstNode>) {
    this.asValues = asValues;
  }

  get constants(): readonly unknown[] {
    return [...this.#constants.keys()];
  }

  /** The name of a value that the program gets from outside. */
  constant(value: unknown): string {
    const known = this.#constants.get(value);
    if (known !== undefined) return known;
    const name = `k${this.#constants.size}`;
    this.#constants.set(value, name);
    return name;
  }

  /** The same for a value that all uses under one key share. */
  shared(key: string, make: () => unknown): string {
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const name = this.constant(make());
    this.#shared.set(key, name);
    return name;
  }

  /**
   * The name of a function beside the program, which all uses under one key call. What is done in many places is written
   * once: of the same done in place, V8 makes so much code that no cache holds it from one record to the next.
   */
  beside(key: string, text: () => string): string {
    const known = this.#functions.get(key);
    if (known !== undefined) return known.name;
    const name = this.name('c');
    this.#functions.set(key, { name, text: text() });
    return name;
  }

  /** The functions beside the program, as declarations. */
  get functions(): readonly string[] {
    return [...this.#functions.values()].map(({ name, text }) => `const ${name} = ${text};`);
  }

  /** The place of a call. */
  site(site: Site): string {
    return this.shared(`site ${site.position} ${site.token} ${site.level}`, () => site);
  }

  /** The name of what a slot of the root frame holds, which nothing that is generated changes. */
  given(slot: number): string {
    const name = this.#given.get(slot) ?? `g${slot}`;
    this.#given.set(slot, name);
    return name;
  }

  get givenSlots(): readonly number[] {
    return [...this.#given.keys()];
  }

  name(letter: string): string {
    this.#count += 1;
    return `${letter}${this.#count}`;
  }

  /** A name of the function for a value in between. It belongs to no block: functions made in loops must not see it. */
  temporary(): string {
    const name = this.name('t');
    this.#text.temporaries.push(name);
    return name;
  }

  line(text: string): void {
    this.#text.lines.push(text);
  }

  /** A line that may throw. */
  risk(text: string): void {
    this.#risks += 1;
    this.#text.lines.push(text);
  }

  /** How many lines that may throw were written so far. */
  get risks(): number {
    return this.#risks;
  }

  get current(): FunctionText {
    return this.#text;
  }

  /** Writes lines aside. */
  aside(write: () => void): string[] {
    const from = this.#text.lines.length;
    write();
    return this.#text.lines.splice(from);
  }

  /** Writes what may not be run. */
  inBranch<T>(write: () => T): T {
    this.branch += 1;
    const result = write();
    this.branch -= 1;
    return result;
  }

  /** Writes a function of its own; yields its text with what is known of it. */
  inFunction(write: () => void): FunctionText {
    const around = this.#text;
    this.#text = newText();
    this.branch += 1;
    write();
    this.branch -= 1;
    const made = this.#text;
    this.#text = around;
    return made;
  }
}

export const bodyOf = ({ lines, temporaries }: Pick<FunctionText, 'lines' | 'temporaries'>): string =>
  [...(temporaries.length > 0 ? [`let ${temporaries.join(', ')};`] : []), ...lines].join('\n');
