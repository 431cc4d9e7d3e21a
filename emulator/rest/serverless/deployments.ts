import { isTooLarge } from '../../functions/uploaded/serverless';
import {
  type Build,
  type DeploymentRecord,
  type Environment,
  newestDeployment,
  type Service,
  statusOf,
} from '../../functions/uploaded/service';
import { isoDate } from '../../platform/dates';
import { NotEmulated } from '../../platform/not-emulated';
import { metaPageOf } from '../page';
import { badParameter } from '../refusal';
import { listing, reading } from '../resource';
import { baseBody, conflict, environmentIn, environmentPath, foundIn, serviceIn, urlOf } from './place';
import type { Handler, RequestContext, Resource } from './serverless-resource';

const createDeployment: Handler = (context) => {
  const { platform, serverless, request } = context;
  if (request.form.get('IsPlugin') === 'true') throw new NotEmulated('deployments of Flex plugins');
  const service = serviceIn(context);
  const environment = environmentIn(context);
  const build = buildIn(context, service);
  refuseSame(environment, build);
  if (platform.assumptions.largeEnvironment === 'deployment-refused' && isTooLarge(service, environment)) {
    throw badParameter('Variables', 'they are larger than 3 KB in total. Remove or shorten some.');
  }
  return {
    status: 201,
    body: bodyOf(context, service, environment, serverless.deploy(service, environment, build)),
  };
};

const listDeployments: Handler = (context) => {
  const service = serviceIn(context);
  const environment = environmentIn(context);
  return metaPageOf(context.request, {
    key: 'deployments',
    // Newest first, as in Twilio's lists.
    items: [...environment.deployments.values()].reverse(),
    sidOf: ({ sid }) => sid,
    show: (deployment) => bodyOf(context, service, environment, deployment),
  });
};

const fetchDeployment: Handler = (context) => {
  const environment = environmentIn(context);
  const deployment = foundIn(context, environment.deployments, 'Sid');
  return { status: 200, body: bodyOf(context, serviceIn(context), environment, deployment) };
};

const path = '/Services/{ServiceSid}/Environments/{EnvironmentSid}/Deployments';

/** https://www.twilio.com/docs/serverless/api/resource/deployment */
export const deploymentResources: readonly Resource[] = [
  {
    path,
    methods: { GET: listing('', listDeployments), POST: reading('BuildSid IsPlugin', createDeployment) },
  },
  { path: `${path}/{Sid}`, methods: { GET: fetchDeployment } },
];

/** Without a BuildSid, the deployment takes the environment offline. */
function buildIn({ platform, request }: RequestContext, { builds }: Service): Build | undefined {
  const sid = request.form.get('BuildSid');
  if (!sid) return undefined;
  const build = builds.get(sid);
  if (!build) throw badParameter('BuildSid', `there is no build ${sid} in this service. Create it first.`);
  const status = statusOf(build, platform.clock.now());
  if (status !== 'completed')
    throw badParameter('BuildSid', `the build is ${status}. Deploy a completed one.`);
  return build;
}

/** https://github.com/twilio-labs/serverless-toolkit/issues/171 */
function refuseSame(environment: Environment, build: Build | undefined): void {
  if (build && newestDeployment(environment)?.buildSid === build.sid) {
    throw conflict(`The environment ${environment.uniqueName} already serves this build.`);
  }
}

function bodyOf(
  context: RequestContext,
  service: Service,
  environment: Environment,
  deployment: DeploymentRecord,
) {
  return {
    ...baseBody(context, service, deployment),
    environment_sid: environment.sid,
    build_sid: deployment.buildSid ?? null,
    date_updated: isoDate(deployment.dateUpdated),
    url: urlOf(context, `${environmentPath(service, environment)}/Deployments/${deployment.sid}`),
  };
}
