import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLater } from "../../app/later.ts";
import { useAppZone } from "../../app/zone.ts";
import { useFollowed } from "../follows.ts";
import { ownWords } from "../own-words.ts";
import type { TellProps } from "./own-draft.ts";

const loadDialog = () => import("./OwnLimitDialog.tsx").then(({ OwnLimitDialog }) => OwnLimitDialog);

/** From what on whoever follows the figure is told of it, and the way to say otherwise. Nothing where he does not follow it. */
export function TellWhen(props: TellProps) {
  const { t: own } = useTranslation("leaderPages");
  const { t: leader } = useTranslation("leader");
  const { language } = useAppZone();
  const { series, limits } = useFollowed();
  const [isOpen, setIsOpen] = useState(false);
  const { indicator, place } = props;
  const key = `${indicator.code}@${place}`;
  if (series?.includes(key) !== true) return null;
  const limit = limits[key];
  const bySite = indicator.thresholds.length > 0 ? own("own.bySite") : own("own.noSite");
  return (
    <>
      <button type="button" className="app-card own-row" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        <span>
          <span className="app-second">{own("own.title")}</span>{" "}
          {limit === undefined ? bySite : ownWords(limit, indicator, { own, leader }, language)}
        </span>
        <span className="own-edit">{own("own.edit")}</span>
      </button>
      {isOpen && <Later {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function Later(props: TellProps & { onClose: () => void }) {
  const Dialog = useLater(loadDialog);
  return Dialog === undefined ? null : <Dialog {...props} />;
}
