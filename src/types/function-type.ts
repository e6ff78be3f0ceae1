import type { FunctionSignature } from '../map/functions/mapping-function.ts';
import type { SyntaxNode } from '../map/syntax-tree.ts';
import type { Scope } from './scope.ts';
import type { Type } from './type.ts';

/** A function as a value: what is known of it without calling it. */
export type FunctionType =
  | LambdaType
  | { readonly kind: 'built-in'; readonly name: string }
  | { readonly kind: 'library'; readonly signature: FunctionSignature }
  | { readonly kind: 'partial'; readonly of: FunctionType; readonly args: readonly (Type | undefined)[] }
  | { readonly kind: 'chain'; readonly first: FunctionType; readonly then: FunctionType }
  | { readonly kind: 'transform'; readonly node: SyntaxNode; readonly scope: Scope }
  | { readonly kind: 'regex' };

/** Written as `function($a) {…}`; it sees the variables and the context of the place where it is written. */
export interface LambdaType {
  readonly kind: 'lambda';
  readonly node: SyntaxNode;
  readonly scope: Scope;
}
