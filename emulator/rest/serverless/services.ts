import { longestUniqueName } from '../../functions/uploaded/platform';
import type { Service } from '../../functions/uploaded/service';
import { isoDate } from '../../platform/dates';
import { metaPageOf } from '../page';
import { badParameter } from '../refusal';
import { listing, reading } from '../resource';
import { conflict, serviceIn, servicePath, textIn, urlOf } from './place';
import type { Answer, Asked, Resource } from './serverless-resource';

const longestName = 255;

const createService: Answer = (asked) => {
  const { request, serverless } = asked;
  const uniqueName = uniqueNameIn(request.form);
  const { services } = serverless;
  if ([...services.values()].some((service) => service.uniqueName === uniqueName)) {
    throw conflict(
      `There is a service with the unique name ${uniqueName} already. Use it, or choose another name.`,
    );
  }
  const service = serverless.createService({
    uniqueName,
    friendlyName: textIn(request.form, 'FriendlyName', longestName),
    includesCredentials: request.form.get('IncludeCredentials') !== 'false',
    isUiEditable: request.form.get('UiEditable') === 'true',
  });
  return { status: 201, body: shown(asked, service) };
};

const listServices: Answer = (asked) =>
  metaPageOf(asked.request, {
    key: 'services',
    items: [...asked.serverless.services.values()],
    sidOf: ({ sid }) => sid,
    show: (service) => shown(asked, service),
  });

const fetchService: Answer = (asked) => ({ status: 200, body: shown(asked, serviceIn(asked)) });

const updateService: Answer = (asked) => {
  const { form } = asked.request;
  const service = serviceIn(asked);
  if (form.has('FriendlyName')) service.friendlyName = textIn(form, 'FriendlyName', longestName);
  if (form.has('IncludeCredentials')) service.includesCredentials = form.get('IncludeCredentials') === 'true';
  if (form.has('UiEditable')) service.isUiEditable = form.get('UiEditable') === 'true';
  service.dateUpdated = asked.platform.clock.now();
  return { status: 200, body: shown(asked, service) };
};

const deleteService: Answer = (asked) => {
  asked.serverless.deleteService(serviceIn(asked));
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
  throw badParameter('UniqueName', `"${name}" has others than letters, digits and dashes. Send only these.`);
}

function shown(asked: Asked, service: Service) {
  const path = servicePath(service);
  const links = ['Environments', 'Functions', 'Assets', 'Builds'];
  return {
    sid: service.sid,
    account_sid: asked.platform.account.sid,
    unique_name: service.uniqueName,
    friendly_name: service.friendlyName,
    include_credentials: service.includesCredentials,
    ui_editable: service.isUiEditable,
    domain_base: service.domainBase,
    date_created: isoDate(service.dateCreated),
    date_updated: isoDate(service.dateUpdated),
    url: urlOf(asked, path),
    links: Object.fromEntries(links.map((link) => [link.toLowerCase(), urlOf(asked, `${path}/${link}`)])),
  };
}
