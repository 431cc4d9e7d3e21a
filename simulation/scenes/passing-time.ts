/** How time passes in a scene, in milliseconds of its clock. One way is a clock that the scene moves itself. */
export interface PassingTime {
  /** `next` says what the scene does after that: a caption for viewers. */
  advance(millis: number, next?: string): Promise<void>;
  /** Lets time pass until a condition holds or the limit is reached. Returns whether it holds. */
  advanceUntil(isSo: () => boolean, limitMillis: number, next?: string): Promise<boolean>;
}
