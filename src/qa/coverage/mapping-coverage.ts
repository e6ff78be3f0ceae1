import { placeOf } from '../../map/mapping.ts';
import {
  type Branch,
  type ObservedExpression,
  type ObservedNode,
  observedExpression,
} from '../../map/observed-expression.ts';

/** Something of a mapping that no case and no scenario ever ran. */
export interface Missed {
  readonly line: number;
  readonly column: number;
  /** An expression that was never evaluated, or a branch of a condition that was never taken. */
  readonly what: 'expression' | 'first branch' | 'other branch';
}

/** How much of one mapping ran. */
export interface FileCoverage {
  readonly file: string;
  /** Expressions and branches together. */
  readonly total: number;
  readonly covered: number;
  /** By place. */
  readonly missed: readonly Missed[];
}

/** What ran of one mapping, in a form that goes from one process to another: places in the list of its nodes. */
export interface CoverageHits {
  readonly file: string;
  readonly evaluated: readonly number[];
  readonly onThen: readonly number[];
  readonly onElse: readonly number[];
}

interface Observed {
  readonly source: string;
  readonly nodes: readonly ObservedNode[];
  readonly evaluated: Set<number>;
  readonly onThen: Set<number>;
  readonly onElse: Set<number>;
}

const onBranch = (branch: Branch) => (branch === 'then' ? 'onThen' : 'onElse');
const HITS_FOR = { expression: 'evaluated', 'first branch': 'onThen', 'other branch': 'onElse' } as const;

/** Gathers which expressions and branches of mappings run, over any number of evaluations and processes. */
export class MappingCoverage {
  readonly #files = new Map<string, Observed>();

  /** The expression of a mapping, compiled so that whatever it does counts. Throws an ExpressionError. */
  observe(file: string, source: string): ObservedExpression {
    const indexes = new Map<ObservedNode, number>();
    const hits = { evaluated: new Set<number>(), onThen: new Set<number>(), onElse: new Set<number>() };
    const indexOf = (node: ObservedNode): number => indexes.get(node) ?? -1;
    const expression = observedExpression(source, {
      evaluated: (node) => hits.evaluated.add(indexOf(node)),
      branchTaken: (node, branch) => hits[onBranch(branch)].add(indexOf(node)),
    });
    for (const [index, node] of expression.nodes.entries()) indexes.set(node, index);
    const known = this.#files.get(file);
    this.#files.set(file, { source, nodes: expression.nodes, ...hits });
    if (known !== undefined && known.source === source) this.add(hitsOf(file, known));
    return expression;
  }

  /** What ran elsewhere. Files that were never observed here are left out. */
  add({ file, ...hits }: CoverageHits): void {
    const observed = this.#files.get(file);
    if (observed === undefined) return;
    for (const kind of ['evaluated', 'onThen', 'onElse'] as const)
      for (const index of hits[kind]) observed[kind].add(index);
  }

  hits(): CoverageHits[] {
    return [...this.#files].map(([file, observed]) => hitsOf(file, observed));
  }

  /** By file, in the order of their names. */
  report(): FileCoverage[] {
    return [...this.#files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, observed]) => coverageOf(file, observed));
  }
}

const hitsOf = (file: string, { evaluated, onThen, onElse }: Observed): CoverageHits => ({
  file,
  evaluated: [...evaluated],
  onThen: [...onThen],
  onElse: [...onElse],
});

function coverageOf(file: string, observed: Observed): FileCoverage {
  const missed: Missed[] = [];
  let total = 0;
  for (const [index, node] of observed.nodes.entries()) {
    const wanted: readonly Missed['what'][] =
      node.type === 'condition' ? ['first branch', 'other branch'] : ['expression'];
    for (const what of wanted) {
      total += 1;
      if (observed[HITS_FOR[what]].has(index)) continue;
      missed.push({ ...placeOf(observed.source, node.position - 1), what });
    }
  }
  return { file, total, covered: total - missed.length, missed };
}

/** Per cent of several files together, rounded down to a tenth: 97.96 % is not 98 %. Of nothing, 100. */
export function percentOf(files: readonly Pick<FileCoverage, 'total' | 'covered'>[]): number {
  const total = files.reduce((sum, file) => sum + file.total, 0);
  const covered = files.reduce((sum, file) => sum + file.covered, 0);
  return total === 0 ? 100 : Math.floor((covered / total) * 1000) / 10;
}
