import type { Serverless } from '../../functions/uploaded/serverless';
import type * as rest from '../resource';

interface Stores {
  readonly serverless: Serverless;
}

/** The types of the Serverless API's resources. */
export type RequestContext = rest.RequestContext<Stores>;
export type Handler = rest.Handler<Stores>;
export type Resource = rest.Resource<Stores>;
