/** A request of twilio-run to the Serverless API, and how it was answered. */
export interface AnsweredRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** What the requests so far have done, and which were refused. */
export interface DeployState {
  readonly uploadedFiles: number;
  /** The SID of the build, finished or not. */
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

/** The state after one more answer. The order of requests is from @twilio-labs/serverless-api, dist/client.js. */
export function afterRequest(state: DeployState, { method, path, status }: AnsweredRequest): DeployState {
  if (status >= 400) return { ...state, refusedWith: status };
  const [, buildSid] = /\/Builds\/(ZB\w+)/.exec(path) ?? [];
  const isMade = (what: RegExp) => method === 'POST' && what.test(path);
  return {
    uploadedFiles: state.uploadedFiles + (isMade(/\/Versions$/) ? 1 : 0),
    buildSid: buildSid ?? state.buildSid,
    hasSetVariables: state.hasSetVariables || isMade(/\/Variables(\/\w+)?$/),
    isActivated: state.isActivated || isMade(/\/Deployments$/),
    // Uploads run in parallel, and the success of one does not undo the refusal of another.
    refusedWith: state.refusedWith,
  };
}

/** The progress in words; undefined at the start. */
export function progressInWords(state: DeployState, files: number): string | undefined {
  if (state.isActivated) return 'activated';
  if (state.hasSetVariables) return 'variables set';
  if (state.buildSid) return `Twilio is building ${state.buildSid}`;
  if (state.uploadedFiles > 0) return `${state.uploadedFiles} of ${files} files uploaded`;
  return undefined;
}
