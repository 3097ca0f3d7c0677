import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { AutomationList } from "#contract/entities/automation.ts";
import type { Programme } from "#contract/entities/programme.ts";
import type { Rule } from "#contract/entities/rule.ts";
import type { Holidays } from "#contract/entities/timetable.ts";
import { routes, SceneList } from "#contract/http.ts";
import { askCore, type Refusal, refusalOf, useAsked } from "../../state/asking.ts";
import { useWall } from "../../state/wall.ts";
import { AskedNote } from "../AskedNote.tsx";
import type { ViewProps } from "../registry/desk-view.ts";
import { useCommands } from "../registry/use-commands.ts";
import { createSentences } from "./automation-words.ts";
import { ChoicesContext } from "./choices.ts";
import { automationCommands } from "./commands.ts";
import { HolidaysForm } from "./HolidaysForm.tsx";
import { ItemDetail } from "./ItemDetail.tsx";
import { ItemRow } from "./ItemRow.tsx";
import { type Item, idFor, itemsOf } from "./item.ts";
import { NowBar } from "./NowBar.tsx";
import { ProgrammeForm } from "./ProgrammeForm.tsx";
import { RuleForm } from "./RuleForm.tsx";
import { useSiteChoices } from "./use-choices.ts";
import { useDrive } from "./use-drive.ts";
import "./automation.css";

const askEveryMs = 15_000;

/** What is edited: a new one has no item. */
type Editing = { kind: "programme" | "rule"; item?: Item } | { kind: "holidays" };

