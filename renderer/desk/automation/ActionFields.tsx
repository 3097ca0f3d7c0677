import { useTranslation } from "react-i18next";
import type { RuleAction } from "#contract/entities/rule.ts";
import { type Choices, useChoices } from "./choices.ts";
import { type Option, SelectField } from "./fields.tsx";

const kinds = ["scene", "tile", "focus", "subject"] as const;
type TileAction = Extract<RuleAction, { kind: "tile" }>;

/** A camera or a figure that a monitor can show, by one value. */
const panelsOf = ({ cameras, indicators }: Choices): Option<string>[] => [
  ...cameras.map(({ value, text }) => ({ value: `camera/${value}`, text })),
  ...indicators.map(({ value, text }) => ({ value: `key-figure/${value}`, text })),
];
const chosenOf = ({ panel, settings }: TileAction): string => {
  const id = panel === "camera" ? settings.camera : settings.indicator;
  return typeof id === "string" && (panel === "camera" || panel === "key-figure") ? `${panel}/${id}` : panel;
};
const tileOf = (display: number, value: string, text: string): RuleAction => {
  const [panel = "", id = ""] = value.split("/");
  const settings = panel === "camera" ? { camera: id } : { indicator: id };
  return { kind: "tile", display, what: { vi: text, en: text }, panel, settings };
};

const fresh = (kind: RuleAction["kind"], display: number, choices: Choices): RuleAction => {
  const scene = choices.scenes[0]?.value ?? "";
  switch (kind) {
    case "scene":
      return { kind, scene };
    case "tile": {
      const [first] = panelsOf(choices);
      return tileOf(display, first?.value ?? "", first?.text ?? "—");
    }
    case "focus":
      return { kind, display, scene, tile: choices.tilesOf(scene)[0]?.value ?? "" };
    case "subject":
      return { kind, display };
  }
};

type Props = { action: RuleAction; onChange: (action: RuleAction) => void };

/** What a rule shows, and where. */
export function ActionFields({ action, onChange }: Props) {
  const { t } = useTranslation("desk");
  const choices = useChoices();
  const panels = panelsOf(choices);
  const display = action.kind === "scene" ? 1 : action.display;
  return (
    <div className="field-row">
      <SelectField
        label={t("automation.actionLabel")}
        value={action.kind}
        options={kinds.map((value) => ({ value, text: t(`automation.action.${value}`) }))}
        onChange={(kind) => onChange(fresh(kind, display, choices))}
      />
      {(action.kind === "scene" || action.kind === "focus") && (
        <SelectField
          label={t("automation.scene")}
          value={action.scene}
          options={choices.scenes}
          onChange={(scene) =>
            onChange(
              action.kind === "scene"
                ? { ...action, scene }
                : { ...action, scene, tile: choices.tilesOf(scene)[0]?.value ?? "" },
            )
          }
        />
      )}
      {action.kind === "focus" && (
        <SelectField
          label={t("automation.tile")}
          value={action.tile}
          options={choices.tilesOf(action.scene)}
          onChange={(tile) => onChange({ ...action, tile })}
        />
      )}
      {action.kind === "tile" && (
        <SelectField
          label={t("automation.what")}
          value={chosenOf(action)}
          options={panels}
          onChange={(value) =>
            onChange(tileOf(display, value, panels.find((panel) => panel.value === value)?.text ?? value))
          }
        />
      )}
      {action.kind !== "scene" && (
        <SelectField
          label={t("automation.display")}
          value={String(display)}
          options={choices.displays}
          onChange={(number) => onChange({ ...action, display: Number(number) })}
        />
      )}
    </div>
  );
}
