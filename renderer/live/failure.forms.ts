/** What the core says no with: looked at on a first screen too, as by who has not signed in. */
export { Failure } from "#contract/answers.ts";
