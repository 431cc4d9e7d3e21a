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
import { conflict, environmentIn, environmentPath, foundIn, serviceIn, shownBase, urlOf } from './place';
import type { Answer, Asked, Resource } from './serverless-resource';

const createDeployment: Answer = (asked) => {
  const { platform, serverless, request } = asked;
  if (request.form.get('IsPlugin') === 'true') throw new NotEmulated('deployments of Flex plugins');
  const service = serviceIn(asked);
  const environment = environmentIn(asked);
  const build = buildIn(asked, service);
  refuseSame(environment, build);
  if (platform.assumptions.largeEnvironment === 'deployment-refused' && isTooLarge(service, environment)) {
    throw badParameter('Variables', 'they are larger than 3 KB together. Remove or shorten some.');
  }
  return {
    status: 201,
    body: shown(asked, service, environment, serverless.deploy(service, environment, build)),
  };
};

const listDeployments: Answer = (asked) => {
  const service = serviceIn(asked);
  const environment = environmentIn(asked);
  return metaPageOf(asked.request, {
    key: 'deployments',
    // The newest first, as Twilio's own lists.
    items: [...environment.deployments.values()].reverse(),
    sidOf: ({ sid }) => sid,
    show: (deployment) => shown(asked, service, environment, deployment),
  });
};

const fetchDeployment: Answer = (asked) => {
  const environment = environmentIn(asked);
  const deployment = foundIn(asked, environment.deployments, 'Sid');
  return { status: 200, body: shown(asked, serviceIn(asked), environment, deployment) };
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

/** No build at all takes away what is served. */
function buildIn({ platform, request }: Asked, { builds }: Service): Build | undefined {
  const sid = request.form.get('BuildSid');
  if (!sid) return undefined;
  const build = builds.get(sid);
  if (!build) throw badParameter('BuildSid', `there is no build ${sid} in this service.`);
  const status = statusOf(build, platform.clock.now());
  if (status !== 'completed')
    throw badParameter('BuildSid', `the build is ${status}. Deploy a completed one.`);
  return build;
}

/** https://github.com/twilio-labs/serverless-toolkit/issues/171 */
function refuseSame(environment: Environment, build: Build | undefined): void {
  if (build && newestDeployment(environment)?.buildSid === build.sid) {
    throw conflict(`The environment ${environment.uniqueName} is served from this build already.`);
  }
}

function shown(asked: Asked, service: Service, environment: Environment, deployment: DeploymentRecord) {
  return {
    ...shownBase(asked, service, deployment),
    environment_sid: environment.sid,
    build_sid: deployment.buildSid ?? null,
    date_updated: isoDate(deployment.dateUpdated),
    url: urlOf(asked, `${environmentPath(service, environment)}/Deployments/${deployment.sid}`),
  };
}
