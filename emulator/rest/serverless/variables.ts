import { variableLimits } from '../../functions/uploaded/platform';
import type { Environment, Service, Variable } from '../../functions/uploaded/service';
import { isoDate } from '../../platform/dates';
import { metaPageOf } from '../page';
import { badParameter } from '../refusal';
import { listing, reading } from '../resource';
import {
  conflict,
  environmentIn,
  environmentPath,
  foundIn,
  serviceIn,
  shownBase,
  textIn,
  urlOf,
} from './place';
import type { Answer, Asked, Resource } from './serverless-resource';

const createVariable: Answer = (asked) => {
  const environment = environmentIn(asked);
  const { form } = asked.request;
  const key = textIn(form, 'Key', variableLimits.keyCharacters);
  refuseTaken(environment, key);
  const variable = asked.serverless.createVariable(environment, key, valueIn(form));
  return { status: 201, body: shown(asked, serviceIn(asked), environment, variable) };
};

const listVariables: Answer = (asked) => {
  const service = serviceIn(asked);
  const environment = environmentIn(asked);
  return metaPageOf(asked.request, {
    key: 'variables',
    items: [...environment.variables.values()],
    sidOf: ({ sid }) => sid,
    show: (variable) => shown(asked, service, environment, variable),
  });
};

const fetchVariable: Answer = (asked) => {
  const body = shown(asked, serviceIn(asked), environmentIn(asked), variableIn(asked));
  return { status: 200, body };
};

/** The next request to a function finds the new value. */
const updateVariable: Answer = (asked) => {
  const { form } = asked.request;
  const variable = variableIn(asked);
  const key = form.has('Key') ? textIn(form, 'Key', variableLimits.keyCharacters) : variable.key;
  if (key !== variable.key) refuseTaken(environmentIn(asked), key);
  const value = form.has('Value') ? valueIn(form) : variable.value;
  Object.assign(variable, { key, value, dateUpdated: asked.platform.clock.now() });
  return fetchVariable(asked);
};

const deleteVariable: Answer = (asked) => {
  environmentIn(asked).variables.delete(variableIn(asked).sid);
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

const variableIn = (asked: Asked): Variable => foundIn(asked, environmentIn(asked).variables, 'Sid');

/** "Value: up to 450 bytes." */
function valueIn(form: URLSearchParams): string {
  const value = form.get('Value') ?? '';
  const bytes = Buffer.byteLength(value);
  if (bytes <= variableLimits.valueBytes) return value;
  throw badParameter('Value', `it has ${bytes} bytes. Use at most ${variableLimits.valueBytes}.`);
}

function refuseTaken({ variables }: Environment, key: string): void {
  const isTaken = [...variables.values()].some((variable) => variable.key === key);
  if (isTaken) throw conflict(`There is a variable ${key} already. Change that one.`);
}

function shown(asked: Asked, service: Service, environment: Environment, variable: Variable) {
  return {
    ...shownBase(asked, service, variable),
    environment_sid: environment.sid,
    key: variable.key,
    value: variable.value,
    date_updated: isoDate(variable.dateUpdated),
    url: urlOf(asked, `${environmentPath(service, environment)}/Variables/${variable.sid}`),
  };
}
