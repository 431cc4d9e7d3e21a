import { twilioDate } from '../../platform/dates';
import type { Calls } from '../../voice/calls';
import { type Recording, recordingUrl } from '../../voice/recording';
import type { Recordings } from '../../voice/recordings';
import { pageOf } from '../page';
import { timeFilter } from '../parameters';
import { badParameter, refusal } from '../refusal';
import { type Answer, type Asked, listing, type Resource, reading, uriOf } from '../resource';
import { mp3Of, wavOf } from './recording-media';

interface Stores {
  readonly recordings: Recordings;
  readonly calls: Calls;
}

const listRecordings: Answer<Stores> = (asked) => {
  const { recordings, request } = asked;
  const { query } = request;
  // Of one call, where the path names it. https://www.twilio.com/docs/voice/api/recording#list-recordings-for-a-call
  const callSid = asked.names.CallSid ?? query.get('CallSid');
  const isAskedTime = timeFilter(query, 'DateCreated');
  const found = [...recordings.bySid.values()].filter(
    (recording) =>
      isShown(recording, query) &&
      (callSid === null || recording.call.sid === callSid) &&
      isAskedTime(recording.startedAt),
  );
  return pageOf(request, {
    key: 'recordings',
    // The newest first, as Twilio's own lists.
    items: found.reverse(),
    sidOf: ({ sid }) => sid,
    show: (recording) => shown(asked, recording),
  });
};

const fetchRecording: Answer<Stores> = (asked) => ({ status: 200, body: shown(asked, recordingIn(asked)) });

const deleteRecording: Answer<Stores> = (asked) => {
  recordingIn(asked).delete();
  return { status: 204 };
};

/** There is nothing to hear until the recording is completed: https://www.twilio.com/docs/voice/api/recording */
function completedIn(asked: Asked<Stores>): Recording {
  const recording = recordingIn(asked);
  if (recording.status !== 'completed') throw refusal(404, 20404, asked.request.path);
  return recording;
}

const fetchWav: Answer<Stores> = (asked) => {
  const media = { type: 'audio/x-wav', bytes: wavOf(completedIn(asked), channelsIn(asked)) };
  return { status: 200, media };
};

const fetchMp3: Answer<Stores> = (asked) => {
  const media = { type: 'audio/mpeg', bytes: mp3Of(completedIn(asked), channelsIn(asked)) };
  return { status: 200, media };
};

const dates = 'DateCreated DateCreated< DateCreated>';

const media = (answer: Answer<Stores>) => reading('IncludeSoftDeleted RequestedChannels', answer);

const listOfCall: Answer<Stores> = (asked) => {
  if (!asked.calls.bySid.has(asked.names.CallSid ?? '')) throw refusal(404, 20404, asked.request.path);
  return listRecordings(asked);
};

/** The recordings of the account and their sound. https://www.twilio.com/docs/voice/api/recording */
export const recordingResources: readonly Resource<Stores>[] = [
  {
    path: '/Recordings.json',
    methods: { GET: listing(`CallSid IncludeSoftDeleted ${dates}`, listRecordings) },
  },
  { path: '/Calls/{CallSid}/Recordings.json', methods: { GET: listing(dates, listOfCall) } },
  ...['/Recordings/{Sid}.json', '/Calls/{CallSid}/Recordings/{Sid}.json'].map((path) => ({
    path,
    methods: { GET: reading('IncludeSoftDeleted', fetchRecording), DELETE: deleteRecording },
  })),
  { path: '/Recordings/{Sid}', methods: { GET: media(fetchWav), DELETE: deleteRecording } },
  { path: '/Recordings/{Sid}.wav', methods: { GET: media(fetchWav) } },
  { path: '/Recordings/{Sid}.mp3', methods: { GET: media(fetchMp3) } },
];

function recordingIn({ recordings, request, names }: Asked<Stores>): Recording {
  const recording = recordings.bySid.get(names.Sid ?? '');
  const isOfCall = names.CallSid === undefined || recording?.call.sid === names.CallSid;
  if (!recording || !isOfCall || !isShown(recording, request.query)) throw refusal(404, 20404, request.path);
  return recording;
}

/** A deleted recording is still shown to those who ask for deleted ones. */
const isShown = ({ status }: Recording, query: URLSearchParams) =>
  query.get('IncludeSoftDeleted') === 'true' || status !== 'deleted';

/** RequestedChannels: two channels may be had as one. */
function channelsIn({ recordings, request, names }: Asked<Stores>): 1 | 2 {
  const channels = recordings.bySid.get(names.Sid ?? '')?.setup.channels ?? 1;
  const text = request.query.get('RequestedChannels') ?? String(channels);
  if (text !== '1' && text !== '2') throw badParameter('RequestedChannels', `"${text}" is neither 1 nor 2.`);
  return text === '1' ? 1 : channels;
}

function shown(asked: Asked<Stores>, recording: Recording) {
  const { sid, call, setup, status } = recording;
  const { account } = asked.platform;
  const path = `/Recordings/${sid}`;
  const isKnown = status === 'completed' || status === 'absent' || status === 'deleted';
  return {
    sid,
    account_sid: account.sid,
    api_version: '2010-04-01',
    call_sid: call.sid,
    conference_sid: null,
    status,
    source: setup.source,
    channels: setup.channels,
    // How long it is is known when it has been processed.
    duration: isKnown ? String(recording.seconds) : null,
    date_created: twilioDate(recording.startedAt),
    date_updated: twilioDate(recording.dateUpdated),
    start_time: twilioDate(recording.startedAt),
    price: null,
    price_unit: 'USD',
    error_code: recording.errorCode ?? null,
    encryption_details: null,
    media_url: status === 'deleted' ? null : recordingUrl(account, recording),
    uri: uriOf(asked, `${path}.json`),
    subresource_uris: {
      add_on_results: uriOf(asked, `${path}/AddOnResults.json`),
      transcriptions: uriOf(asked, `${path}/Transcriptions.json`),
    },
  };
}
