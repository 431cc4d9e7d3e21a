import { longestDomainSuffix } from '../../functions/uploaded/platform';
import { type Environment, newestDeployment, type Service } from '../../functions/uploaded/service';
import { isoDate } from '../../platform/dates';
import { metaPageOf } from '../page';
import { badParameter } from '../refusal';
import { listing, reading } from '../resource';
import { conflict, environmentIn, environmentPath, serviceIn, shownBase, textIn, urlOf } from './place';
import type { Answer, Asked, Resource } from './serverless-resource';

const longestName = 100;

const createEnvironment: Answer = (asked) => {
  const { form } = asked.request;
  const service = serviceIn(asked);
  const uniqueName = textIn(form, 'UniqueName', longestName);
  const suffix = suffixIn(form);
  for (const other of service.environments.values()) {
    if (other.uniqueName === uniqueName || other.domainSuffix === suffix) {
      throw conflict(`The environment ${other.uniqueName} has that name or domain already.`);
    }
  }
  const environment = asked.serverless.createEnvironment(service, uniqueName, suffix);
  return { status: 201, body: shown(asked, service, environment) };
};

const listEnvironments: Answer = (asked) => {
  const service = serviceIn(asked);
  return metaPageOf(asked.request, {
    key: 'environments',
    items: [...service.environments.values()],
    sidOf: ({ sid }) => sid,
    show: (environment) => shown(asked, service, environment),
  });
};

const fetchEnvironment: Answer = (asked) => ({
  status: 200,
  body: shown(asked, serviceIn(asked), environmentIn(asked)),
});

const deleteEnvironment: Answer = (asked) => {
  asked.serverless.deleteEnvironment(serviceIn(asked), environmentIn(asked));
  return { status: 204 };
};

/** Twilio's own toolkit sends it, though an environment has no such name: https://github.com/twilio-labs/serverless-toolkit */
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

/** None of the environments need have one: then its domain has none either. */
function suffixIn(form: URLSearchParams): string | undefined {
  const suffix = form.get('DomainSuffix');
  if (!suffix) return undefined;
  if (suffix.length <= longestDomainSuffix && /^[a-zA-Z0-9-]+$/.test(suffix)) return suffix;
  throw badParameter('DomainSuffix', `Use up to ${longestDomainSuffix} letters, digits and dashes.`);
}

function shown(asked: Asked, service: Service, environment: Environment) {
  const path = environmentPath(service, environment);
  const links = ['Variables', 'Deployments', 'Logs'];
  return {
    ...shownBase(asked, service, environment),
    unique_name: environment.uniqueName,
    domain_suffix: environment.domainSuffix ?? null,
    domain_name: environment.domainName,
    build_sid: newestDeployment(environment)?.buildSid ?? null,
    date_updated: isoDate(environment.dateUpdated),
    url: urlOf(asked, path),
    links: Object.fromEntries(links.map((link) => [link.toLowerCase(), urlOf(asked, `${path}/${link}`)])),
  };
}
