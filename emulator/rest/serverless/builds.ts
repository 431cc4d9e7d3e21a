import { type BuildRequest, whyRefused } from '../../functions/uploaded/build';
import { usualRuntime } from '../../functions/uploaded/platform';
import {
  type Build,
  type Dependency,
  newestDeployment,
  type Service,
  statusOf,
  type Uploadable,
  type Version,
} from '../../functions/uploaded/service';
import { isoDate } from '../../platform/dates';
import { metaPageOf } from '../page';
import { badParameter, Refusal } from '../refusal';
import { listing, reading } from '../resource';
import { baseBody, conflict, foundIn, serviceIn, servicePath, urlOf } from './place';
import type { Handler, RequestContext, Resource } from './serverless-resource';

const createBuild: Handler = (context) => {
  const { platform, serverless, request } = context;
  const service = serviceIn(context);
  const build = requestIn(request.form, service);
  const why = whyRefused(build, platform.assumptions);
  // https://github.com/twilio-labs/serverless-toolkit/issues/564 shows the code.
  if (why) throw new Refusal(400, 20001, why);
  return { status: 201, body: bodyOf(context, service, serverless.createBuild(service, build)) };
};

const listBuilds: Handler = (context) => {
  const service = serviceIn(context);
  return metaPageOf(context.request, {
    key: 'builds',
    // Newest first, as in Twilio's lists.
    items: [...service.builds.values()].reverse(),
    sidOf: ({ sid }) => sid,
    show: (build) => bodyOf(context, service, build),
  });
};

const fetchBuild: Handler = (context) => ({
  status: 200,
  body: bodyOf(context, serviceIn(context), buildIn(context)),
});

const fetchStatus: Handler = (context) => {
  const service = serviceIn(context);
  const build = buildIn(context);
  const { sid, account_sid, service_sid } = baseBody(context, service, build);
  const status = statusOf(build, context.platform.clock.now());
  const url = urlOf(context, `${servicePath(service)}/Builds/${sid}/Status`);
  return { status: 200, body: { sid, account_sid, service_sid, status, url } };
};

/** A deployed build cannot be deleted. Twilio does not document the error code. */
const deleteBuild: Handler = (context) => {
  const service = serviceIn(context);
  const { sid } = buildIn(context);
  const user = [...service.environments.values()].find((one) => newestDeployment(one)?.buildSid === sid);
  if (user)
    throw conflict(`The environment ${user.uniqueName} is served from this build. Deploy another one first.`);
  service.builds.delete(sid);
  return { status: 204 };
};

/** https://www.twilio.com/docs/serverless/api/resource/build */
export const buildResources: readonly Resource[] = [
  {
    path: '/Services/{ServiceSid}/Builds',
    methods: {
      GET: listing('', listBuilds),
      POST: reading('AssetVersions FunctionVersions Dependencies Runtime', createBuild),
    },
  },
  { path: '/Services/{ServiceSid}/Builds/{BuildSid}', methods: { GET: fetchBuild, DELETE: deleteBuild } },
  { path: '/Services/{ServiceSid}/Builds/{BuildSid}/Status', methods: { GET: fetchStatus } },
];

const buildIn = (context: RequestContext): Build => foundIn(context, serviceIn(context).builds, 'BuildSid');

function requestIn(form: URLSearchParams, { functions, assets, builds }: Service): BuildRequest {
  const lastRuntime = [...builds.values()].at(-1)?.runtime;
  return {
    functionVersions: versionsIn(form, 'FunctionVersions', functions),
    assetVersions: versionsIn(form, 'AssetVersions', assets),
    dependencies: dependenciesIn(form.get('Dependencies')),
    runtime: form.get('Runtime') ?? lastRuntime ?? usualRuntime,
  };
}

function versionsIn(form: URLSearchParams, name: string, all: ReadonlyMap<string, Uploadable>): Version[] {
  return form.getAll(name).map((sid) => {
    const of = [...all.values()].find(({ versions }) => versions.has(sid));
    const version = of?.versions.get(sid);
    if (!version) throw badParameter(name, `there is no version ${sid} in this service. Upload it first.`);
    return version;
  });
}

/** Twilio's toolkit sends the list in quotation marks. */
function dependenciesIn(text: string | null): Dependency[] {
  if (!text) return [];
  try {
    const list = JSON.parse(text.replace(/^"(\[.*\])"$/s, '$1'));
    return list.map(({ name, version }: Dependency) => ({ name: `${name}`, version: `${version}` }));
  } catch {
    throw badParameter('Dependencies', `"${text}" is not a JSON list. Send [{"name": "…", "version": "…"}].`);
  }
}

function bodyOf(context: RequestContext, service: Service, build: Build) {
  const { platform } = context;
  const path = `${servicePath(service)}/Builds/${build.sid}`;
  const status = statusOf(build, platform.clock.now());
  return {
    ...baseBody(context, service, build),
    status,
    function_versions: build.functionVersions.map((version) => versionBody(context, service, version)),
    asset_versions: build.assetVersions.map((version) => versionBody(context, service, version)),
    dependencies: build.dependencies,
    runtime: build.runtime,
    date_updated: isoDate(status === 'building' ? build.dateCreated : build.dateDone),
    url: urlOf(context, path),
    links: { build_status: urlOf(context, `${path}/Status`) },
  };
}

/** Twilio's examples have the visibility in capital letters, only here. */
function versionBody(context: RequestContext, service: Service, version: Version) {
  const { of, path, visibility } = version;
  const base = baseBody(context, service, version);
  return { ...base, [`${of.kind}_sid`]: of.sid, path, visibility: visibility.toUpperCase() };
}
