import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { type CodedMessage, sentence } from "#contract/errors.ts";
import { csvType, maxTableBytes, type tableReport, workbookType } from "#contract/tables.ts";
import { formatNumber } from "../../../figures/format.ts";
import { askCore, fetchBlob, Refusal, refusalOf, sendFile, useAsked } from "../../../state/asking.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { AskedNote } from "../../AskedNote.tsx";
import { useMoments } from "../../moments.ts";
import { withKeys } from "../../with-keys.ts";
import { FileDrop } from "./FileDrop.tsx";
import { Progress } from "./Progress.tsx";
import { useSending } from "./use-sending.ts";

type Told = z.infer<z.ZodObject<typeof tableReport>>;
type Imported = { number: number; file: string; importedAtMs: number };
/** The import that the core works with; and the one that it will after its next start, where that makes a difference. */
type View = { inUse: Imported | null; next: Imported | null; isWaiting: boolean };

/** A table that the core gives out and takes in: its routes, and what a report on it tells beside its mistakes. */
export type Table<Report extends Told> = {
  name: "catalogue" | "cameras";
  routes: { view: string; file: string; undo: string };
  accept: string;
  report: z.ZodType<Report>;
  view: z.ZodType<View>;
  undone: z.ZodType<View & Pick<Told, "warnings">>;
  /** Ids by what happens to them. */
  changesOf(report: Report): Record<"added" | "changed" | "gone", readonly string[]>;
};

/** Every row is looked at, and every file that names one. */
const madeWithinMs = 60_000;

/** Checked first, with every row's mistake; imported when there is none; and one import can be taken back. */
export function TableForm<Report extends Told>({ table }: { table: Table<Report> }) {
  const { t, i18n } = useTranslation("deskMap");
  const moments = useMoments();
  const sending = useSending<Report>();
  const [refusal, setRefusal] = useState<Refusal>();
  /** What was said of going back, once that was done. */
  const [undone, setUndone] = useState<CodedMessage[]>();
  const view = useAsked(table.routes.view, (signal) => askCore(table.routes.view, table.view, { signal }));
  const { file, report, sent } = sending;

  const send = async (given: File, isCheckOnly: boolean) => {
    setRefusal(undefined);
    setUndone(undefined);
    await sending.send(given, async (options) => {
      if (given.size > maxTableBytes)
        throw new Refusal({ code: "table.too-large", params: { limitMb: maxTableBytes / 1e6 } });
      const query = new URLSearchParams({ check: String(isCheckOnly), file: given.name.slice(0, 200) });
      const type = /\.csv$/i.test(given.name) ? csvType : workbookType;
      return sendFile(`${table.routes.view}?${query}`, given, table.report, { type, ...options });
    });
    view.again();
  };
  const attempt = async (what: () => Promise<unknown>) => {
    setRefusal(undefined);
    setUndone(undefined);
    try {
      await what();
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  const undo = () =>
    attempt(async () => {
      sending.drop();
      const { warnings } = await askCore(table.routes.undo, table.undone, { method: "POST", withinMs: madeWithinMs });
      setUndone(warnings);
      view.again();
    });
  const save = () =>
    attempt(async () => {
      const query = new URLSearchParams({ language: i18n.language === "en" ? "en" : "vi" });
      const blob = await fetchBlob(`${table.routes.file}?${query}`, { withinMs: madeWithinMs });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${table.name}.xlsx`;
      link.click();
      URL.revokeObjectURL(link.href);
    });
  const about = (one: Imported | null) =>
    one === null
      ? t("data.ofProfile")
      : t("data.imported", { file: one.file, number: one.number, time: moments.since(one.importedAtMs) });
  return (
    <section className="data-form" aria-label={t(`data.${table.name}`)}>
      <h3>{t(`data.${table.name}`)}</h3>
      {view.value !== undefined && (
        <p className="quiet">
          {t("data.inUse", { what: about(view.value.inUse) })}
          {view.value.isWaiting && ` ${t("data.next", { what: about(view.value.next) })}`}
        </p>
      )}
      <FileDrop
        label={t(`data.${table.name}File`)}
        accept={table.accept}
        isBusy={sent !== undefined}
        onFile={(given) => void send(given, true)}
      />
      <Progress sending={sending} />
      {report !== undefined && <Report report={report} changes={table.changesOf(report)} />}
      {undone !== undefined && (
        <div role="status">
          <p>
            <strong>{t("data.goneBack")}</strong>
          </p>
          <ul className="data-findings">
            <Warnings warnings={undone} />
          </ul>
        </div>
      )}
      <AskedNote failure={refusal} isLoading={false} />
      <p className="desk-map-deeds">
        {file !== undefined && report?.outcome === "checked" && (
          <>
            <button type="button" className="button button-main" onClick={() => void send(file, false)}>
              {t("data.import")}
            </button>
            <button type="button" className="button" onClick={sending.drop}>
              {t("data.leave")}
            </button>
          </>
        )}
        <button type="button" className="button" onClick={() => void save()}>
          {t("data.export")}
        </button>
        <button type="button" className="button" disabled={sent !== undefined} onClick={() => void undo()}>
          {t("data.back")}
        </button>
      </p>
    </section>
  );
}

type Changes = Record<"added" | "changed" | "gone", readonly string[]>;

function Report({ report, changes }: { report: Told; changes: Changes }) {
  const { t, i18n } = useTranslation("deskMap");
  const language = i18n.language === "en" ? "en" : "vi";
  const { outcome, mistakes, mistakeCount, warnings } = report;
  const told = withKeys(mistakes, ({ sheet, row, column, message }) => `${sheet}/${column}${row}/${message.code}`);
  return (
    <div role="status">
      <p className={outcome === "refused" ? "tone-attention" : undefined}>
        {outcome === "refused" && <Mark shape="up" />}
        <strong>
          {t(`data.outcome.${outcome}`, {
            count: mistakeCount,
            mistakes: formatNumber(mistakeCount, language, 0),
          })}
        </strong>
      </p>
      <ul className="data-findings">
        {told.map(({ key, item: { sheet, row, column, heading, message } }) => (
          <li key={key}>
            <small className="quiet">
              {sheet !== "" && `${sheet} · `}
              {t("data.cell", { row, column, heading })}
            </small>{" "}
            {sentence(message, language)}
          </li>
        ))}
        {mistakeCount > mistakes.length && <li>{t("data.more", { count: mistakeCount - mistakes.length })}</li>}
        {(["added", "changed", "gone"] as const).map(
          (what) =>
            changes[what].length > 0 && (
              <li key={what}>
                {t(`data.${what}`, { count: changes[what].length })} <small>{changes[what].join(", ")}</small>
              </li>
            ),
        )}
        <Warnings warnings={warnings} />
      </ul>
    </div>
  );
}

function Warnings({ warnings }: Pick<Told, "warnings">) {
  const { i18n } = useTranslation("deskMap");
  const language = i18n.language === "en" ? "en" : "vi";
  return withKeys(warnings, (message) => sentence(message, language)).map(({ key, item }) => (
    <li key={key} className="tone-attention">
      <Mark shape="up" />
      {sentence(item, language)}
    </li>
  ));
}
