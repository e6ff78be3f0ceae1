const LISTENING = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `listener` once when the signal is aborted; yields how to have it forgotten. One listener at the signal serves
 * all that it is given, because adding and removing one at each call costs as much as building the call.
 */
export function onAborted(signal: AbortSignal, listener: () => void): () => void {
  let listeners = LISTENING.get(signal);
  if (listeners === undefined) {
    const all = new Set<() => void>();
    signal.addEventListener(
      'abort',
      () => {
        for (const each of all) each();
        all.clear();
      },
      { once: true },
    );
    LISTENING.set(signal, all);
    listeners = all;
  }
  const mine = listeners;
  mine.add(listener);
  return () => mine.delete(listener);
}
