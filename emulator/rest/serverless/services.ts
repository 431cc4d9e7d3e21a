import { longestUniqueName } from '../../functions/uploaded/platform';
import type { Service } from '../../functions/uploaded/service';
import { isoDate } from '../../platform/dates';
import { metaPageOf } from '../page';
import { badParameter } from '../refusal';
import { listing, reading } from '../resource';
import { conflict, serviceIn, servicePath, textIn, urlOf } from './place';
import type { Handler, RequestContext, Resource } from './serverless-resource';

const longestName = 255;

const createService: Handler = (context) => {
  const { request, serverless } = context;
  const uniqueName = uniqueNameIn(request.form);
  const { services } = serverless;
  if ([...services.values()].some((service) => service.uniqueName === uniqueName)) {
    throw conflict(
      `There is already a service with the unique name ${uniqueName}. Use it, or choose another name.`,
    );
  }
  const service = serverless.createService({
    uniqueName,
    friendlyName: textIn(request.form, 'FriendlyName', longestName),
    includesCredentials: request.form.get('IncludeCredentials') !== 'false',
    isUiEditable: request.form.get('UiEditable') === 'true',
  });
  return { status: 201, body: bodyOf(context, service) };
};

const listServices: Handler = (context) =>
  metaPageOf(context.request, {
    key: 'services',
    items: [...context.serverless.services.values()],
    sidOf: ({ sid }) => sid,
    show: (service) => bodyOf(context, service),
  });

const fetchService: Handler = (context) => ({ status: 200, body: bodyOf(context, serviceIn(context)) });

const updateService: Handler = (context) => {
  const { form } = context.request;
  const service = serviceIn(context);
  if (form.has('FriendlyName')) service.friendlyName = textIn(form, 'FriendlyName', longestName);
  if (form.has('IncludeCredentials')) service.includesCredentials = form.get('IncludeCredentials') === 'true';
  if (form.has('UiEditable')) service.isUiEditable = form.get('UiEditable') === 'true';
  service.dateUpdated = context.platform.clock.now();
  return { status: 200, body: bodyOf(context, service) };
};

const deleteService: Handler = (context) => {
  context.serverless.deleteService(serviceIn(context));
  return { status: 204 };
};

const changeable = 'FriendlyName IncludeCredentials UiEditable';

/** https://www.twilio.com/docs/serverless/api/resource/service */
export const serviceResources: readonly Resource[] = [
  {
    path: '/Services',
    methods: { GET: listing('', listServices), POST: reading(`UniqueName ${changeable}`, createService) },
  },
  {
    path: '/Services/{ServiceSid}',
    methods: { GET: fetchService, POST: reading(changeable, updateService), DELETE: deleteService },
  },
];

/** "Letters, digits and dashes, at most 50": the page of the service. */
function uniqueNameIn(form: URLSearchParams): string {
  const name = textIn(form, 'UniqueName', longestUniqueName);
  if (/^[a-zA-Z0-9-]+$/.test(name)) return name;
  throw badParameter('UniqueName', `"${name}" is not valid. Send only letters, digits and dashes.`);
}

function bodyOf(context: RequestContext, service: Service) {
  const path = servicePath(service);
  const links = ['Environments', 'Functions', 'Assets', 'Builds'];
  return {
    sid: service.sid,
    account_sid: context.platform.account.sid,
    unique_name: service.uniqueName,
    friendly_name: service.friendlyName,
    include_credentials: service.includesCredentials,
    ui_editable: service.isUiEditable,
    domain_base: service.domainBase,
    date_created: isoDate(service.dateCreated),
    date_updated: isoDate(service.dateUpdated),
    url: urlOf(context, path),
    links: Object.fromEntries(links.map((link) => [link.toLowerCase(), urlOf(context, `${path}/${link}`)])),
  };
}
