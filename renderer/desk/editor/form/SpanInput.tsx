import { useTranslation } from "react-i18next";

const units = ["s", "m", "h", "d"] as const;

/** A span of time as profiles write it, "12h": a number and its unit. */
export function SpanInput({
  value,
  label,
  onChange,
}: {
  value: string;
  label: string;
  onChange: (value: string | undefined) => void;
}) {
  const { t } = useTranslation("editor");
  const [, number = "", unit = "h"] = /^(\d*)([smhd])$/.exec(value) ?? [];
  return (
    <span className="span-input">
      <input
        type="number"
        min={1}
        aria-label={label}
        value={number}
        onChange={(event) => onChange(event.target.value === "" ? undefined : `${event.target.value}${unit}`)}
      />
      <select
        aria-label={`${label} · ${t("form.unit")}`}
        value={unit}
        onChange={(event) => onChange(`${number || 1}${event.target.value}`)}
      >
        {units.map((one) => (
          <option key={one} value={one}>
            {t(`form.units.${one}`)}
          </option>
        ))}
      </select>
    </span>
  );
}
