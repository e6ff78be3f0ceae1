/** What SX itself refuses: success over HTTP, with the reason in `cErrorMessage` (sheet section 6). */
export class SxError extends Error {}

/** What the gateway refuses, before SX is asked. */
export class GatewayError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}
