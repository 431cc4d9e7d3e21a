import type { CallerSources } from '../caller/caller-sources';
import type { FunctionContext } from './http-function';
import { missingFiles } from './missing-files';

/** The files that this deployment serves. */
export const callerSources = ({ DOMAIN_NAME = '' }: FunctionContext): CallerSources => ({
  missingFiles: (files) => missingFiles(files, DOMAIN_NAME),
});
