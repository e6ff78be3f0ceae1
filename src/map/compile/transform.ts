import { type AstNode, child } from './ast.ts';
import { BuiltIn } from './built-in.ts';
import { type Code, type Context, deeper, repeated } from './code.ts';
import { compileNode } from './compile-node.ts';
import { fail } from './errors.ts';
import { callFunction, isFunction } from './function-value.ts';
import type { Run } from './run.ts';
import { type Frame, FrameLayout, Scope } from './scope.ts';
import { isArray } from './sequence.ts';
import { setOwn } from './set-own.ts';
import { compileName } from './variable.ts';

/** `|pattern|update,delete|`: a function that yields a changed copy of an object or a list. */
export function compileTransform(node: AstNode, context: Context): Code {
  // The function may call itself, so that each call has a frame of its own for the blocks in it.
  const layout = new FrameLayout(context.scope.layout);
  const inside = { ...repeated(context), scope: new Scope(context.scope, layout, true) };
  const pattern = compileNode(child(node.pattern, node), deeper(inside));
  const update = compileNode(child(node.update, node), inside);
  const deletion = node.delete === undefined ? undefined : compileNode(node.delete, inside);
  const clone = compileName('clone', context);

  const change = (match: unknown, frame: Frame, run: Run): void => {
    run.step();
    const changes = update(match, frame, run);
    if (changes !== undefined) {
      if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) {
        fail('T2011', { position: node.update?.position, value: changes });
      }
      if (typeof match === 'object' && match !== null) {
        for (const key of Object.keys(changes)) {
          setOwn(match as Record<string, unknown>, key, (changes as Record<string, unknown>)[key]);
        }
      } else if (Object.keys(changes).length > 0) {
        // jsonata writes on the text or number itself, which JavaScript refuses.
        throw new TypeError(
          `Cannot create property '${Object.keys(changes)[0]}' on ${typeof match} '${String(match)}'`,
        );
      }
    }
    const deletions = deletion?.(match, frame, run);
    if (deletions === undefined) return;
    const names: readonly unknown[] = Array.isArray(deletions) ? deletions : [deletions];
    if (!names.every((name): name is string => typeof name === 'string')) {
      fail('T2012', { position: node.delete?.position, value: deletions });
    }
    if (typeof match === 'object' && match !== null) {
      for (const name of names) delete (match as Record<string, unknown>)[name];
    }
  };

  return (_input, frame) =>
    new BuiltIn({
      name: '',
      signature: '<(oa):o>',
      arity: 1,
      parameters: 'obj',
      call: (run, object) => {
        if (object === undefined) return undefined;
        const own = layout.blank();
        own[0] = frame;
        const cloneFunction = clone(undefined, frame, run);
        if (!isFunction(cloneFunction)) return fail('T2013', { position: node.position });
        const copy = callFunction(cloneFunction, [object], null, run);
        const matches = pattern(copy, own, run);
        if (matches === undefined) return copy;
        if (isArray(matches)) for (const match of matches) change(match, own, run);
        else change(matches, own, run);
        return copy;
      },
    });
}
