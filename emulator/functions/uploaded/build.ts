import type { Assumptions } from '../../platform/assumptions';
import type { InstalledModules } from './modules';
import { assetLimits, handlerPackage, handlerVersions, maxDependencies, runtimes } from './platform';
import type { Dependency, Version } from './service';

/** What a build is made from. */
export interface BuildRequest {
  readonly functionVersions: readonly Version[];
  readonly assetVersions: readonly Version[];
  readonly dependencies: readonly Dependency[];
  readonly runtime: string;
}

/** Why Twilio would refuse to start this build, with the repair; undefined if it would not. */
export function whyRefused(request: BuildRequest, assumptions: Assumptions): string | undefined {
  return (
    whyRuntimeRefused(request) ??
    request.dependencies.map((one) => whyDependencyRefused(one, assumptions)).find(Boolean) ??
    whyVersionsRefused(request)
  );
}

/** https://www.twilio.com/docs/api/errors/82007 */
function whyRuntimeRefused({ runtime, dependencies }: BuildRequest): string | undefined {
  if (!runtimes.includes(runtime))
    return `Runtime ${runtime} is not supported. Use one of ${runtimes.join(', ')}.`;
  const handler = dependencies.find(({ name }) => name === handlerPackage)?.version;
  // "A pinned 1.2.0 to 2.1.1 is raised to 2.1.2": the changelog of Node 24.
  if (runtime === 'node24' && handler && /^1\.[01]\./.test(handler)) {
    return `Runtime node24 needs ${handlerPackage} 1.2.0 or later, not ${handler}.`;
  }
  return undefined;
}

function whyDependencyRefused({ name, version }: Dependency, assumptions: Assumptions): string | undefined {
  if (/^(file|link|git|https?):/.test(version)) {
    return `${name} is "${version}", which Twilio cannot install. Publish it, or bundle it.`;
  }
  if (name !== handlerPackage || handlerVersions.includes(version)) return undefined;
  if (version === '2.0.3' && assumptions.runtimeHandler203 === 'accepted') return undefined;
  return `No matching version found for ${name}@${version}. Use 2.0.1.`;
}

function whyVersionsRefused({ functionVersions, assetVersions }: BuildRequest): string | undefined {
  const all = [...functionVersions, ...assetVersions];
  if (all.length === 0) return 'At least one function version or asset version is required.';
  const paths = all.map(({ path }) => path);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) return `The path ${twice} is used twice. Rename one.`;
  const tooMany = (['public', 'protected', 'private'] as const).find(
    (visibility) =>
      assetVersions.filter((one) => one.visibility === visibility).length > assetLimits[visibility].count,
  );
  return tooMany && `There are more than ${assetLimits[tooMany].count} ${tooMany} assets. Remove some.`;
}

/** Why the build fails; undefined if it succeeds. */
export function whyFails({ dependencies }: BuildRequest, modules: InstalledModules): string | undefined {
  if (dependencies.length > maxDependencies)
    return `There are more than ${maxDependencies} dependencies. Remove some.`;
  return dependencies.map((one) => whyModuleFails(one, modules)).find(Boolean);
}

function whyModuleFails({ name, version }: Dependency, modules: InstalledModules): string | undefined {
  if (name === handlerPackage) return undefined;
  const installed = modules.find(name);
  if (!installed)
    return `${name} is not installed on this machine, where the local Twilio gets modules from. Install it.`;
  if (installed.isNative)
    return `${name} has native code, which Twilio does not support. Use another module.`;
  if (/^\d/.test(version) && version !== installed.version) {
    return `${name} ${version} is not installed on this machine, only ${installed.version}. Install that version.`;
  }
  return undefined;
}
