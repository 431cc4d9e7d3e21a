import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const isSpoken = (name) => /^say[A-Z]/.test(name ?? '');

/** Leaves out the `say…` functions, which write TwiML. */
const whatIsSaid = {
  shouldIgnore({ node }) {
    const { type } = node;
    if (type === 'FunctionDeclaration' && isSpoken(node.id?.name)) return 'It writes TwiML.';
    if (type === 'VariableDeclarator' && isSpoken(node.id?.name)) return 'It writes TwiML.';
    return undefined;
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'what-is-said', whatIsSaid)];
