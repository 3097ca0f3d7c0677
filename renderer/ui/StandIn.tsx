import { useTranslation } from "react-i18next";
import type { Bridge } from "#contract/bridge.ts";

/** The version of an Electron that is for trying only; null in a release, from source and in a browser. */
export const standIn = (): string | null => (window as { wall?: Bridge }).wall?.standIn ?? null;

/** Says for as long as the page stands that this program is for trying only. It has room of its own: no figure lies beneath it. */
export function StandIn({ version, style }: { version: string; style?: { height: number; bottom: number } }) {
  const { t } = useTranslation("wall");
  return (
    <p className="stand-in one-line" style={style}>
      {t("standIn", { version })}
    </p>
  );
}
