/** The connection block of pipewright.yaml by which a project reaches a desk’s twin. */
export interface DeskConnection {
  readonly connector: string;
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, unknown>>;
}
