import { credentialsOf } from '../check/connection-settings.ts';
import type { Loaded } from '../load/load-project.ts';
import type { ConnectorFile } from '../model/config.generated.ts';
import type { PipeChoice } from './workable-pipes.ts';

/** One connection of the new project. */
export interface PlannedConnection {
  /** `shop` or `erp`: what the built-in pipes call it. */
  readonly name: 'shop' | 'erp';
  readonly connector: ConnectorFile;
}

/** Everything that the files of a new project are written from. */
export interface ScaffoldPlan {
  readonly project: string;
  readonly shop: PlannedConnection;
  readonly erp: PlannedConnection;
  readonly pipes: readonly PipeChoice[];
  /** Names of the lookup tables that the mappings of the working pipes always ask. */
  readonly tables: readonly string[];
  /** Version of Pipewright that the project is made for. */
  readonly version: string;
  /** Folder of the installed package, from the project’s root: where the schemas are for editors. */
  readonly packageFolder: string;
}

export const planned = (name: PlannedConnection['name'], connector: Loaded<ConnectorFile>): PlannedConnection => ({
  name,
  connector: connector.value,
});

/** A credential and the environment variable that brings it. */
export interface CredentialVariable {
  readonly credential: string;
  readonly variable: string;
}

/** Variables of the first way to sign in: `WOOCOMMERCE_CONSUMER_KEY`, in another environment `WOOCOMMERCE_SANDBOX_CONSUMER_KEY`. */
export function credentialVariables({ connector }: PlannedConnection, environment?: string): CredentialVariable[] {
  const [method] = connector.auth;
  const parts = [connector.connector, ...(environment === undefined ? [] : [environment])];
  return (method === undefined ? [] : credentialsOf(method)).map((credential) => ({
    credential,
    variable: [...parts, credential].join('_').replaceAll('-', '_').toUpperCase(),
  }));
}
