import { useEffect, useEffectEvent, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import type { Site } from "../state/site.ts";
import { fileName } from "./files.ts";
import { sheetsOf } from "./pages.ts";
import { chartOf } from "./picture.ts";
import { takenOf } from "./taken.ts";
import "./print.css";

type Printed = {
  taken: ReturnType<typeof takenOf>;
  sheets: ReturnType<typeof sheetsOf>;
  charts: Map<string, HTMLCanvasElement>;
};

type Props = {
  /** What is printed: a scene on its site. */
  site: Site;
  /** Its tile that is printed alone; undefined: all of it. */
  only: string | undefined;
  /** Where the page's tiles are, for their charts. */
  rootOf: () => ParentNode;
  onPrinted: () => void;
};

/**
 * What a browser prints of the page, also where somebody prints it by the browser's own menu: not the dark page, but its figures on white paper,
 * a monitor a sheet. Made when it is printed, of what is known at that moment; nothing is there before.
 */
export function PrintSheets({ site, only, rootOf, onPrinted }: Props) {
  const { t, i18n } = useTranslation("takeaway");
  const { t: figure } = useTranslation("figure");
  const [printed, setPrinted] = useState<Printed>();
  const make = useEffectEvent(() => {
    const taken = takenOf(site, { t, figure, language: i18n.language }, only);
    const charts = new Map(
      taken.parts.flatMap(({ tile: { id } }) => {
        const chart = chartOf(rootOf(), id);
        return chart === undefined ? [] : [[id, chart] as const];
      }),
    );
    const sheets = sheetsOf(taken, site, only === undefined, (tile) => charts.has(tile));
    // A browser that saves a PDF calls it as the page is called.
    const title = document.title;
    document.title = fileName(taken, site.timeZone);
    flushSync(() => setPrinted({ taken, sheets, charts }));
    return () => {
      document.title = title;
    };
  });
  const end = useEffectEvent(() => {
    setPrinted(undefined);
    onPrinted();
  });
  useEffect(() => {
    let undo = () => {};
    const before = () => {
      undo = make();
    };
    const after = () => {
      undo();
      end();
    };
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);

  if (printed === undefined) return null;
  const { taken, sheets, charts } = printed;
  const headings = ["tile", "figure", "place", "value", "against", "asOf", "source", "status"] as const;
  return createPortal(
    <div className="print-sheets" lang={i18n.language}>
      {sheets.map((sheet) => (
        <section key={sheet.number} className="print-sheet">
          <header>
            <h1>{taken.title}</h1>
            <p>
              {taken.centre}
              {sheet.display !== null && ` · ${t("display", { display: sheet.display })}`}
              {sheet.isContinued && ` (${t("continued")})`}
              {` · ${taken.time}`}
            </p>
            {taken.lost !== "" && <p className="print-warning">{taken.lost}</p>}
            {taken.simulated > 0 && (
              <p className="print-warning">{t("simulated", { count: taken.simulated, all: taken.count })}</p>
            )}
          </header>
          {sheet.charts.map((tile) => (
            <ChartCopy key={tile} chart={charts.get(tile)} />
          ))}
          {sheet.rows.length === 0 ? (
            <p>{t("nothing")}</p>
          ) : (
            <table>
              <thead>
                <tr>
                  {headings.map((heading) => (
                    <th key={heading}>{t(`head.${heading}`)}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {sheet.rows.map(({ part, figure: one }, row) => (
                  <tr key={`${part.tile.id}/${one.series}`} className={one.isOld ? "print-old" : ""}>
                    <td>{sheet.rows[row - 1]?.part === part ? "" : part.name}</td>
                    <td>{one.name}</td>
                    <td>{one.place}</td>
                    <td className="print-value">
                      <b>{one.value}</b> {one.unit}
                    </td>
                    <td>{one.against}</td>
                    <td>{one.asOf}</td>
                    <td>{one.source}</td>
                    <td>{one.status}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {sheet.number === sheets.length && taken.without.length > 0 && (
            <p className="print-without">{t("without", { names: taken.without.join(", ") })}</p>
          )}
          <footer>
            <span>{t("at", { time: taken.time })}</span>
            <span>{t("page", { page: sheet.number, pages: sheets.length })}</span>
          </footer>
        </section>
      ))}
    </div>,
    document.body,
  );
}

/** A picture would have to be read first; this is there at once. */
function ChartCopy({ chart }: { chart: HTMLCanvasElement | undefined }) {
  if (chart === undefined) return null;
  const draw = (copy: HTMLCanvasElement | null) => copy?.getContext("2d")?.drawImage(chart, 0, 0);
  return <canvas ref={draw} className="print-chart" width={chart.width} height={chart.height} />;
}
