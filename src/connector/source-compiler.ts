import { compileExpression, type Expression, ExpressionError } from '../map/expression.ts';
import { compileTemplate, type Template } from '../map/template.ts';
import { nearestName } from '../model/nearest-name.ts';
import { CONNECTOR_FUNCTIONS } from './functions.ts';
import { knownVariables } from './known-variables.ts';

/** Something wrong in a connector file that its schema cannot see. */
export interface ConnectorProblem {
  /** Where in the file: `['operations', 'list-orders', 'result']`. */
  readonly path: JsonPath;
  readonly message: string;
  /** The mistake inside an expression or template, with its position in that text. */
  readonly error?: ExpressionError;
}

const NOTHING: ReadonlySet<string> = new Set();

export type JsonPath = readonly (string | number)[];

/** Compiles the expressions of one file and collects what fails, so that all mistakes are told in one run. */
export class SourceCompiler {
  readonly problems: ConnectorProblem[] = [];

  expression(path: JsonPath, source: string): Expression {
    try {
      return this.#asking(path, compileExpression(source, CONNECTOR_FUNCTIONS));
    } catch (error) {
      const told = this.#tell(path, error);
      return { source, asks: NOTHING, evaluate: throwing(told) };
    }
  }

  template(path: JsonPath, source: string): Template {
    try {
      return this.#asking(path, compileTemplate(source, CONNECTOR_FUNCTIONS));
    } catch (error) {
      const told = this.#tell(path, error);
      return { source, asks: NOTHING, fill: throwing(told) };
    }
  }

  /** For an optional expression: an object to spread, empty when there is none. */
  maybe<K extends string>(key: K, path: JsonPath, source: string | undefined): { [P in K]?: Expression } {
    if (source === undefined) return {};
    return { [key]: this.expression(path, source) } as { [P in K]?: Expression };
  }

  problem(path: JsonPath, message: string): void {
    this.problems.push({ path, message });
  }

  /** JSONata has nothing for a variable that nobody gives, and says nothing of it: the rule would never hold. */
  #asking<T extends { readonly asks: ReadonlySet<string> }>(path: JsonPath, compiled: T): T {
    const known = knownVariables(path);
    for (const name of compiled.asks) {
      if (known.includes(name)) continue;
      const instead = nearestName(name, known);
      const given = known.length === 0 ? 'nothing but the answer' : known.map((each) => `$${each}`).join(', ');
      this.problem(
        path,
        `$${name} has no value here: ${instead === undefined ? `there is ${given}` : `did you mean $${instead}?`}`,
      );
    }
    return compiled;
  }

  #tell(path: JsonPath, error: unknown): ExpressionError {
    if (!(error instanceof ExpressionError)) throw error;
    this.problems.push({ path, message: `${error.message} (${error.code})`, error });
    return error;
  }
}

function throwing(error: ExpressionError): () => never {
  return () => {
    throw error;
  };
}
