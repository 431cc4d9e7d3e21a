/** A request of twilio-run to the Serverless API, and how it was answered. */
export interface AnsweredRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** What the requests up to now have brought about, and what has been refused. */
export interface DeployState {
  readonly uploadedFiles: number;
  /** The build that Twilio is packing, or has packed. */
  readonly buildSid: string | undefined;
  readonly hasSetVariables: boolean;
  readonly isActivated: boolean;
  /** The last refusal, if the last answers were refusals. */
  readonly refusedWith: number | undefined;
}

export const atTheStart: DeployState = {
  uploadedFiles: 0,
  buildSid: undefined,
  hasSetVariables: false,
  isActivated: false,
  refusedWith: undefined,
};

/** The state after one more answer. The order of requests is that of @twilio-labs/serverless-api, dist/client.js. */
export function afterRequest(state: DeployState, { method, path, status }: AnsweredRequest): DeployState {
  if (status >= 400) return { ...state, refusedWith: status };
  const [, buildSid] = /\/Builds\/(ZB\w+)/.exec(path) ?? [];
  const isMade = (what: RegExp) => method === 'POST' && what.test(path);
  return {
    uploadedFiles: state.uploadedFiles + (isMade(/\/Versions$/) ? 1 : 0),
    buildSid: buildSid ?? state.buildSid,
    hasSetVariables: state.hasSetVariables || isMade(/\/Variables(\/\w+)?$/),
    isActivated: state.isActivated || isMade(/\/Deployments$/),
    // Others are under way at the same time, and their success does not undo a refusal.
    refusedWith: state.refusedWith,
  };
}

/** What is going on, in words; undefined before anything has come of it. */
export function progressInWords(state: DeployState, files: number): string | undefined {
  if (state.isActivated) return 'activated';
  if (state.hasSetVariables) return 'variables set';
  if (state.buildSid) return `Twilio is packing build ${state.buildSid}`;
  if (state.uploadedFiles > 0) return `${state.uploadedFiles} of ${files} files uploaded`;
  return undefined;
}
