/** What the app's first page is told. */
export { OwnRights } from "#contract/access/own-rights.ts";
export { Follows, FollowsChange } from "#contract/follows/http.ts";
export { Today } from "#contract/today/http.ts";
