/** A body that is not written as the protocol has them. Says what came instead. */
export class UnreadableBody extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'UnreadableBody';
  }
}
