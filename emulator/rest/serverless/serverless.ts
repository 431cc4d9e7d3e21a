import { buildResources } from './builds';
import { deploymentResources } from './deployments';
import { environmentResources } from './environments';
import { logResources } from './logs';
import type { Resource } from './serverless-resource';
import { serviceResources } from './services';
import { uploadResources } from './uploads';
import { variableResources } from './variables';

/** The Serverless API: https://www.twilio.com/docs/serverless/api. Uploads have their own host. */
export const serverlessResources: readonly Resource[] = [
  ...serviceResources,
  ...environmentResources,
  ...uploadResources,
  ...buildResources,
  ...variableResources,
  ...deploymentResources,
  ...logResources,
].map((resource) => ({ product: 'serverless', ...resource }));
