import { twilioDate } from '../../platform/dates';
import type { ApplicationSetup, Kept, PhoneNumbers } from '../../voice/phone-numbers';
import { pageOf } from '../page';
import { refusal } from '../refusal';
import { type Answer, type Asked, listing, type Resource, reading, uriOf } from '../resource';
import {
  changedSettings,
  friendlyNameIn,
  shownSettings,
  textOrUnset,
  voiceParameters,
} from '../voice/settings';

interface Stores {
  readonly numbers: PhoneNumbers;
}

const createApplication: Answer<Stores> = (asked) => {
  const setup = setupIn(asked.request.form, { friendlyName: '', voiceUrl: '' });
  return { status: 201, body: shown(asked, asked.numbers.setApplication(setup)) };
};

const listApplications: Answer<Stores> = (asked) => {
  const asName = asked.request.query.get('FriendlyName');
  const isMeant = ({ setup }: Kept<ApplicationSetup>) =>
    (asName ?? setup.friendlyName) === setup.friendlyName;
  return pageOf(asked.request, {
    key: 'applications',
    items: [...asked.numbers.applications.values()].filter(isMeant),
    sidOf: ({ sid }) => sid,
    show: (application) => shown(asked, application),
  });
};

const fetchApplication: Answer<Stores> = (asked) => ({
  status: 200,
  body: shown(asked, applicationIn(asked)),
});

const updateApplication: Answer<Stores> = (asked) => {
  const { sid, setup } = applicationIn(asked);
  const changed = setupIn(asked.request.form, setup);
  return { status: 200, body: shown(asked, asked.numbers.setApplication(changed, sid)) };
};

const deleteApplication: Answer<Stores> = (asked) => {
  asked.numbers.applications.delete(applicationIn(asked).sid);
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

function applicationIn({ numbers, request, names }: Asked<Stores>): Kept<ApplicationSetup> {
  const application = numbers.applications.get(names.Sid ?? '');
  if (!application) throw refusal(404, 20404, request.path);
  return application;
}

function setupIn(form: URLSearchParams, before: ApplicationSetup): ApplicationSetup {
  const friendlyName = friendlyNameIn(form) ?? before.friendlyName;
  return { friendlyName, ...changedSettings(form, before) };
}

function shown(asked: Asked<Stores>, { sid, setup, dateCreated, dateUpdated }: Kept<ApplicationSetup>) {
  return {
    ...shownSettings(asked, setup),
    sid,
    account_sid: asked.platform.account.sid,
    friendly_name: setup.friendlyName,
    message_status_callback: textOrUnset(asked),
    sms_status_callback: textOrUnset(asked),
    public_application_connect_enabled: false,
    date_created: twilioDate(dateCreated),
    date_updated: twilioDate(dateUpdated),
    uri: uriOf(asked, `/Applications/${sid}.json`),
  };
}
