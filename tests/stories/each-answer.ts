import { type AssumptionName, type Assumptions, assumptions } from '../../emulator/index';
import Environment from '../environment';

/** What a story runs under. */
export interface StoryAnswers {
  readonly given: Partial<Assumptions>;
  /** The questions that came up. */
  readonly asked: Set<AssumptionName>;
  /** The questions that the story answers itself. */
  readonly chosen: Set<AssumptionName>;
}

interface CircusEvent {
  readonly name: string;
  readonly test?: { fn?: () => unknown };
}

/**
 * Tells each story under the first answers, and again under each other answer to every question that came up.
 * A question that comes up only under such an answer is answered in turn together with it.
 */
export default class EachAnswer extends Environment {
  async handleTestEvent({ name, test }: CircusEvent): Promise<void> {
    const story = test?.fn;
    if (name === 'test_start' && story) test.fn = () => this.tellUnderEach(story, {}, new Set());
  }

  private async tellUnderEach(
    story: () => unknown,
    given: Partial<Assumptions>,
    answered: ReadonlySet<AssumptionName>,
  ): Promise<void> {
    const asked = await this.tell(story, given);
    const soFar = new Set([...answered, ...asked]);
    for (const name of [...asked].filter((question) => !answered.has(question))) {
      for (const answer of assumptions[name].answers.slice(1)) {
        await this.tellUnderEach(story, { ...given, [name]: answer }, soFar);
      }
    }
  }

  private async tell(story: () => unknown, given: Partial<Assumptions>): Promise<AssumptionName[]> {
    const answers: StoryAnswers = { given, asked: new Set(), chosen: new Set() };
    this.global.storyAnswers = answers;
    try {
      await story();
    } catch (error) {
      throw new Error(`The answers were ${JSON.stringify(given)}. ${(error as Error).message}`, {
        cause: error,
      });
    }
    return [...answers.asked].filter((name) => !answers.chosen.has(name));
  }
}
