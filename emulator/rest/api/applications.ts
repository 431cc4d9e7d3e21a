import { twilioDate } from '../../platform/dates';
import type { ApplicationSetup, PhoneNumbers, Stored } from '../../voice/phone-numbers';
import { pageOf } from '../page';
import { refusal } from '../refusal';
import { type Handler, listing, type RequestContext, type Resource, reading, uriOf } from '../resource';
import {
  changedSettings,
  friendlyNameIn,
  settingsBody,
  textOrUnset,
  voiceParameters,
} from '../voice/settings';

interface Stores {
  readonly numbers: PhoneNumbers;
}

const createApplication: Handler<Stores> = (context) => {
  const setup = setupIn(context.request.form, { friendlyName: '', voiceUrl: '' });
  return { status: 201, body: bodyOf(context, context.numbers.setApplication(setup)) };
};

const listApplications: Handler<Stores> = (context) => {
  const asName = context.request.query.get('FriendlyName');
  const matches = ({ setup }: Stored<ApplicationSetup>) =>
    (asName ?? setup.friendlyName) === setup.friendlyName;
  return pageOf(context.request, {
    key: 'applications',
    items: [...context.numbers.applications.values()].filter(matches),
    sidOf: ({ sid }) => sid,
    show: (application) => bodyOf(context, application),
  });
};

const fetchApplication: Handler<Stores> = (context) => ({
  status: 200,
  body: bodyOf(context, applicationIn(context)),
});

const updateApplication: Handler<Stores> = (context) => {
  const { sid, setup } = applicationIn(context);
  const changed = setupIn(context.request.form, setup);
  return { status: 200, body: bodyOf(context, context.numbers.setApplication(changed, sid)) };
};

const deleteApplication: Handler<Stores> = (context) => {
  context.numbers.applications.delete(applicationIn(context).sid);
  return { status: 204 };
};

/** The settings that numbers share. https://www.twilio.com/docs/usage/api/applications */
export const applicationResources: readonly Resource<Stores>[] = [
  {
    path: '/Applications.json',
    methods: {
      GET: listing('FriendlyName', listApplications),
      POST: reading(`${voiceParameters} FriendlyName`, createApplication),
    },
  },
  {
    path: '/Applications/{Sid}.json',
    methods: {
      GET: fetchApplication,
      POST: reading(`${voiceParameters} FriendlyName`, updateApplication),
      DELETE: deleteApplication,
    },
  },
];

function applicationIn({ numbers, request, names }: RequestContext<Stores>): Stored<ApplicationSetup> {
  const application = numbers.applications.get(names.Sid ?? '');
  if (!application) throw refusal(404, 20404, request.path);
  return application;
}

function setupIn(form: URLSearchParams, before: ApplicationSetup): ApplicationSetup {
  const friendlyName = friendlyNameIn(form) ?? before.friendlyName;
  return { friendlyName, ...changedSettings(form, before) };
}

function bodyOf(
  context: RequestContext<Stores>,
  { sid, setup, dateCreated, dateUpdated }: Stored<ApplicationSetup>,
) {
  return {
    ...settingsBody(context, setup),
    sid,
    account_sid: context.platform.account.sid,
    friendly_name: setup.friendlyName,
    message_status_callback: textOrUnset(context),
    sms_status_callback: textOrUnset(context),
    public_application_connect_enabled: false,
    date_created: twilioDate(dateCreated),
    date_updated: twilioDate(dateUpdated),
    uri: uriOf(context, `/Applications/${sid}.json`),
  };
}
