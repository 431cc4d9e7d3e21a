import type { Service, Uploadable, Version } from '../../functions/uploaded/service';
import { isoDate } from '../../platform/dates';
import { metaPageOf } from '../page';
import { badParameter } from '../refusal';
import { listing, reading } from '../resource';
import { baseBody, foundIn, serviceIn, servicePath, textIn, urlOf } from './place';
import type { Handler, RequestContext, Resource } from './serverless-resource';
import { uploadedFile } from './uploaded-file';

type Kind = Uploadable['kind'];

const longestName = 255;

/** Names that differ between functions and assets. */
const words = {
  function: { folder: 'Functions', key: 'functions', name: 'FunctionSid' },
  asset: { folder: 'Assets', key: 'assets', name: 'AssetSid' },
} as const;

const create =
  (kind: Kind): Handler =>
  (context) => {
    const service = serviceIn(context);
    const name = textIn(context.request.form, 'FriendlyName', longestName);
    const body = bodyOf(context, service, context.serverless.createUploadable(service, kind, name));
    return { status: 201, body };
  };

const list =
  (kind: Kind): Handler =>
  (context) => {
    const service = serviceIn(context);
    return metaPageOf(context.request, {
      key: words[kind].key,
      items: [...among(service, kind).values()],
      sidOf: ({ sid }) => sid,
      show: (uploadable) => bodyOf(context, service, uploadable),
    });
  };

const fetchOne =
  (kind: Kind): Handler =>
  (context) => ({ status: 200, body: bodyOf(context, serviceIn(context), uploadableIn(context, kind)) });

const update =
  (kind: Kind): Handler =>
  (context) => {
    const uploadable = uploadableIn(context, kind);
    uploadable.friendlyName = textIn(context.request.form, 'FriendlyName', longestName);
    uploadable.dateUpdated = context.platform.clock.now();
    return { status: 200, body: bodyOf(context, serviceIn(context), uploadable) };
  };

/** Builds that contain it stay. */
const remove =
  (kind: Kind): Handler =>
  (context) => {
    among(serviceIn(context), kind).delete(uploadableIn(context, kind).sid);
    return { status: 204 };
  };

const upload =
  (kind: Kind): Handler =>
  (context) => {
    const { platform, serverless, request } = context;
    const uploadable = uploadableIn(context, kind);
    const file = uploadedFile(kind, request.upload);
    if (platform.settings.refusesLeaks && file.visibility !== 'private') refuseLeak(file.path);
    const version = serverless.addVersion(uploadable, file);
    return { status: 201, body: versionBody(context, serviceIn(context), version) };
  };

const listVersions =
  (kind: Kind): Handler =>
  (context) => {
    const service = serviceIn(context);
    return metaPageOf(context.request, {
      key: `${kind}_versions`,
      items: [...uploadableIn(context, kind).versions.values()].reverse(),
      sidOf: ({ sid }) => sid,
      show: (version) => versionBody(context, service, version),
    });
  };

const fetchVersion =
  (kind: Kind): Handler =>
  (context) => ({ status: 200, body: versionBody(context, serviceIn(context), versionIn(context, kind)) });

const fetchContent: Handler = (context) => {
  const { sid, of, content } = versionIn(context, 'function');
  const path = `${servicePath(serviceIn(context))}/Functions/${of.sid}/Versions/${sid}/Content`;
  const { service_sid, account_sid } = baseBody(context, serviceIn(context), of);
  const body = {
    sid,
    account_sid,
    service_sid,
    function_sid: of.sid,
    content: `${content}`,
    url: urlOf(context, path),
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

const uploadableIn = (context: RequestContext, kind: Kind): Uploadable =>
  foundIn(context, among(serviceIn(context), kind), words[kind].name);

const versionIn = (context: RequestContext, kind: Kind): Version =>
  foundIn(context, uploadableIn(context, kind).versions, 'Sid');

/** Refuses a file that everybody could read although its name says private. */
function refuseLeak(path: string): void {
  if (!/\.private\.[^/]+$/.test(path)) return;
  throw badParameter(
    'Path',
    `everybody could read ${path}, although its name says private. Do not deploy it.`,
  );
}

function bodyOf(context: RequestContext, service: Service, uploadable: Uploadable) {
  const path = pathOf(service, uploadable);
  return {
    ...baseBody(context, service, uploadable),
    friendly_name: uploadable.friendlyName,
    date_updated: isoDate(uploadable.dateUpdated),
    url: urlOf(context, path),
    links: { [`${uploadable.kind}_versions`]: urlOf(context, `${path}/Versions`) },
  };
}

const pathOf = (service: Service, { kind, sid }: Uploadable): string =>
  `${servicePath(service)}/${words[kind].folder}/${sid}`;

function versionBody(context: RequestContext, service: Service, version: Version) {
  const { of, path, visibility } = version;
  const url = urlOf(context, `${pathOf(service, of)}/Versions/${version.sid}`);
  return {
    ...baseBody(context, service, version),
    [`${of.kind}_sid`]: of.sid,
    path,
    visibility,
    url,
    ...(of.kind === 'function' && { links: { function_version_content: `${url}/Content` } }),
  };
}
