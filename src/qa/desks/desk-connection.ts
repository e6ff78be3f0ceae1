/** The connection block of pipewright.yaml by which a project reaches a desk’s twin. */
export interface DeskConnection {
  readonly connector: string;
  readonly url: string;
  /** By which of the connector’s ways it signs in; not given: the first one. */
  readonly auth?: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, unknown>>;
}
