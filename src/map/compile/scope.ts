import { type AstNode, childrenOf } from './ast.ts';

/** Variables at run time. The first element is the frame around it, the others are slots that the compiler gave out. */
export type Frame = unknown[];

/** What a slot holds before its variable is bound: the name then means the variable of the same name further out. */
export const UNBOUND = Symbol('unbound');

/** How many slots a frame has. Blocks that run once for one frame share it. */
export class FrameLayout {
  readonly parent: FrameLayout | undefined;
  size = 1;

  constructor(parent: FrameLayout | undefined) {
    this.parent = parent;
  }

  slot(): number {
    this.size += 1;
    return this.size - 1;
  }

  /** A frame with nothing bound. */
  blank(): Frame {
    return [undefined, ...new Array(this.size - 1).fill(UNBOUND)];
  }
}

/** Where a variable may be: so many frames out, in this slot. */
export interface Place {
  readonly hops: number;
  readonly slot: number;
}

/** The names that a block, a function or a tuple stream can bind. */
export class Scope {
  readonly parent: Scope | undefined;
  readonly layout: FrameLayout;
  readonly names = new Map<string, number>();
  /** Whether `:=` in it binds further out: it has a frame for the blocks in it, and no names of its own. */
  readonly bindsOutside: boolean;

  constructor(parent: Scope | undefined, layout: FrameLayout, bindsOutside = false) {
    this.parent = parent;
    this.layout = layout;
    this.bindsOutside = bindsOutside;
  }

  declare(name: string): number {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    const slot = this.layout.slot();
    this.names.set(name, slot);
    return slot;
  }

  /** Every place outside of the root that a name may be bound in, from the inside out. */
  places(name: string): readonly Place[] {
    const places: Place[] = [];
    let hops = 0;
    for (let scope: Scope | undefined = this; scope?.parent !== undefined; scope = scope.parent) {
      const slot = scope.names.get(name);
      if (slot !== undefined) places.push({ hops, slot });
      if (scope.layout !== scope.parent.layout) hops += 1;
    }
    return places;
  }

  get root(): Scope {
    let scope: Scope = this;
    while (scope.parent !== undefined) scope = scope.parent;
    return scope;
  }
}

/** Names that `:=` binds in the frame that these nodes are evaluated in: not those of blocks and functions inside. */
export const namesBoundIn = (nodes: readonly AstNode[]): Set<string> => new Set(bindingsIn(nodes).keys());

/** The same names, each with how many times it is written on the left of a `:=`. */
export function bindingsIn(nodes: readonly AstNode[]): Map<string, number> {
  const names = new Map<string, number>();
  const visit = (node: AstNode): void => {
    if (node.type === 'bind' && node.lhs !== undefined) {
      const name = String((node.lhs as AstNode).value);
      names.set(name, (names.get(name) ?? 0) + 1);
    }
    for (const each of childrenOf(node)) {
      // A filter on a block is evaluated around the block.
      if (opensScope(each)) outside(each).forEach(visit);
      else visit(each);
    }
  };
  for (const node of nodes) {
    if (opensScope(node)) outside(node).forEach(visit);
    else visit(node);
  }
  return names;
}

const opensScope = (node: AstNode): boolean => node.type === 'block' || (node.type === 'lambda' && node.thunk !== true);

function outside(node: AstNode): readonly AstNode[] {
  const stages = [...(node.predicate ?? []), ...(node.stages ?? [])].flatMap(({ expr }) =>
    expr === undefined ? [] : [expr],
  );
  return [...stages, ...(node.group?.lhs.flat() ?? [])];
}

/** Whether a value made in these nodes can outlive their evaluation and still see their variables. */
export function makesClosures(nodes: readonly AstNode[]): boolean {
  return nodes.some(
    (node) =>
      (node.type === 'lambda' && node.thunk !== true) ||
      node.type === 'transform' ||
      node.type === 'partial' ||
      (node.type === 'variable' && node.value === 'eval') ||
      makesClosures(childrenOf(node)),
  );
}
