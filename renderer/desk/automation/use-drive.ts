import { useState } from "react";
import type { WallCommand } from "#contract/entities/wall-state.ts";
import { routes, WallAnswer } from "#contract/http.ts";
import { askCore, type Refusal, refusalOf } from "../../state/asking.ts";

/** Gives the core orders; `refusal` is why it did not take the last one. */
export function useDrive(): { drive(command: WallCommand): void; refusal: Refusal | undefined } {
  const [refusal, setRefusal] = useState<Refusal>();
  return {
    refusal,
    drive(command) {
      setRefusal(undefined);
      askCore(routes.wallCommands, WallAnswer, { method: "POST", body: command }).catch((error: unknown) =>
        setRefusal(refusalOf(error)),
      );
    },
  };
}
