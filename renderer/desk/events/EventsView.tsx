import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type CameraEvent, CameraEventKind } from "#contract/entities/camera-event.ts";
import { CameraEventList, routes } from "#contract/http.ts";
import { inLanguage } from "../../i18n/index.ts";
import { askCore, useAsked } from "../../state/asking.ts";
import { useCamera } from "../../state/cameras.ts";
import { useSingle } from "../../state/kinds.ts";
import { AskedNote } from "../AskedNote.tsx";
import { useMoments } from "../moments.ts";
import { digitOf } from "../registry/press.ts";
import { useCommands } from "../registry/use-commands.ts";
import { eventsCommands } from "./commands.ts";
import { EventDetail } from "./EventDetail.tsx";
import "./events.css";

const pageSize = 100;
/** Down the list, or up; far beyond its ends for the first and the last. */
const steps: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -1_000,
  End: 1_000,
};

/** What camera platforms have told, the latest first, with the picture; all of it by keys. */
export function EventsView() {
  const { t } = useTranslation("events");
  const { t: words } = useTranslation("camera");
  const newest = useSingle("cameraEvent");
  const [kind, setKind] = useState<CameraEventKind>();
  const [camera, setCamera] = useState<string>();
  const [before, setBefore] = useState<number>();
  const [chosen, setChosen] = useState<number>();
  const list = useRef<HTMLDivElement>(null);

  const query = new URLSearchParams({ limit: String(pageSize) });
  if (kind !== undefined) query.set("kind", kind);
  if (camera !== undefined) query.set("camera", camera);
  if (before !== undefined) query.set("before", String(before));
  const told = useAsked(`events?${query}`, (signal) =>
    askCore(`${routes.cameraEvents}?${query}`, CameraEventList, { signal }),
  );
  const { again } = told;
  const askAgain = useRef(again);
  useEffect(() => {
    askAgain.current = again;
  });
  const number = newest?.number;
  useEffect(() => {
    if (number !== undefined) askAgain.current();
  }, [number]);

  const events = told.value?.events ?? [];
  // Until somebody chooses, the latest is shown; what was chosen stays while newer ones come.
  const shown = events.find((event) => event.number === chosen) ?? events[0];
  const choose = (event: CameraEvent | undefined) => {
    if (event === undefined) return;
    setChosen(event.number);
    list.current?.querySelector<HTMLElement>(`[data-event="${event.number}"]`)?.focus();
  };
  const filter = (wanted: CameraEventKind | undefined) => {
    setKind(wanted);
    setBefore(undefined);
  };
  const onlyCamera = () => {
    setCamera(camera === undefined ? shown?.camera : undefined);
    setBefore(undefined);
  };
  useCommands("events", eventsCommands, {
    "events.step": (event) => {
      const at = events.indexOf(shown as never) + (steps[event?.key ?? ""] ?? 0);
      choose(events[Math.max(0, Math.min(events.length - 1, at))]);
    },
    "events.kind": (event) => {
      const at = event === undefined ? 0 : (digitOf(event) ?? 0);
      filter(at === 0 ? undefined : CameraEventKind.options[at - 1]);
    },
    "events.camera": onlyCamera,
  });
  const isFiltered = kind !== undefined || camera !== undefined;
  return (
    <div className="events">
      <div className="events-filter" role="toolbar" aria-label={t("filter")}>
        {[undefined, ...CameraEventKind.options].map((one, at) => (
          <button
            key={one ?? "all"}
            type="button"
            className="desk-tab"
            aria-pressed={one === kind}
            onClick={() => filter(one)}
          >
            {one === undefined ? t("all") : words(`event.${one}`)} <kbd>{at}</kbd>
          </button>
        ))}
        <button type="button" className="desk-tab" aria-pressed={camera !== undefined} onClick={onlyCamera}>
          {camera === undefined ? t("onlyCamera") : <OnlyCamera id={camera} />} <kbd>C</kbd>
        </button>
      </div>
      <div className="events-list" ref={list} role="listbox" aria-label={t("list")} tabIndex={-1}>
        <AskedNote failure={told.failure} isLoading={told.value === undefined} />
        {before !== undefined && (
          <button type="button" className="button-quiet" onClick={() => setBefore(undefined)}>
            {t("newest")}
          </button>
        )}
        {told.value !== undefined && events.length === 0 && (
          <p className="quiet">{isFiltered ? t("noneOfThese") : t("none")}</p>
        )}
        {events.map((event) => (
          <EventRow
            key={event.number}
            event={event}
            isChosen={event.number === shown?.number}
            onChoose={() => setChosen(event.number)}
          />
        ))}
        {events.length === pageSize && (
          <button type="button" className="button-quiet" onClick={() => setBefore(events.at(-1)?.number)}>
            {t("older")}
          </button>
        )}
      </div>
      {shown !== undefined && <EventDetail key={shown.number} event={shown} />}
    </div>
  );
}

function OnlyCamera({ id }: { id: string }) {
  const { t } = useTranslation("events");
  return <>{t("allCameras", { camera: useCameraName(id) })}</>;
}

function useCameraName(id: string): string {
  const { i18n } = useTranslation("events");
  const camera = useCamera(id);
  return camera === undefined ? id : inLanguage(camera.name, i18n.language);
}

type RowProps = { event: CameraEvent; isChosen: boolean; onChoose: () => void };

function EventRow({ event, isChosen, onChoose }: RowProps) {
  const { t: words } = useTranslation("camera");
  const moments = useMoments();
  return (
    <div
      role="option"
      aria-selected={isChosen}
      tabIndex={isChosen ? 0 : -1}
      className="events-row"
      data-event={event.number}
      onClick={onChoose}
      onKeyDown={(key) => key.key === "Enter" && onChoose()}
      onFocus={onChoose}
    >
      <time>{moments.seconds(event.atMs)}</time>
      <span className="events-kind">{words(`event.${event.kind}`)}</span>
      <span className="events-camera">{useCameraName(event.camera)}</span>
      <span className="events-says">{event.plate ?? event.text ?? ""}</span>
    </div>
  );
}
