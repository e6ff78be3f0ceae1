import type { CompiledConnector } from '../compiled-connector.ts';
import { graphql } from './graphql.ts';
import { odata } from './odata.ts';
import type { Protocol } from './protocol.ts';
import { rest } from './rest.ts';

/** An exchange of files answers as a web service of JSON would. */
export const PROTOCOLS: Readonly<Record<CompiledConnector['protocol'], Protocol>> = {
  rest,
  odata,
  graphql,
  files: rest,
};
