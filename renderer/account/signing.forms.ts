/** What is told of sessions and of signing in, before anything else of a page is there. */
export { SessionState, SignedIn, SignInWays } from "#contract/accounts/http.ts";
export { CodedMessage } from "#contract/coded-message.ts";
