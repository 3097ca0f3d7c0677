import { useTranslation } from "react-i18next";
import type { Alignment } from "./placing.ts";

const alignments: readonly Alignment[] = ["left", "right", "top", "bottom", "same-width", "same-height"];

type Props = { count: number; onAlign: (how: Alignment) => void; onSwap: () => void };

/** Several tiles: brought into line with the one that was chosen first, or two of them swapped. */
export function ManyInspector({ count, onAlign, onSwap }: Props) {
  const { t } = useTranslation("editor");
  return (
    <>
      <h3>{t("many.chosen", { count })}</h3>
      <p className="quiet">{t("many.hint")}</p>
      <div className="many-deeds">
        {alignments.map((how) => (
          <button key={how} type="button" className="button" onClick={() => onAlign(how)}>
            {t(`many.${how}`)}
          </button>
        ))}
        <button type="button" className="button" disabled={count !== 2} onClick={onSwap}>
          {t("many.swap")} <kbd>X</kbd>
        </button>
      </div>
    </>
  );
}
