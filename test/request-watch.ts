import type { RunningTwin, TwinRequest } from '../src/twin/kit/twin-server.ts';

/** Called before a twin does the work of a request, and after it, before the answer leaves; the twin waits for it. */
export type RequestWatch = (when: 'before' | 'after', request: TwinRequest) => Promise<void> | void;

/** Lets a test act inside requests: between the work of one and its answer a process dies at the worst moment. */
export function watchRequests({ system }: RunningTwin, watch: RequestWatch): void {
  const handle = system.handle.bind(system);
  system.handle = async (request, expired) => {
    await watch('before', request);
    const reply = await handle(request, expired);
    await watch('after', request);
    return reply;
  };
}
