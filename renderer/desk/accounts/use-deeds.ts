import { useState } from "react";
import { z } from "zod";
import { type AccountDetails, AccountView, Substitution } from "#contract/accounts/account.ts";
import { Invitation } from "#contract/accounts/http.ts";
import { routes } from "#contract/routes.ts";
import { askCore, type Refusal, refusalOf } from "../../state/asking.ts";
import { type Draft, detailsOf } from "./draft.ts";

export type Invited = z.infer<typeof Invitation>;
/** What was done last, in words, and how it is taken back; absent: there is no way back. */
export type Done = {
  word: "change" | "unlock" | "factors" | "sessions" | "leave" | "substitute" | "substitutionEnded" | "undone";
  name: string;
  undo?: () => Promise<unknown>;
};

/** What an administrator does with accounts; what the core says no to stands in `refusal`. Every deed reads the list anew. */
export function useDeeds(again: () => void) {
  const [refusal, setRefusal] = useState<Refusal>();
  const [done, setDone] = useState<Done>();

  const attempt = async <Value>(what: () => Promise<Value>, told?: Done): Promise<Value | undefined> => {
    setRefusal(undefined);
    setDone(undefined);
    try {
      const value = await what();
      if (told !== undefined) setDone(told);
      return value;
    } catch (error) {
      setRefusal(refusalOf(error));
      return undefined;
    } finally {
      again();
    }
  };
  const put = (id: string, body: AccountDetails) => askCore(routes.accountOf(id), AccountView, { method: "PUT", body });
  const plain = (path: string, method: "POST" | "DELETE") => askCore(path, z.unknown(), { method });
  const substituteNow = (body: Omit<Substitution, "id">) =>
    askCore(routes.substitutions, Substitution, { method: "POST", body });

  return {
    refusal,
    done,
    say: setDone,
    invite: (draft: Draft): Promise<Invited | undefined> =>
      attempt(() =>
        askCore(routes.accounts, Invitation, {
          method: "POST",
          body: { name: draft.name, ...detailsOf({ ...draft, fullName: draft.fullName.trim() }) },
        }),
      ),
    link: ({ id }: AccountView): Promise<Invited | undefined> =>
      attempt(() => askCore(routes.accountInvitation(id), Invitation, { method: "POST" })),
    change: async (account: AccountView, details: AccountDetails): Promise<boolean> => {
      const before = detailsOf(account);
      const told: Done = { word: "change", name: account.fullName, undo: () => put(account.id, before) };
      return (await attempt(() => put(account.id, details), told)) !== undefined;
    },
    unlock: ({ id, fullName }: AccountView) =>
      attempt(() => plain(routes.accountUnlock(id), "POST"), { word: "unlock", name: fullName }),
    endSessions: ({ id, fullName }: AccountView) =>
      attempt(() => plain(routes.accountSessions(id), "DELETE"), { word: "sessions", name: fullName }),
    clearFactors: ({ id, fullName }: AccountView) =>
      attempt(() => plain(routes.accountFactors(id), "DELETE"), { word: "factors", name: fullName }),
    leave: ({ id, fullName }: AccountView) =>
      attempt(() => plain(routes.accountOf(id), "DELETE"), { word: "leave", name: fullName }),
    substitute: async (one: Omit<Substitution, "id">): Promise<boolean> => {
      const made = await attempt(() => substituteNow(one));
      if (made === undefined) return false;
      setDone({ word: "substitute", name: "", undo: () => plain(routes.substitution(made.id), "DELETE") });
      return true;
    },
    endSubstitution: ({ id, ...before }: Substitution) =>
      attempt(() => plain(routes.substitution(id), "DELETE"), {
        ...{ word: "substitutionEnded", name: "" },
        undo: () => substituteNow(before),
      }),
    /** Takes the last one back, where there is a way. */
    undo: () => {
      const back = done?.undo;
      if (back !== undefined) void attempt(back, { word: "undone", name: "" });
    },
  };
}
