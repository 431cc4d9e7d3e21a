import { variableLimits } from '../../functions/uploaded/platform';
import type { Environment, Service, Variable } from '../../functions/uploaded/service';
import { isoDate } from '../../platform/dates';
import { metaPageOf } from '../page';
import { badParameter } from '../refusal';
import { listing, reading } from '../resource';
import {
  baseBody,
  conflict,
  environmentIn,
  environmentPath,
  foundIn,
  serviceIn,
  textIn,
  urlOf,
} from './place';
import type { Handler, RequestContext, Resource } from './serverless-resource';

const createVariable: Handler = (context) => {
  const environment = environmentIn(context);
  const { form } = context.request;
  const key = textIn(form, 'Key', variableLimits.keyCharacters);
  refuseTaken(environment, key);
  const variable = context.serverless.createVariable(environment, key, valueIn(form));
  return { status: 201, body: bodyOf(context, serviceIn(context), environment, variable) };
};

const listVariables: Handler = (context) => {
  const service = serviceIn(context);
  const environment = environmentIn(context);
  return metaPageOf(context.request, {
    key: 'variables',
    items: [...environment.variables.values()],
    sidOf: ({ sid }) => sid,
    show: (variable) => bodyOf(context, service, environment, variable),
  });
};

const fetchVariable: Handler = (context) => {
  const body = bodyOf(context, serviceIn(context), environmentIn(context), variableIn(context));
  return { status: 200, body };
};

/** The new value applies from the next request to a function. */
const updateVariable: Handler = (context) => {
  const { form } = context.request;
  const variable = variableIn(context);
  const key = form.has('Key') ? textIn(form, 'Key', variableLimits.keyCharacters) : variable.key;
  if (key !== variable.key) refuseTaken(environmentIn(context), key);
  const value = form.has('Value') ? valueIn(form) : variable.value;
  Object.assign(variable, { key, value, dateUpdated: context.platform.clock.now() });
  return fetchVariable(context);
};

const deleteVariable: Handler = (context) => {
  environmentIn(context).variables.delete(variableIn(context).sid);
  return { status: 204 };
};

const path = '/Services/{ServiceSid}/Environments/{EnvironmentSid}/Variables';

/** https://www.twilio.com/docs/serverless/api/resource/variable */
export const variableResources: readonly Resource[] = [
  { path, methods: { GET: listing('', listVariables), POST: reading('Key Value', createVariable) } },
  {
    path: `${path}/{Sid}`,
    methods: { GET: fetchVariable, POST: reading('Key Value', updateVariable), DELETE: deleteVariable },
  },
];

const variableIn = (context: RequestContext): Variable =>
  foundIn(context, environmentIn(context).variables, 'Sid');

/** "Value: up to 450 bytes." */
function valueIn(form: URLSearchParams): string {
  const value = form.get('Value') ?? '';
  const bytes = Buffer.byteLength(value);
  if (bytes <= variableLimits.valueBytes) return value;
  throw badParameter('Value', `it has ${bytes} bytes. Use at most ${variableLimits.valueBytes}.`);
}

function refuseTaken({ variables }: Environment, key: string): void {
  const isTaken = [...variables.values()].some((variable) => variable.key === key);
  if (isTaken) throw conflict(`There is already a variable ${key}. Change that one.`);
}

function bodyOf(context: RequestContext, service: Service, environment: Environment, variable: Variable) {
  return {
    ...baseBody(context, service, variable),
    environment_sid: environment.sid,
    key: variable.key,
    value: variable.value,
    date_updated: isoDate(variable.dateUpdated),
    url: urlOf(context, `${environmentPath(service, environment)}/Variables/${variable.sid}`),
  };
}
