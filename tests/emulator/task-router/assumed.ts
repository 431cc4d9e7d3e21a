import {
  assumeOfTaskRouter,
  type TaskRouterAssumptionName,
  taskRouterAssumptions,
} from '../../../emulator/platform/task-router-assumptions';

/** The answers to one question, each with all assumptions that have it: for `test.each`. */
export const answersTo = <Name extends TaskRouterAssumptionName>(name: Name) =>
  taskRouterAssumptions[name].answers.map(
    (answer) => [answer, assumeOfTaskRouter({ [name]: answer })] as const,
  );
