import type { Serverless } from '../../functions/uploaded/serverless';
import type * as rest from '../resource';

interface Stores {
  readonly serverless: Serverless;
}

/** What the resources of the Serverless API are asked, answer and are. */
export type Asked = rest.Asked<Stores>;
export type Answer = rest.Answer<Stores>;
export type Resource = rest.Resource<Stores>;
