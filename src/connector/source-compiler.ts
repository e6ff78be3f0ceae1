import { compileExpression, type Expression, ExpressionError } from '../map/expression.ts';
import { compileTemplate, type Template } from '../map/template.ts';
import { CONNECTOR_FUNCTIONS } from './functions.ts';

/** Something wrong in a connector file that its schema cannot see. */
export interface ConnectorProblem {
  /** Where in the file: `['operations', 'list-orders', 'result']`. */
  readonly path: JsonPath;
  readonly message: string;
  /** The mistake inside an expression or template, with its position in that text. */
  readonly error?: ExpressionError;
}

export type JsonPath = readonly (string | number)[];

/** Compiles the expressions of one file and collects what fails, so that all mistakes are told in one run. */
export class SourceCompiler {
  readonly problems: ConnectorProblem[] = [];

  expression(path: JsonPath, source: string): Expression {
    try {
      return compileExpression(source, CONNECTOR_FUNCTIONS);
    } catch (error) {
      const told = this.#tell(path, error);
      return { source, evaluate: throwing(told) };
    }
  }

  template(path: JsonPath, source: string): Template {
    try {
      return compileTemplate(source, CONNECTOR_FUNCTIONS);
    } catch (error) {
      const told = this.#tell(path, error);
      return { source, fill: throwing(told) };
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
