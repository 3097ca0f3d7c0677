import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isKeyedByHand } from "#contract/entities/keyed-by-hand.ts";
import { routes, SourceMapping, SourceTrial } from "#contract/http.ts";
import { inLanguage } from "../../i18n/index.ts";
import { askCore, Refusal, refusalOf, useAsked } from "../../state/asking.ts";
import { useSources } from "../../state/sources.ts";
import { useStoreValue } from "../../state/store.ts";
import { AskedNote } from "../AskedNote.tsx";
import { useCommands } from "../registry/use-commands.ts";
import { chosenSource } from "./chosen.ts";
import { trialCommands } from "./commands.ts";
import { TrialResult } from "./TrialResult.tsx";
import "./trial.css";

/** The core gives the platform 20 s. */
const triedWithinMs = 30_000;

const calling: ReadonlySet<string> = new Set(["webhook", "camera-events"]);

/** The raw answer of a source, its mapping to edit, and what would be taken and refused. Nothing is stored. */
export function TrialView() {
  const chosen = useStoreValue(chosenSource);
  const { t, i18n } = useTranslation("desk");
  const sources = [...useSources().values()].filter(({ type }) => !isKeyedByHand(type));
  // Until somebody chooses: one that can be asked, not one that calls by itself and may never have.
  const first = sources.find(({ type }) => !calling.has(type)) ?? sources[0];
  const id = (sources.find((source) => source.id === chosen) ?? first)?.id;
  return (
    <div className="trial">
      <div className="trial-head">
        <label htmlFor="trial-source">{t("trial.source")}</label>
        <select
          id="trial-source"
          value={id ?? ""}
          onChange={(event) => chosenSource.setState(event.target.value, true)}
        >
          {sources.map((source) => (
            <option key={source.id} value={source.id}>
              {inLanguage(source.name, i18n.language)} ({source.type})
            </option>
          ))}
        </select>
        <p className="quiet">{t("trial.nothingStored")}</p>
      </div>
      {id !== undefined && (
        <Trial key={id} id={id} isOptional={sources.some((s) => s.id === id && calling.has(s.type))} />
      )}
    </div>
  );
}

function Trial({ id, isOptional }: { id: string; isOptional: boolean }) {
  const { t } = useTranslation("desk");
  const profile = useAsked(`mapping/${id}`, (signal) => askCore(routes.sourceMapping(id), SourceMapping, { signal }));
  const own = profile.value?.mapping ?? "";
  /** undefined: as in the profile. */
  const [edited, setEdited] = useState<string>();
  const [result, setResult] = useState<SourceTrial | Refusal>();
  const [isRunning, setIsRunning] = useState(false);
  /** Asked for before the mapping was told: it is tried as soon as that is there. */
  const [isDue, setIsDue] = useState(false);
  const editor = useRef<HTMLTextAreaElement>(null);
  const isTold = profile.value !== undefined;
  useEffect(() => {
    if (isTold) editor.current?.focus();
  }, [isTold]);

  const mapping = edited ?? own;
  const run = async () => {
    if (isRunning) return;
    if (!isTold) return setIsDue(true);
    setIsRunning(true);
    const body = mapping.trim() === "" ? {} : { mapping };
    try {
      setResult(
        await askCore(routes.sourceTest(id), SourceTrial, {
          method: "POST",
          body,
          changesNothing: true,
          withinMs: triedWithinMs,
        }),
      );
    } catch (error) {
      setResult(refusalOf(error));
    }
    setIsRunning(false);
  };
  useEffect(() => {
    if (!isDue || !isTold) return;
    setIsDue(false);
    void run();
  });
  const isBusy = isRunning || (isDue && profile.failure === undefined);
  useCommands("trial", trialCommands, { "trial.run": () => void run() });
  return (
    <div className="trial-body">
      <section className="trial-editor">
        <h3>
          <label htmlFor="trial-mapping">{t("trial.mapping")}</label>
          <span className="quiet">
            {edited === undefined || edited === own ? t("trial.asProfile") : t("trial.own")}
          </span>
        </h3>
        <AskedNote failure={profile.failure} isLoading={!isTold} />
        <textarea
          id="trial-mapping"
          ref={editor}
          spellCheck={false}
          maxLength={20_000}
          value={mapping}
          onChange={(event) => setEdited(event.target.value)}
        />
        {isOptional && <p className="quiet">{t("trial.optionalMapping")}</p>}
        <p className="trial-actions">
          <button type="button" className="button button-main" disabled={isBusy} onClick={() => void run()}>
            {isBusy ? t("trial.running") : t("trial.run")}
            <kbd>Ctrl Enter</kbd>
          </button>
          <button
            type="button"
            className="button-quiet"
            disabled={edited === undefined || edited === own}
            onClick={() => setEdited(undefined)}
          >
            {t("trial.reset")}
          </button>
        </p>
      </section>
      {result === undefined ? (
        <p className="trial-empty">{isBusy ? t("trial.running") : t("trial.nothing")}</p>
      ) : result instanceof Refusal ? (
        <AskedNote failure={result} isLoading={false} />
      ) : (
        <TrialResult trial={result} isRunning={isRunning} />
      )}
    </div>
  );
}
