import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";

/** A wall is looked at by a room: what was asked for at its keyboard goes by itself. */
const shownForMs = { help: 60_000, hint: 6_000 } as const;
/** Keys that are for the machine, or for the key that comes after them. */
const isNoQuestion =
  /^(?:Shift|Control|Alt|AltGraph|Meta|CapsLock|NumLock|ScrollLock|Fn\w*|Dead|Process|Unidentified)$|^(?:Audio|Media|Brightness|Launch|Power)/;

const keys = [
  ["Ctrl D", "desk"],
  ["F1", "help"],
  ["Ctrl Q", "quit"],
  ["Esc", "close"],
] as const;

/**
 * How to begin, for whoever hits a key at the wall: F1 tells the few that there are, any other names the two to go on with.
 * Ctrl+D and Ctrl+Q are the shell's, which hears them first.
 */
export function WallKeys() {
  const { t } = useTranslation("wall");
  const [shown, setShown] = useState<{ what: "help" | "hint" }>();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isNoQuestion.test(event.key)) return;
    if (event.key === "F1") setShown(shown?.what === "help" ? undefined : { what: "help" });
    else if (event.key === "Escape" && shown !== undefined) setShown(undefined);
    // A new one each time: it then stays for its time from the last key on.
    else if (shown?.what !== "help") setShown({ what: "hint" });
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
  useEffect(() => {
    if (shown === undefined) return;
    const timer = setTimeout(() => setShown(undefined), shownForMs[shown.what]);
    return () => clearTimeout(timer);
  }, [shown]);
  if (shown === undefined) return null;
  if (shown.what === "hint")
    return (
      <p className="wall-hint" role="status">
        {t("keys.hint")} <kbd>Ctrl D</kbd> {t("keys.hintDesk")} · <kbd>F1</kbd> {t("keys.hintHelp")}
      </p>
    );
  return (
    <section className="wall-keys" aria-label={t("keys.title")}>
      <h2>{t("keys.title")}</h2>
      <dl>
        {keys.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${word}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{t("keys.atTheDesk")}</p>
    </section>
  );
}
