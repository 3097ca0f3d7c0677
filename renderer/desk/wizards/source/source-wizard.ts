import { siteStore } from "../../../state/site.ts";
import { knownIds } from "../changes/changes.ts";
import { openWizard } from "../frame/opened.ts";
import type { Said, Wizard } from "../frame/wizard.ts";
import { newIndicator, numberOf, rawOfIndicator } from "../indicator/draft.ts";
import { AddressStep } from "./AddressStep.tsx";
import { AnswerStep } from "./AnswerStep.tsx";
import { CheckStep } from "./CheckStep.tsx";
import {
  changesOf,
  draftOf,
  idOf,
  lookKeyOf,
  mappingOf,
  newIndicatorOf,
  newSource,
  type SourceDraft,
  secretsOf,
  topicsOf,
} from "./draft.ts";
import { FieldsStep } from "./FieldsStep.tsx";
import { KindStep } from "./KindStep.tsx";
import { isAddressed, kindOf } from "./kinds.ts";
import { MeaningStep } from "./MeaningStep.tsx";
import { pathText } from "./paths.ts";
import { SourcePreview } from "./SourcePreview.tsx";
import { zoneOffset } from "./zone-offset.ts";
import "./source.css";

const isReadings = ({ gives }: SourceDraft) => gives === "readings";
const lacking = (key: Said["key"]): Said => ({ key });

/** What the simulator and folders are named by in profiles. */
const isReferred = (text: string) => text.startsWith("$" + "{");

function lackOfAddress(draft: SourceDraft): Said | undefined {
  const { type, url, login, secret, hasKeptSecret } = draft;
  const { reachedBy, host, asks, isPaced } = kindOf(type);
  if (reachedBy === "folder") return draft.path.trim() === "" ? lacking("wizards:lack.folder") : undefined;
  if (!isAddressed(type)) return undefined;
  if (!isReferred(url) && host?.test(url) === false) return lacking(`wizards:lack.address.${type}`);
  if (asks === "topics" && topicsOf(draft.topics).length === 0) return lacking("wizards:lack.topics");
  if (asks === "query" && draft.query.trim() === "") return lacking("wizards:lack.query");
  if (draft.known === null && isPaced && draft.every === "") return lacking("wizards:lack.every");
  if (login === "basic" && draft.username.trim() === "") return lacking("wizards:lack.username");
  if (login !== "none" && secret === "" && !hasKeptSecret) return lacking("wizards:lack.secret");
  return undefined;
}

function lackOfMeaning(draft: SourceDraft): Said | undefined {
  const made = newIndicatorOf(draft);
  if (made !== undefined && (made.name.vi.trim() === "" || made.unit.vi.trim() === ""))
    return lacking("wizards:lack.indicator");
  if (made !== undefined && made.greatest !== "" && numberOf(made.greatest) === undefined)
    return lacking("wizards:lack.range");
  const codes = draft.pointed.values.map(({ indicator }) => indicator);
  if (draft.ownMapping === null && new Set(codes).size < codes.length) return lacking("wizards:lack.oneEach");
  return draft.lateAfter === "" ? lacking("wizards:lack.lateAfter") : undefined;
}

