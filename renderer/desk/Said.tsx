import { useEffect } from "react";
import { useReason } from "../i18n/use-reason.ts";
import { Refusal } from "../state/asking.ts";
import { useStoreValue } from "../state/store.ts";
import { Mark } from "../ui/Mark.tsx";
import { saidStore, sayNothing } from "./registry/said.ts";
import { useWord } from "./registry/word-key.ts";

/** Long enough to be read by somebody who first looks at the wall. */
const shownForMs = 12_000;

/** Why a key or a command came to nothing, over whatever page is open; until the next one, or for a while. */
export function Said() {
  const said = useStoreValue(saidStore);
  const word = useWord();
  const reasonOf = useReason();
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(sayNothing, shownForMs);
    return () => clearTimeout(timer);
  }, [said]);
  if (said === null) return null;
  const { what } = said;
  return (
    <p className="desk-said" role="status">
      <Mark shape="up" />
      {what instanceof Refusal ? reasonOf(what) : word(what.key, what.params)}
    </p>
  );
}
