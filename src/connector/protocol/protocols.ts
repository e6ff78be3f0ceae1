import type { CompiledConnector } from '../compiled-connector.ts';
import { graphql } from './graphql.ts';
import { odata } from './odata.ts';
import type { Protocol } from './protocol.ts';
import { rest } from './rest.ts';
import { xml } from './xml.ts';

type Makers = Readonly<Record<CompiledConnector['protocol'], (connector: CompiledConnector) => Protocol>>;

/** An exchange of files answers as a web service of JSON would. */
const PROTOCOLS: Makers = {
  rest: () => rest,
  odata: () => odata,
  graphql: () => graphql,
  files: () => rest,
  xml: (connector) => xml(connector.xml),
};

/** How the calls of a connector are carried. */
export const protocolOf = (connector: CompiledConnector): Protocol => PROTOCOLS[connector.protocol](connector);
