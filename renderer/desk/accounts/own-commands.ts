import { z } from "zod";
import { routes } from "#contract/routes.ts";
import { askHere } from "../../account/asking.ts";
import { sessionStore } from "../../account/session-store.ts";
import { refusalOf } from "../../state/asking.ts";
import type { Command } from "../registry/command.ts";
import type { Handlers } from "../registry/run.ts";
import { say } from "../registry/said.ts";

const whyNot: Command["whyNot"] = () =>
  sessionStore.getState().phase === "open" ? undefined : { key: "desk:why.noAccount" };

/** What whoever opened the desk by an account can do with it, from every page; found by the search. */
export const ownAccountCommands: readonly Command[] = [
  { id: "desk.account", words: { name: "desk:keys.ownAccount", also: "desk:also.ownAccount" }, keys: [], whyNot },
  { id: "desk.signOut", words: { name: "desk:keys.signOut", also: "desk:also.signOut" }, keys: [], whyNot },
];

export const ownAccountHandlers: Handlers = {
  "desk.account": () => window.location.assign("/app/account"),
  "desk.signOut": () =>
    void askHere(routes.signOut, z.unknown(), { method: "POST" }).then(
      () => {
        // As he wished: nobody need be told that it is over.
        sessionStore.setState({ phase: "unwatched" }, true);
        window.location.assign("/app/sign-in?to=/desk");
      },
      (error: unknown) => say(refusalOf(error)),
    ),
};
