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
import { conflict, foundIn, serviceIn, servicePath, shownBase, urlOf } from './place';
import type { Answer, Asked, Resource } from './serverless-resource';

const createBuild: Answer = (asked) => {
  const { platform, serverless, request } = asked;
  const service = serviceIn(asked);
  const build = requestIn(request.form, service);
  const why = whyRefused(build, platform.assumptions);
  // https://github.com/twilio-labs/serverless-toolkit/issues/564 shows the number.
  if (why) throw new Refusal(400, 20001, why);
  return { status: 201, body: shown(asked, service, serverless.createBuild(service, build)) };
};

const listBuilds: Answer = (asked) => {
  const service = serviceIn(asked);
  return metaPageOf(asked.request, {
    key: 'builds',
    // The newest first, as Twilio's own lists.
    items: [...service.builds.values()].reverse(),
    sidOf: ({ sid }) => sid,
    show: (build) => shown(asked, service, build),
  });
};

const fetchBuild: Answer = (asked) => ({ status: 200, body: shown(asked, serviceIn(asked), buildIn(asked)) });

const fetchStatus: Answer = (asked) => {
  const service = serviceIn(asked);
  const build = buildIn(asked);
  const { sid, account_sid, service_sid } = shownBase(asked, service, build);
  const status = statusOf(build, asked.platform.clock.now());
  const url = urlOf(asked, `${servicePath(service)}/Builds/${sid}/Status`);
  return { status: 200, body: { sid, account_sid, service_sid, status, url } };
};

/** What is served stays; no page names the number of the error. */
const deleteBuild: Answer = (asked) => {
  const service = serviceIn(asked);
  const { sid } = buildIn(asked);
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

const buildIn = (asked: Asked): Build => foundIn(asked, serviceIn(asked).builds, 'BuildSid');

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
    if (!version) throw badParameter(name, `there is no version ${sid} in this service.`);
    return version;
  });
}

/** The toolkit sends the list in quotation marks of its own. */
function dependenciesIn(text: string | null): Dependency[] {
  if (!text) return [];
  try {
    const list = JSON.parse(text.replace(/^"(\[.*\])"$/s, '$1'));
    return list.map(({ name, version }: Dependency) => ({ name: `${name}`, version: `${version}` }));
  } catch {
    throw badParameter('Dependencies', `"${text}" is no JSON list of names and versions.`);
  }
}

function shown(asked: Asked, service: Service, build: Build) {
  const { platform } = asked;
  const path = `${servicePath(service)}/Builds/${build.sid}`;
  const status = statusOf(build, platform.clock.now());
  return {
    ...shownBase(asked, service, build),
    status,
    function_versions: build.functionVersions.map((version) => shownVersion(asked, service, version)),
    asset_versions: build.assetVersions.map((version) => shownVersion(asked, service, version)),
    dependencies: build.dependencies,
    runtime: build.runtime,
    date_updated: isoDate(status === 'building' ? build.dateCreated : build.dateDone),
    url: urlOf(asked, path),
    links: { build_status: urlOf(asked, `${path}/Status`) },
  };
}

/** In capital letters here, and here only, as in Twilio's examples. */
function shownVersion(asked: Asked, service: Service, version: Version) {
  const { of, path, visibility } = version;
  const base = shownBase(asked, service, version);
  return { ...base, [`${of.kind}_sid`]: of.sid, path, visibility: visibility.toUpperCase() };
}
