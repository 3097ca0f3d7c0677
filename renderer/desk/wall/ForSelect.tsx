import { useTranslation } from "react-i18next";

const minute = 60_000;
/** How long something may stay before it is given back; null: until somebody says so. */
export const durations: readonly (number | null)[] = [null, minute, 5 * minute, 15 * minute, 60 * minute];

export function ForSelect({ forMs, onChange }: { forMs: number | null; onChange: (forMs: number | null) => void }) {
  const { t } = useTranslation("desk");
  return (
    <label className="for-select">
      {t("wall.for")}{" "}
      <select value={String(forMs)} onChange={(event) => onChange(Number(event.target.value) || null)}>
        {durations.map((one) => (
          <option key={String(one)} value={String(one)}>
            {one === null ? t("wall.forever") : t("wall.minutes", { count: one / minute })}
          </option>
        ))}
      </select>
    </label>
  );
}
