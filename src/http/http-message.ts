/** One request, ready to be sent: the address is complete and signed. */
export interface HttpRequest {
  readonly method: string;
  /** Scheme, host and port: `https://shop.example.com`. */
  readonly origin: string;
  /** Path and query as they go over the wire, percent-encoded. */
  readonly path: string;
  /** Names in any case; values without line breaks. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole answer, from the call of `send` to the last byte, in milliseconds. */
  readonly timeoutMs: number;
  /** Largest body that is read, in bytes after decompression. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** One answer, body decompressed. Any status: what it means is not this layer's to say. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; a header that came several times is joined by `, `, except set-cookie. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

export interface HttpClient {
  /** Rejects with an HttpFailure, and with an IntegrationError HEADER_REFUSED for a header that holds a line break. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}
