import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Functions that say something: TwiML, log lines and words. */
const saysByName = (name) => /^say[A-Z]|(Logged|InWords)$/.test(name ?? '');

const typeNameOf = (annotation) => {
  const name = annotation?.typeAnnotation?.typeName;
  return name?.left?.name ?? name?.name;
};

/** Functions that build an answer, or add to one. */
const answers = ({ returnType, params }) =>
  [returnType, ...params.map(({ typeAnnotation }) => typeAnnotation)].some((annotation) =>
    ['VoiceResponse', 'HttpAnswer'].includes(typeNameOf(annotation)),
  );

const isEndpoint = ({ properties }) => properties.some(({ key }) => key?.name === 'visibility');

/** A `default` that no value reaches: the compiler checks that. */
const isNeverReached = ({ test, consequent }) =>
  test === null && consequent.some(({ argument }) => argument?.typeAnnotation?.type === 'TSNeverKeyword');

/** Leaves out what does not decide: what is said, what is done at Twilio, and the lists of an endpoint's parts. */
const notADecision = {
  shouldIgnore({ node }) {
    const { type } = node;
    if (type === 'FunctionDeclaration' || type === 'VariableDeclarator') {
      if (saysByName(node.id?.name)) return 'It says something.';
    }
    if ('params' in node && 'body' in node) {
      if (node.async) return 'It reads or does something at Twilio.';
      if (answers(node)) return 'It builds an answer.';
    }
    if (type === 'ObjectExpression' && isEndpoint(node)) return 'It lists the parts of an endpoint.';
    if (type === 'SwitchCase' && isNeverReached(node)) return 'It is never reached.';
    return undefined;
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'not-a-decision', notADecision)];
