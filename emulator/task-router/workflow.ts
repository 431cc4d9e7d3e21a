import type { TaskRouterAssumptions } from '../platform/task-router-assumptions';
import { isTrue, type Names } from './evaluation';
import type { Filter, Target, WorkflowConfiguration } from './workflow-configuration';

/** Where a task is in its workflow. */
export type Position =
  | {
      readonly kind: 'step';
      readonly filter: Filter;
      readonly target: Target;
      /** From 0. */
      readonly filterIndex: number;
      readonly targetIndex: number;
      /** The age of the task at which the step ends; it never ends if undefined. */
      readonly endsAtAgeSeconds: number | undefined;
      /** The sum of the timeouts of the previous steps. */
      readonly passedSeconds: number;
    }
  | { readonly kind: 'default'; readonly queueSid: string; readonly priority: number | undefined }
  | { readonly kind: 'ended'; readonly why: EndOfWorkflow };

/** `unmatched`: no filter matches and there is no default filter. */
export type EndOfWorkflow = 'timeout' | 'skipped' | 'unmatched';

/** A step in which a task waits. */
export type Step = Extract<Position, { kind: 'step' }>;

/** What a workflow's expressions can use: the attributes of the task and `taskrouter.*`. */
export type FilterNames = Names;

/**
 * The path of a task through its workflow. It does not depend on workers: the router decides whether a step can serve the
 * task and whether its `skip_if` is true.
 *
 * https://www.twilio.com/docs/taskrouter/workflow-configuration#evaluation
 */
export class WorkflowPath {
  constructor(
    private readonly configuration: WorkflowConfiguration,
    private readonly assumptions: TaskRouterAssumptions,
  ) {}

  /** The first step of a task, also when it is reevaluated. */
  enter(names: FilterNames): Position {
    return this.stepOfNextFilter(0, 0, names) ?? this.defaultOr('unmatched');
  }

  /**
   * The step after one that timed out: the next target, or the first of the next filter that matches. The default
   * filter does not count.
   */
  afterTimeout(step: Step, names: FilterNames): Position {
    const passed = step.endsAtAgeSeconds ?? step.passedSeconds;
    return this.stepAfter(step, passed, names) ?? { kind: 'ended', why: 'timeout' };
  }

  /**
   * The step after one that was skipped. A task that skips out of every matching filter gets to the default filter, as if
   * none had matched.
   */
  afterSkip(step: Step, names: FilterNames): Position {
    const { skippedStepTimeout } = this.assumptions;
    const passed =
      skippedStepTimeout === 'yes' ? (step.endsAtAgeSeconds ?? step.passedSeconds) : step.passedSeconds;
    return this.stepAfter(step, passed, names) ?? this.defaultOr('skipped');
  }

  private stepAfter(step: Step, passedSeconds: number, names: FilterNames): Position | undefined {
    const target = step.filter.targets[step.targetIndex + 1];
    if (target) return stepAt(step.filter, target, step.filterIndex, step.targetIndex + 1, passedSeconds);
    return this.stepOfNextFilter(step.filterIndex + 1, passedSeconds, names);
  }

  private stepOfNextFilter(from: number, passedSeconds: number, names: FilterNames): Position | undefined {
    for (let index = from; index < this.configuration.filters.length; index += 1) {
      const filter = this.configuration.filters[index];
      const first = filter?.targets[0];
      if (filter && first && isTrue(filter.expression, names, this.assumptions)) {
        return stepAt(filter, first, index, 0, passedSeconds);
      }
    }
    return undefined;
  }

  private defaultOr(why: EndOfWorkflow): Position {
    const { defaultFilter } = this.configuration;
    return defaultFilter ? { kind: 'default', ...defaultFilter } : { kind: 'ended', why };
  }
}

const stepAt = (
  filter: Filter,
  target: Target,
  filterIndex: number,
  targetIndex: number,
  passedSeconds: number,
): Step => ({
  kind: 'step',
  filter,
  target,
  filterIndex,
  targetIndex,
  passedSeconds,
  endsAtAgeSeconds: target.timeoutSeconds === undefined ? undefined : passedSeconds + target.timeoutSeconds,
});