/** What drives the wall by itself: what runs and comes next, which rule holds what until when; started, stopped and edited. */
export function AutomationView({ site }: ViewProps) {
  const { t, i18n } = useTranslation("desk");
  const wall = useWall();
  const told = useAsked("automation", (signal) => askCore(routes.automation, AutomationList, { signal }), askEveryMs);
  const scenes = useAsked("scenes", (signal) => askCore(routes.scenes, SceneList, { signal }), askEveryMs);
  const { drive, refusal } = useDrive();
  const [failure, setFailure] = useState<Refusal>();
  const [chosen, setChosen] = useState<string>();
  const [editing, setEditing] = useState<Editing>();
  const list = useRef<HTMLDivElement>(null);
  const askAgain = useRef(told.again);
  useEffect(() => {
    askAgain.current = told.again;
  });
  // Every change is told as one of the wall.
  useEffect(() => {
    if (wall !== null) askAgain.current();
  }, [wall]);

  const { choices, names } = useSiteChoices(site, scenes.value?.scenes ?? []);
  const say = createSentences(t, i18n.language, names);
  const items = itemsOf(told.value, wall);
  const shown = items.find(({ key }) => key === chosen) ?? items[0];

  const send = async (path: string, method: "PUT" | "DELETE", body?: unknown): Promise<boolean> => {
    setFailure(undefined);
    try {
      await askCore(path, AutomationList, { method, ...(body === undefined ? {} : { body }) });
      told.again();
      return true;
    } catch (error) {
      setFailure(refusalOf(error));
      return false;
    }
  };
  const save = (kind: "programme" | "rule", item: Item | undefined, draft: Omit<Programme | Rule, "id">) => {
    const taken = items.filter((one) => one.kind === kind).map(({ stored }) => stored.id);
    const id = item?.stored.id ?? idFor(draft.name.vi, taken);
    const { id: _, ...content } = draft as { id?: string };
    setChosen(`${kind}/${id}`);
    return send(routes[kind](id), "PUT", { ...content, basedOn: item?.stored.version ?? 0 });
  };
  const main = (item: Item) => {
    if (item.kind === "programme") return drive({ type: "programme-start", programme: item.stored.id });
    const { content, id, version } = item.stored;
    if (content === null) return;
    const { id: _, ...rule } = content;
    void send(routes.rule(id), "PUT", { ...rule, isEnabled: !content.isEnabled, basedOn: version });
  };
  const deeds = {
    main: () => shown !== undefined && main(shown),
    edit: () => shown !== undefined && shown.stored.content !== null && setEditing({ kind: shown.kind, item: shown }),
    remove: () => shown !== undefined && void send(routes[shown.kind](shown.stored.id), "DELETE"),
    dismiss: () =>
      shown?.kind === "rule" && shown.holds !== undefined && drive({ type: "rule-dismiss", rule: shown.stored.id }),
  };
  const move = (step: 1 | -1) => {
    const at = items.findIndex(({ key }) => key === shown?.key);
    const next = items[Math.max(0, Math.min(items.length - 1, at + step))];
    if (next === undefined) return;
    setChosen(next.key);
    list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(next.key)}"]`)?.focus();
  };
  const runs = wall?.programme ?? null;
  useCommands(
    "automation",
    automationCommands,
    editing === undefined
      ? {
          "automation.step": (event) => move(event?.key === "ArrowUp" ? -1 : 1),
          "automation.main": deeds.main,
          "automation.edit": deeds.edit,
          "automation.dismiss": deeds.dismiss,
          "automation.remove": deeds.remove,
          "automation.newProgramme": () => setEditing({ kind: "programme" }),
          "automation.newRule": () => setEditing({ kind: "rule" }),
          "automation.holidays": () => setEditing({ kind: "holidays" }),
          "automation.next": () => drive({ type: "programme-next" }),
          "automation.previous": () => drive({ type: "programme-previous" }),
          "automation.pause": () => drive({ type: runs?.isPaused ? "programme-resume" : "programme-pause" }),
          "automation.stop": () => drive({ type: "programme-stop" }),
          "automation.release": () => drive({ type: "release" }),
          "automation.undo": () => drive({ type: "undo" }),
          "automation.redo": () => drive({ type: "redo" }),
        }
      : { "automation.leave": () => setEditing(undefined) },
  );

  const close = () => setEditing(undefined);
  /** Under its own heading: neither that nor a button is one of a list's options. */
  const rows = (heading: string, kind: Item["kind"]) => {
    const some = items.filter((item) => item.kind === kind);
    return (
      some.length > 0 && (
        <div role="listbox" aria-labelledby={heading} tabIndex={-1}>
          {some.map((item) => (
            <ItemRow
              key={item.key}
              item={item}
              isChosen={item.key === shown?.key}
              onChoose={() => setChosen(item.key)}
            />
          ))}
        </div>
      )
    );
  };
  const edited = editing !== undefined && "item" in editing ? editing.item : undefined;
  return (
    <ChoicesContext value={choices}>
      <div className="automation">
        <NowBar drive={drive} />
        <AskedNote failure={failure ?? refusal ?? told.failure} isLoading={told.value === undefined} />
        <div className="automation-panes">
          <section className="automation-list" ref={list} aria-label={t("view.automation")}>
            <h2>
              <span id="automation-programmes">{t("automation.programmes")}</span>
              <button type="button" className="button-quiet" onClick={() => setEditing({ kind: "programme" })}>
                + {t("automation.new.programme")} <kbd>N</kbd>
              </button>
            </h2>
            {told.value?.programmes.length === 0 && <p className="quiet">{t("automation.noProgrammes")}</p>}
            {rows("automation-programmes", "programme")}
            <h2>
              <span id="automation-rules">{t("automation.rules")}</span>
              <button type="button" className="button-quiet" onClick={() => setEditing({ kind: "rule" })}>
                + {t("automation.new.rule")} <kbd>R</kbd>
              </button>
            </h2>
            {told.value?.rules.length === 0 && <p className="quiet">{t("automation.noRules")}</p>}
            {rows("automation-rules", "rule")}
            <button type="button" className="button-quiet" onClick={() => setEditing({ kind: "holidays" })}>
              {t("automation.holidaysTitle")} <kbd>H</kbd>
            </button>
          </section>
          {editing?.kind === "holidays" && told.value !== undefined ? (
            <HolidaysForm
              holidays={told.value.holidays.content}
              onSave={(holidays: Holidays) =>
                send(routes.holidays, "PUT", { ...holidays, basedOn: told.value?.holidays.version ?? 0 })
              }
              onClose={close}
            />
          ) : editing?.kind === "programme" ? (
            <ProgrammeForm
              programme={edited?.kind === "programme" ? (edited.stored.content ?? undefined) : undefined}
              onSave={(draft) => save("programme", edited, draft)}
              onClose={close}
            />
          ) : editing?.kind === "rule" ? (
            <RuleForm
              rule={edited?.kind === "rule" ? (edited.stored.content ?? undefined) : undefined}
              onSave={(draft) => save("rule", edited, draft)}
              onClose={close}
            />
          ) : (
            shown !== undefined && <ItemDetail item={shown} wall={wall} say={say} deeds={deeds} />
          )}
        </div>
      </div>
    </ChoicesContext>
  );
}
