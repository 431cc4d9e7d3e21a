import { twilioDate } from '../../platform/dates';
import type { Calls } from '../../voice/calls';
import { type Recording, recordingUrl } from '../../voice/recording';
import type { Recordings } from '../../voice/recordings';
import { pageOf } from '../page';
import { timeFilter } from '../parameters';
import { badParameter, refusal } from '../refusal';
import { type Handler, listing, type RequestContext, type Resource, reading, uriOf } from '../resource';
import { mp3Of, wavOf } from './recording-media';

interface Stores {
  readonly recordings: Recordings;
  readonly calls: Calls;
}

const listRecordings: Handler<Stores> = (context) => {
  const { recordings, request } = context;
  const { query } = request;
  // The recordings of one call, if the path names it. https://www.twilio.com/docs/voice/api/recording#list-recordings-for-a-call
  const callSid = context.names.CallSid ?? query.get('CallSid');
  const isInPeriod = timeFilter(query, 'DateCreated');
  const found = [...recordings.bySid.values()].filter(
    (recording) =>
      isShown(recording, query) &&
      (callSid === null || recording.call.sid === callSid) &&
      isInPeriod(recording.startedAt),
  );
  return pageOf(request, {
    key: 'recordings',
    // Newest first, as in Twilio's lists.
    items: found.reverse(),
    sidOf: ({ sid }) => sid,
    show: (recording) => bodyOf(context, recording),
  });
};

const fetchRecording: Handler<Stores> = (context) => ({
  status: 200,
  body: bodyOf(context, recordingIn(context)),
});

const deleteRecording: Handler<Stores> = (context) => {
  recordingIn(context).delete();
  return { status: 204 };
};

/** The audio is only available once the recording is completed: https://www.twilio.com/docs/voice/api/recording */
function completedIn(context: RequestContext<Stores>): Recording {
  const recording = recordingIn(context);
  if (recording.status !== 'completed') throw refusal(404, 20404, context.request.path);
  return recording;
}

const fetchWav: Handler<Stores> = (context) => {
  const media = { type: 'audio/x-wav', bytes: wavOf(completedIn(context), channelsIn(context)) };
  return { status: 200, media };
};

const fetchMp3: Handler<Stores> = (context) => {
  const media = { type: 'audio/mpeg', bytes: mp3Of(completedIn(context), channelsIn(context)) };
  return { status: 200, media };
};

const dates = 'DateCreated DateCreated< DateCreated>';

const media = (answer: Handler<Stores>) => reading('IncludeSoftDeleted RequestedChannels', answer);

const listOfCall: Handler<Stores> = (context) => {
  if (!context.calls.bySid.has(context.names.CallSid ?? '')) throw refusal(404, 20404, context.request.path);
  return listRecordings(context);
};

/** The account's recordings and their audio. https://www.twilio.com/docs/voice/api/recording */
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

function recordingIn({ recordings, request, names }: RequestContext<Stores>): Recording {
  const recording = recordings.bySid.get(names.Sid ?? '');
  const isOfCall = names.CallSid === undefined || recording?.call.sid === names.CallSid;
  if (!recording || !isOfCall || !isShown(recording, request.query)) throw refusal(404, 20404, request.path);
  return recording;
}

/** Deleted recordings are only shown with IncludeSoftDeleted. */
const isShown = ({ status }: Recording, query: URLSearchParams) =>
  query.get('IncludeSoftDeleted') === 'true' || status !== 'deleted';

/** RequestedChannels: two channels can be mixed into one. */
function channelsIn({ recordings, request, names }: RequestContext<Stores>): 1 | 2 {
  const channels = recordings.bySid.get(names.Sid ?? '')?.setup.channels ?? 1;
  const text = request.query.get('RequestedChannels') ?? String(channels);
  if (text !== '1' && text !== '2')
    throw badParameter('RequestedChannels', `"${text}" is not valid. Send 1 or 2.`);
  return text === '1' ? 1 : channels;
}

function bodyOf(context: RequestContext<Stores>, recording: Recording) {
  const { sid, call, setup, status } = recording;
  const { account } = context.platform;
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
    // The length is known once the recording is processed.
    duration: isKnown ? String(recording.seconds) : null,
    date_created: twilioDate(recording.startedAt),
    date_updated: twilioDate(recording.dateUpdated),
    start_time: twilioDate(recording.startedAt),
    price: null,
    price_unit: 'USD',
    error_code: recording.errorCode ?? null,
    encryption_details: null,
    media_url: status === 'deleted' ? null : recordingUrl(account, recording),
    uri: uriOf(context, `${path}.json`),
    subresource_uris: {
      add_on_results: uriOf(context, `${path}/AddOnResults.json`),
      transcriptions: uriOf(context, `${path}/Transcriptions.json`),
    },
  };
}
