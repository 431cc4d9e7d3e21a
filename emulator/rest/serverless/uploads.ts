import type { Service, Uploadable, Version } from '../../functions/uploaded/service';
import { isoDate } from '../../platform/dates';
import { metaPageOf } from '../page';
import { badParameter } from '../refusal';
import { listing, reading } from '../resource';
import { foundIn, serviceIn, servicePath, shownBase, textIn, urlOf } from './place';
import type { Answer, Asked, Resource } from './serverless-resource';
import { uploadedFile } from './uploaded-file';

type Kind = Uploadable['kind'];

const longestName = 255;

/** What functions are called where assets are called otherwise. */
const words = {
  function: { folder: 'Functions', key: 'functions', name: 'FunctionSid' },
  asset: { folder: 'Assets', key: 'assets', name: 'AssetSid' },
} as const;

const create =
  (kind: Kind): Answer =>
  (asked) => {
    const service = serviceIn(asked);
    const name = textIn(asked.request.form, 'FriendlyName', longestName);
    const body = shown(asked, service, asked.serverless.createUploadable(service, kind, name));
    return { status: 201, body };
  };

const list =
  (kind: Kind): Answer =>
  (asked) => {
    const service = serviceIn(asked);
    return metaPageOf(asked.request, {
      key: words[kind].key,
      items: [...among(service, kind).values()],
      sidOf: ({ sid }) => sid,
      show: (uploadable) => shown(asked, service, uploadable),
    });
  };

const fetchOne =
  (kind: Kind): Answer =>
  (asked) => ({ status: 200, body: shown(asked, serviceIn(asked), uploadableIn(asked, kind)) });

const update =
  (kind: Kind): Answer =>
  (asked) => {
    const uploadable = uploadableIn(asked, kind);
    uploadable.friendlyName = textIn(asked.request.form, 'FriendlyName', longestName);
    uploadable.dateUpdated = asked.platform.clock.now();
    return { status: 200, body: shown(asked, serviceIn(asked), uploadable) };
  };

/** What is built of it stays. */
const remove =
  (kind: Kind): Answer =>
  (asked) => {
    among(serviceIn(asked), kind).delete(uploadableIn(asked, kind).sid);
    return { status: 204 };
  };

const upload =
  (kind: Kind): Answer =>
  (asked) => {
    const { platform, serverless, request } = asked;
    const uploadable = uploadableIn(asked, kind);
    const file = uploadedFile(kind, request.upload);
    if (platform.settings.refusesLeaks && file.visibility !== 'private') refuseLeak(file.path);
    const version = serverless.addVersion(uploadable, file);
    return { status: 201, body: shownVersion(asked, serviceIn(asked), version) };
  };

const listVersions =
  (kind: Kind): Answer =>
  (asked) => {
    const service = serviceIn(asked);
    return metaPageOf(asked.request, {
      key: `${kind}_versions`,
      items: [...uploadableIn(asked, kind).versions.values()].reverse(),
      sidOf: ({ sid }) => sid,
      show: (version) => shownVersion(asked, service, version),
    });
  };

const fetchVersion =
  (kind: Kind): Answer =>
  (asked) => ({ status: 200, body: shownVersion(asked, serviceIn(asked), versionIn(asked, kind)) });

const fetchContent: Answer = (asked) => {
  const { sid, of, content } = versionIn(asked, 'function');
  const path = `${servicePath(serviceIn(asked))}/Functions/${of.sid}/Versions/${sid}/Content`;
  const { service_sid, account_sid } = shownBase(asked, serviceIn(asked), of);
  const body = {
    sid,
    account_sid,
    service_sid,
    function_sid: of.sid,
    content: `${content}`,
    url: urlOf(asked, path),
  };
  return { status: 200, body };
};

function resourcesOf(kind: Kind): Resource[] {
  const { folder, name } = words[kind];
  const path = `/Services/{ServiceSid}/${folder}`;
  return [
    { path, methods: { GET: listing('', list(kind)), POST: reading('FriendlyName', create(kind)) } },
    {
      path: `${path}/{${name}}`,
      methods: { GET: fetchOne(kind), POST: reading('FriendlyName', update(kind)), DELETE: remove(kind) },
    },
    { path: `${path}/{${name}}/Versions`, methods: { GET: listing('', listVersions(kind)) } },
    { path: `${path}/{${name}}/Versions`, product: 'serverless-upload', methods: { POST: upload(kind) } },
    { path: `${path}/{${name}}/Versions/{Sid}`, methods: { GET: fetchVersion(kind) } },
  ];
}

/** Functions and assets with their versions. https://www.twilio.com/docs/serverless/api/resource/function-version */
export const uploadResources: readonly Resource[] = [
  ...resourcesOf('function'),
  ...resourcesOf('asset'),
  {
    path: '/Services/{ServiceSid}/Functions/{FunctionSid}/Versions/{Sid}/Content',
    methods: { GET: fetchContent },
  },
];

const among = ({ functions, assets }: Service, kind: Kind) => (kind === 'function' ? functions : assets);

const uploadableIn = (asked: Asked, kind: Kind): Uploadable =>
  foundIn(asked, among(serviceIn(asked), kind), words[kind].name);

const versionIn = (asked: Asked, kind: Kind): Version =>
  foundIn(asked, uploadableIn(asked, kind).versions, 'Sid');

/** A file whose own name says that it is private, and which everybody could read. */
function refuseLeak(path: string): void {
  if (!/\.private\.[^/]+$/.test(path)) return;
  throw badParameter(
    'Path',
    `${path} would be open to everybody, and its name says private. Do not deploy it.`,
  );
}

function shown(asked: Asked, service: Service, uploadable: Uploadable) {
  const path = pathOf(service, uploadable);
  return {
    ...shownBase(asked, service, uploadable),
    friendly_name: uploadable.friendlyName,
    date_updated: isoDate(uploadable.dateUpdated),
    url: urlOf(asked, path),
    links: { [`${uploadable.kind}_versions`]: urlOf(asked, `${path}/Versions`) },
  };
}

const pathOf = (service: Service, { kind, sid }: Uploadable): string =>
  `${servicePath(service)}/${words[kind].folder}/${sid}`;

function shownVersion(asked: Asked, service: Service, version: Version) {
  const { of, path, visibility } = version;
  const url = urlOf(asked, `${pathOf(service, of)}/Versions/${version.sid}`);
  return {
    ...shownBase(asked, service, version),
    [`${of.kind}_sid`]: of.sid,
    path,
    visibility,
    url,
    ...(of.kind === 'function' && { links: { function_version_content: `${url}/Content` } }),
  };
}
