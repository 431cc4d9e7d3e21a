import { longestDomainSuffix } from '../../functions/uploaded/platform';
import { type Environment, newestDeployment, type Service } from '../../functions/uploaded/service';
import { isoDate } from '../../platform/dates';
import { metaPageOf } from '../page';
import { badParameter } from '../refusal';
import { listing, reading } from '../resource';
import { baseBody, conflict, environmentIn, environmentPath, serviceIn, textIn, urlOf } from './place';
import type { Handler, RequestContext, Resource } from './serverless-resource';

const longestName = 100;

const createEnvironment: Handler = (context) => {
  const { form } = context.request;
  const service = serviceIn(context);
  const uniqueName = textIn(form, 'UniqueName', longestName);
  const suffix = suffixIn(form);
  for (const other of service.environments.values()) {
    if (other.uniqueName === uniqueName || other.domainSuffix === suffix) {
      throw conflict(`The environment ${other.uniqueName} already has that name or domain. Choose another.`);
    }
  }
  const environment = context.serverless.createEnvironment(service, uniqueName, suffix);
  return { status: 201, body: bodyOf(context, service, environment) };
};

const listEnvironments: Handler = (context) => {
  const service = serviceIn(context);
  return metaPageOf(context.request, {
    key: 'environments',
    items: [...service.environments.values()],
    sidOf: ({ sid }) => sid,
    show: (environment) => bodyOf(context, service, environment),
  });
};

const fetchEnvironment: Handler = (context) => ({
  status: 200,
  body: bodyOf(context, serviceIn(context), environmentIn(context)),
});

const deleteEnvironment: Handler = (context) => {
  context.serverless.deleteEnvironment(serviceIn(context), environmentIn(context));
  return { status: 204 };
};

/** Twilio's toolkit sends it, although environments do not have this property: https://github.com/twilio-labs/serverless-toolkit */
const unusedName = 'FriendlyName';

/** https://www.twilio.com/docs/serverless/api/resource/environment */
export const environmentResources: readonly Resource[] = [
  {
    path: '/Services/{ServiceSid}/Environments',
    methods: {
      GET: listing('', listEnvironments),
      POST: reading(`UniqueName DomainSuffix ${unusedName}`, createEnvironment),
    },
  },
  {
    path: '/Services/{ServiceSid}/Environments/{EnvironmentSid}',
    methods: { GET: fetchEnvironment, DELETE: deleteEnvironment },
  },
];

/** Optional: without it, the environment's domain has no suffix. */
function suffixIn(form: URLSearchParams): string | undefined {
  const suffix = form.get('DomainSuffix');
  if (!suffix) return undefined;
  if (suffix.length <= longestDomainSuffix && /^[a-zA-Z0-9-]+$/.test(suffix)) return suffix;
  throw badParameter('DomainSuffix', `Use up to ${longestDomainSuffix} letters, digits and dashes.`);
}

function bodyOf(context: RequestContext, service: Service, environment: Environment) {
  const path = environmentPath(service, environment);
  const links = ['Variables', 'Deployments', 'Logs'];
  return {
    ...baseBody(context, service, environment),
    unique_name: environment.uniqueName,
    domain_suffix: environment.domainSuffix ?? null,
    domain_name: environment.domainName,
    build_sid: newestDeployment(environment)?.buildSid ?? null,
    date_updated: isoDate(environment.dateUpdated),
    url: urlOf(context, path),
    links: Object.fromEntries(links.map((link) => [link.toLowerCase(), urlOf(context, `${path}/${link}`)])),
  };
}