/** A source: its address and secret, a first answer, what in it is the figure, what that means here, and on. */
export const sourceWizard: Wizard<SourceDraft> = {
  id: "source",
  title: ({ known }) => ({ key: known === null ? "wizards:source.add" : "wizards:source.edit" }),
  about: ({ name, type }, { word, named }) =>
    [named({ vi: name.vi, en: name.en || name.vi }), word(`wizards:source.type.${type}`)].filter(Boolean).join(" · "),
  finish: ({ known }) =>
    known === null || known.item.isOff === true ? "wizards:source.turnOn" : "wizards:frame.write",
  Preview: SourcePreview,
  steps: [
    {
      ...{ id: "kind", name: "wizards:step.kind", about: "wizards:step.kindAbout", Step: KindStep },
      said: ({ name, type }, { word, named }) =>
        `${named({ vi: name.vi, en: name.en || name.vi })} · ${word(`wizards:source.type.${type}`)}`,
      lacks: ({ name }) => (name.vi.trim() === "" ? lacking("wizards:lack.name") : undefined),
    },
    {
      ...{ id: "address", name: "wizards:step.address", about: "wizards:step.addressAbout", Step: AddressStep },
      said: ({ type, url, path, every }, { word }) => {
        const { reachedBy } = kindOf(type);
        if (reachedBy === "call") return word(`wizards:source.type.${type}`);
        return `${reachedBy === "folder" ? path : url}${every === "" ? "" : ` · ${every}`}`;
      },
      lacks: lackOfAddress,
    },
    {
      ...{ id: "answer", name: "wizards:step.answer", about: "wizards:step.answerAbout", Step: AnswerStep },
      said: ({ look }, { word, language }) =>
        look === null
          ? ""
          : word("wizards:step.answerSaid", {
              seconds: new Intl.NumberFormat(language === "en" ? "en" : "vi", { maximumFractionDigits: 1 }).format(
                look.result.trial.tookMs / 1_000,
              ),
            }),
      lacks: (draft) =>
        draft.look?.of !== lookKeyOf(draft) || draft.look.result.input === null
          ? lacking("wizards:lack.answer")
          : undefined,
      isLeftOut: (draft) => !isReadings(draft),
    },
    {
      ...{ id: "fields", name: "wizards:step.fields", about: "wizards:step.fieldsAbout", Step: FieldsStep },
      isEnterTaken: () => true,
      said: ({ pointed, ownMapping }, { word }) =>
        ownMapping === null ? pointed.values.map(({ path }) => pathText(path)).join(", ") : word("wizards:fields.own"),
      lacks: (draft) => ((mappingOf(draft) ?? "").trim() === "" ? lacking("wizards:lack.fields") : undefined),
      isLeftOut: (draft) => !isReadings(draft),
    },
    {
      ...{ id: "meaning", name: "wizards:step.meaning", about: "wizards:step.meaningAbout", Step: MeaningStep },
      said: (draft, { word, named }) => {
        const made = newIndicatorOf(draft);
        const site = siteStore.getState();
        const names = draft.pointed.values.map(({ indicator }) =>
          indicator === ""
            ? (made?.name.vi ?? "")
            : named(site?.indicatorOf.get(indicator)?.name ?? { vi: indicator, en: indicator }),
        );
        return [...names, word("wizards:meaning.lateSaid", { span: draft.lateAfter })].join(" · ");
      },
      lacks: lackOfMeaning,
      isLeftOut: (draft) => !isReadings(draft),
    },
    {
      ...{ id: "check", name: "wizards:step.check", about: "wizards:step.checkAbout", Step: CheckStep },
      said: () => "",
      lacks: (draft) =>
        isReadings(draft) && (draft.trial === null || draft.trial.result.trial.valid === 0)
          ? lacking("wizards:lack.nothingTaken")
          : undefined,
    },
  ],
  toChange(draft) {
    const { known } = draft;
    const made = newIndicatorOf(draft);
    const id = idOf(draft);
    return {
      kind: known === null ? "source-added" : "source-changed",
      name: { vi: draft.name.vi, en: draft.name.en || draft.name.vi },
      items: [
        ...(made === undefined
          ? []
          : [
              {
                list: "indicators" as const,
                id: String(rawOfIndicator(made).code),
                mark: null,
                set: rawOfIndicator(made),
              },
            ]),
        { list: "sources", id, mark: known?.mark ?? null, set: changesOf(draft) },
      ],
      secrets: secretsOf(draft),
    };
  },
};

const offset = () => zoneOffset(siteStore.getState()?.timeZone ?? "Asia/Ho_Chi_Minh");

/** Opens the wizard for a new source, in the same moment: what is typed right after is meant for it. */
export const beginSource = (): void =>
  openWizard(sourceWizard, {
    ...newSource(knownIds("sources"), offset()),
    indicator: newIndicator(knownIds("indicators")),
  });

/** Opens it for one that is there; one of a kind that is not set up here is changed in its file. */
export function editSource(known: NonNullable<SourceDraft["known"]>): void {
  const draft = draftOf(known, knownIds("sources"), offset());
  if (draft !== undefined) openWizard(sourceWizard, { ...draft, indicator: newIndicator(knownIds("indicators")) });
}
