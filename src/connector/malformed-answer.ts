/** An answer came and is not what the connector expects of it: whether anything was written cannot be told from it. */
export class MalformedAnswer extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'MalformedAnswer';
  }
}
